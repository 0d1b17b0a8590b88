import type { DensityModel, DensityTile } from '../analyses/judges/examples.ts';
import { count } from '../domain/format.ts';
import { figureRoot, svgMaker } from './svg.ts';
import type { Make, Stage } from './svg.ts';
import { fitted, textWidth } from './text.ts';

const HEAD = 36;
const FOOT = 26;
const LEFT = 34;
const GAP = 22;
const KEY = 44;
/** A tile is about this wide. */
const DESIGNED = 190;

/** Per judge, how many examples have which recognition and preference: a square of tints each. */
export function densityTiles(model: DensityModel, stage: Stage): SVGSVGElement {
  const make = svgMaker(stage.document);
  const { width } = stage;
  const across = Math.max(
    1,
    Math.min(model.tiles.length, Math.floor((width + GAP) / (DESIGNED + GAP))),
  );
  const outer = Math.min(300, (width - (across - 1) * GAP) / across);
  const side = outer - LEFT;
  const down = Math.ceil(model.tiles.length / across);
  const row = HEAD + side + FOOT;
  const height = down * row + KEY;
  const label = 'Examples by recognition and preference, by judge';
  const svg = figureRoot(make, { width, height }, 'density-tiles', label);
  svg.setAttribute('role', 'img');
  model.tiles.forEach((tile, i) => {
    const x = (i % across) * (outer + GAP);
    const y = Math.floor(i / across) * row;
    const group = make('g', { transform: `translate(${x},${y})` });
    group.append(...tileMarks(make, tile, side));
    svg.append(group);
  });
  svg.append(key(make, model, height - 22));
  return svg;
}

function tileMarks(make: Make, tile: DensityTile, side: number): SVGElement[] {
  const cell = side / tile.bins;
  const marks: SVGElement[] = [
    make(
      'text',
      { class: 'name strong', x: LEFT, y: 13 },
      fitted(tile.name, 13, side),
      make('title', {}, tile.name),
    ),
    make('text', { class: 'tick', x: LEFT, y: 28 }, fitted(tile.detail, 11, side)),
    make('rect', { class: 'tile-frame', x: LEFT, y: HEAD, width: side, height: side }),
  ];
  tile.steps.forEach((step, i) => {
    if (step === 0) return;
    const column = i % tile.bins;
    const line = Math.floor(i / tile.bins);
    marks.push(
      make('rect', {
        class: `seq-${step}`,
        x: LEFT + column * cell,
        y: HEAD + side - (line + 1) * cell,
        width: cell,
        height: cell,
      }),
    );
  });
  const middle = side / 2;
  marks.push(
    make('path', {
      class: 'ref',
      d: `M${LEFT + middle},${HEAD}v${side}M${LEFT},${HEAD + middle}h${side}`,
    }),
    make('text', { class: 'tick', x: LEFT, y: HEAD + side + 14 }, '0'),
    make(
      'text',
      { class: 'tick', x: LEFT + side / 2, y: HEAD + side + 14, 'text-anchor': 'middle' },
      'recognition',
    ),
    make('text', { class: 'tick', x: LEFT + side, y: HEAD + side + 14, 'text-anchor': 'end' }, '1'),
    make('text', { class: 'tick', x: LEFT - 6, y: HEAD + 9, 'text-anchor': 'end' }, '1'),
    make('text', { class: 'tick', x: LEFT - 6, y: HEAD + side, 'text-anchor': 'end' }, '0'),
    make(
      'text',
      {
        class: 'tick',
        transform: `translate(${LEFT - 10},${HEAD + side / 2}) rotate(-90)`,
        'text-anchor': 'middle',
      },
      'preference',
    ),
  );
  return marks;
}

/** The steps, each with the number of examples it begins at. */
function key(make: Make, model: DensityModel, y: number): SVGGElement {
  const group = make('g', { class: 'key' });
  const words = 'examples from';
  group.append(make('text', { class: 'tick', x: 0, y: y + 12 }, words));
  let x = textWidth(words, 11) + 10;
  model.bounds.forEach((bound, i) => {
    const text = count(bound);
    const width = Math.max(30, textWidth(text, 11) + 8);
    group.append(
      make('rect', { class: `seq-${i + 1}`, x, y, width, height: 17 }),
      make(
        'text',
        {
          class: `key-text seq-ink-${i + 1}`,
          x: x + width / 2,
          y: y + 12.5,
          'text-anchor': 'middle',
        },
        text,
      ),
    );
    x += width;
  });
  return group;
}
