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
  // A mean error can lie below zero, as where scores above 1 are taken for right.
  const low = Math.min(0, model.average, model.best);
  const x = linear(low, Math.max(model.average, model.best, low + 1e-12, 0), 0, width - room);
  const zero = x(0);
  const bar = (value: number, y: number) => ({
    x: Math.min(zero, x(value)),
    y,
    width: Math.abs(x(value) - zero),
    height: BAR,
    rx: 2,
  });
  const after = (...values: readonly number[]) => Math.max(zero, ...values.map(x)) + 8;
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
      ...bar(model.average, 20),
    }),
    make(
      'text',
      { class: 'value strong', x: after(model.average), y: 20 + BAR / 2 + 4.5 },
      model.averageText,
    ),
    make(
      'text',
      { class: 'part-name', x: 0, y: best + 13 },
      fitted(`Best: ${model.choice}`, 13, width),
    ),
    make('rect', {
      class: 'bar-best',
      ...bar(model.best, best + 20),
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
            : after(model.average) + widest([model.bestText], 13) + 8,
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
        x: after(model.average, model.best),
        y: best + 20 + BAR / 2 + 4.5,
      },
      model.bestText,
    ),
    make('path', {
      class: 'base',
      d: `M${zero + 0.5},17v${BAR + 6}M${zero + 0.5},${best + 17}v${BAR + 6}`,
    }),
    make('text', { class: 'axis-title', x: 0, y: height - 4 }, `${model.axis}, from zero`),
  );
  return svg;
}
