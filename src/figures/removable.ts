import type { RemovableModel } from '../analyses/variance/removable.ts';
import { linear } from './scale.ts';
import { figureRoot, svgMaker } from './svg.ts';
import type { Stage } from './svg.ts';
import { fitted, textWidth, widest } from './text.ts';

const BAR = 26;
const ROW = 58;

/** What the best choice removes: two bars from zero, the removed part outlined in magenta. */
export function removable(model: RemovableModel, stage: Stage): SVGSVGElement {
  const { width } = stage;
  const make = svgMaker(stage.document);
  const height = 2 * ROW + 22;
  const room = widest([model.averageText, model.bestText], 13) + 10;
  const x = linear(0, Math.max(model.average, model.best, 1e-12), 0, width - room);
  const svg = figureRoot(
    make,
    { width, height },
    'removable',
    `${model.axis}: average ${model.averageText}, best ${model.bestText}`,
  );
  svg.setAttribute('role', 'img');
  const best = ROW;
  const removed = x(model.average) - x(model.best);
  svg.append(
    make('text', { class: 'part-name', x: 0, y: 13 }, model.averageName),
    make('rect', {
      class: 'bar-average',
      x: 0,
      y: 20,
      width: x(model.average),
      height: BAR,
      rx: 2,
    }),
    make(
      'text',
      { class: 'value strong', x: x(model.average) + 8, y: 20 + BAR / 2 + 4.5 },
      model.averageText,
    ),
    make(
      'text',
      { class: 'part-name', x: 0, y: best + 13 },
      fitted(`Best: ${model.choice}`, 13, width),
    ),
    make('rect', {
      class: 'bar-best',
      x: 0,
      y: best + 20,
      width: x(model.best),
      height: BAR,
      rx: 2,
    }),
  );
  if (removed > 3) {
    svg.append(
      make('rect', {
        class: 'bar-removed',
        x: x(model.best) + 1.5,
        y: best + 20.5,
        width: removed - 2,
        height: BAR - 1,
        rx: 2,
      }),
    );
    const inside = textWidth(model.removedText, 13) + 10 <= removed;
    svg.append(
      make(
        'text',
        {
          class: 'removed-text',
          x: inside
            ? x(model.best) + removed / 2
            : x(model.average) + 8 + widest([model.bestText], 13) + 8,
          y: best + 20 + BAR / 2 + 4.5,
          'text-anchor': inside ? 'middle' : 'start',
        },
        inside ? model.removedText : '',
      ),
    );
  }
  svg.append(
    make(
      'text',
      {
        class: 'value strong',
        x: Math.max(x(model.average), x(model.best)) + 8,
        y: best + 20 + BAR / 2 + 4.5,
      },
      model.bestText,
    ),
    make('path', { class: 'base', d: `M0.5,17v${BAR + 6}M0.5,${best + 17}v${BAR + 6}` }),
    make('text', { class: 'axis-title', x: 0, y: height - 4 }, `${model.axis}, from zero`),
  );
  return svg;
}
