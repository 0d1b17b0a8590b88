import type { EffectsModel } from '../analyses/variance/effects.ts';
import { extent } from '../domain/extent.ts';
import { tickLabels } from './axis.ts';
import { bar } from './dot-interval.ts';
import { framed } from './scale.ts';
import { figureRoot, moved, NARROW, svgMaker } from './svg.ts';
import type { Stage } from './svg.ts';
import { shownNames } from './shown-names.ts';
import { fitted, widest } from './text.ts';

const ROW = 27;
const HEAD = 26;
const TEXT = 13;

/** Predicted effects of levels: a dot and its prediction interval, zero in ink, the highest first. */
export function effects(model: EffectsModel, stage: Stage): SVGSVGElement {
  const { width } = stage;
  const make = svgMaker(stage.document);
  const height = HEAD + model.rows.length * ROW + 4;
  const numbers = widest(['Effect', ...model.rows.map((row) => row.text)], TEXT);
  const names = model.rows.map((row) => row.name);
  const nameRoom = Math.min(
    widest([model.heading, ...names], TEXT),
    width * (width < NARROW ? 0.36 : 0.46),
  );
  const shown = shownNames(names, TEXT, nameRoom);
  const from = nameRoom + 14;
  const to = Math.max(from + 60, width - numbers - 14);
  const { low, high } = extent([0, ...model.rows.flatMap((row) => [row.low, row.high])]);
  const { x, ticks } = framed(low, high, from, to, Math.max(2, Math.floor((to - from) / 60)));
  const svg = figureRoot(make, { width, height }, 'effects', `Predicted effects, ${model.heading}`);
  svg.append(
    make(
      'g',
      { class: 'head' },
      make('text', { class: 'heading', x: 0, y: 14 }, fitted(model.heading, 12, nameRoom)),
      ...tickLabels(make, ticks, x, 14, true),
      make('text', { class: 'heading', x: width, y: 14, 'text-anchor': 'end' }, 'Effect'),
      make('line', { class: 'head-rule', x1: 0, x2: width, y1: HEAD - 3.5, y2: HEAD - 3.5 }),
    ),
    make(
      'g',
      { class: 'back' },
      ...ticks.values.map((t) =>
        make('line', {
          class: t === 0 ? 'zero' : 'grid',
          x1: x(t),
          x2: x(t),
          y1: HEAD - 3,
          y2: height,
        }),
      ),
    ),
    ...model.rows.map((row, i) =>
      make(
        'g',
        {
          class: 'component',
          role: 'img',
          'aria-label': row.spoken,
          transform: moved(0, HEAD + i * ROW),
        },
        make(
          'text',
          { class: 'name', x: 0, y: ROW / 2 + 4.5 },
          shown(row.name),
          make('title', {}, row.name),
        ),
        bar(make, 'ci', x(row.low), x(row.high), ROW / 2, 2),
        make('circle', { class: 'pt', cx: x(row.effect), cy: ROW / 2, r: 4.5 }),
        make(
          'text',
          { class: 'value', x: width, y: ROW / 2 + 4.5, 'text-anchor': 'end' },
          row.text,
        ),
      ),
    ),
  );
  return svg;
}
