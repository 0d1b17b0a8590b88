import type { ScatterModel } from '../analyses/agreement/scatter.ts';
import { fixed } from '../domain/format.ts';
import { framed } from './scale.ts';
import { figureRoot, svgMaker } from './svg.ts';
import type { Stage } from './svg.ts';
import { fitted, widest } from './text.ts';

const BOTTOM = 44;
const TOP = 24;
const MOST = 520;

/** Scores of one scorer against another's: spots by their number of task-items, equal scores dashed. */
export function scatter(model: ScatterModel, stage: Stage): SVGSVGElement {
  const make = svgMaker(stage.document);
  const width = Math.min(stage.width, MOST);
  const height = Math.max(240, Math.min(440, width * 0.84)) + TOP;
  const low = Math.min(model.x.low, model.y.low);
  const high = Math.max(model.x.high, model.y.high);
  const ticksY = framed(low, high, height - BOTTOM, TOP, 6);
  const labels = ticksY.ticks.values.map((t) => fixed(t, ticksY.ticks.decimals));
  const left = widest(labels, 11) + 12;
  const x = framed(low, high, left, width - 8, Math.max(3, Math.floor((width - left) / 56)));
  const y = ticksY;
  const svg = figureRoot(make, { width: stage.width, height }, 'scatter', model.label);
  svg.append(
    make(
      'g',
      { class: 'back' },
      ...x.ticks.values.map((t) =>
        make('line', { class: 'grid', x1: x.x(t), x2: x.x(t), y1: TOP, y2: height - BOTTOM }),
      ),
      ...y.ticks.values.map((t) =>
        make('line', { class: 'grid', x1: left, x2: width - 8, y1: y.x(t), y2: y.x(t) }),
      ),
      make('line', {
        class: 'ref',
        x1: x.x(low),
        y1: y.x(low),
        x2: x.x(high),
        y2: y.x(high),
      }),
    ),
    make(
      'g',
      { class: 'head' },
      ...x.ticks.values.map((t) =>
        make(
          'text',
          { class: 'tick', x: x.x(t), y: height - BOTTOM + 16, 'text-anchor': 'middle' },
          fixed(t, x.ticks.decimals),
        ),
      ),
      ...y.ticks.values.map((t, i) =>
        make(
          'text',
          { class: 'tick', x: left - 6, y: y.x(t) + 4, 'text-anchor': 'end' },
          labels[i],
        ),
      ),
      make('text', { class: 'name', x: 0, y: 12 }, fitted(`↑ ${model.names[1]}`, 13, width)),
      make(
        'text',
        { class: 'name', x: width - 8, y: height - 6, 'text-anchor': 'end' },
        fitted(`${model.names[0]} →`, 13, width),
      ),
    ),
  );
  const largest = model.gridded ? 7 : model.most === 1 ? 3 : 11;
  const radius = (n: number): number => Math.max(1.75, largest * Math.sqrt(n / model.most));
  const spots = model.spots
    .toSorted((a, b) => b.n - a.n)
    .map((spot) =>
      make('circle', { class: 'spot', cx: x.x(spot.x), cy: y.x(spot.y), r: radius(spot.n) }),
    );
  svg.append(
    make('g', { role: 'img', 'aria-label': `${model.spots.length} spots` }, ...spots),
    ...model.marked.map((mark) =>
      make(
        'circle',
        { class: 'marked', cx: x.x(mark.x), cy: y.x(mark.y), r: 5 },
        make('title', {}, mark.label),
      ),
    ),
  );
  return svg;
}
