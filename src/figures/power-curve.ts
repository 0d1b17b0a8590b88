import type { PowerModel } from '../analyses/slices/power-model.ts';
import { count, fixed } from '../domain/format.ts';
import { linear, ticksFor } from './scale.ts';
import { figureRoot, svgMaker } from './svg.ts';
import type { Stage } from './svg.ts';
import { textWidth } from './text.ts';

const TOP = 22;
const FOOT = 40;
const HEIGHT = 250;

/** The difference that is shown 8 times in 10, over the number of items on a logarithmic scale. */
export function powerCurve(model: PowerModel, stage: Stage): SVGSVGElement {
  const make = svgMaker(stage.document);
  const { width } = stage;
  const points = [...model.curve, model.present, ...(model.asked ? [model.asked] : [])];
  const logs = points.map(({ items }) => Math.log10(items));
  const highest = Math.max(...points.map(({ difference }) => difference));
  const vertical = ticksFor(0, highest, 5);
  const top = vertical.values[vertical.values.length - 1];
  const left =
    Math.max(...vertical.values.map((t) => textWidth(fixed(t, vertical.decimals), 11))) + 10;
  const x = linear(Math.min(...logs), Math.max(...logs), left + 6, width - 16);
  const y = linear(0, top, HEIGHT - FOOT, TOP);
  const at = (items: number): number => x(Math.log10(items));
  const svg = figureRoot(
    make,
    { width, height: HEIGHT },
    'power-curve',
    'Detectable difference by number of items',
  );
  svg.append(
    make(
      'g',
      { class: 'back' },
      ...vertical.values.flatMap((t) => [
        make('line', {
          class: t === 0 ? 'base' : 'grid',
          x1: left,
          x2: width,
          y1: y(t),
          y2: y(t),
        }),
        make(
          'text',
          { class: 'tick', x: left - 6, y: y(t) + 4, 'text-anchor': 'end' },
          fixed(t, vertical.decimals),
        ),
      ]),
      ...roundItems(x.low, x.high, Math.max(2, Math.floor((width - left) / 70))).map((items) =>
        make(
          'text',
          { class: 'tick', x: at(items), y: HEIGHT - FOOT + 17, 'text-anchor': 'middle' },
          count(items),
        ),
      ),
      make(
        'text',
        { class: 'axis-title', x: (left + width) / 2, y: HEIGHT - 6, 'text-anchor': 'middle' },
        'items',
      ),
    ),
    make('polyline', {
      class: 'line',
      points: [...model.curve]
        .map(({ items, difference }) => `${at(items).toFixed(1)},${y(difference).toFixed(1)}`)
        .join(' '),
    }),
  );
  const mark = (
    kind: string,
    point: { readonly items: number; readonly difference: number },
    text: string,
  ): void => {
    const [cx, cy] = [at(point.items), y(point.difference)];
    const end = cx + 10 + textWidth(text, 12) > width;
    svg.append(
      make('line', { class: 'ref', x1: cx, x2: cx, y1: cy, y2: HEIGHT - FOOT }),
      make('circle', { class: `pt ${kind}`, cx, cy, r: 5 }),
      make(
        'text',
        {
          class: `value halo ${kind}`,
          x: end ? cx - 6 : cx + 8,
          y: cy - 9,
          'text-anchor': end ? 'end' : 'start',
        },
        text,
      ),
    );
  };
  mark(
    'strong',
    model.present,
    `now: ${fixed(model.present.difference, model.decimals)} with ${count(model.present.items)}`,
  );
  if (model.asked)
    mark(
      'accent',
      model.asked,
      `${fixed(model.asked.difference, model.decimals)}: ${count(model.asked.items)}`,
    );
  return svg;
}

/** Round numbers of items (1, 2, 5 times a power of ten) inside the scale, at most `most`. */
function roundItems(low: number, high: number, most: number): number[] {
  const all: number[] = [];
  for (let power = Math.floor(low); power <= high; power++)
    for (const factor of [1, 2, 5]) {
      const items = factor * 10 ** power;
      const log = Math.log10(items);
      if (log >= low && log <= high) all.push(items);
    }
  const every = Math.ceil(all.length / most);
  return all.filter((_, i) => i % every === 0);
}
