import type { BetweenModel } from '../analyses/ladder/between-model.ts';
import { capital } from '../domain/format.ts';
import { tickLabels } from './axis.ts';
import { bar } from './dot-interval.ts';
import { COLUMN_GAP, numberColumns } from './number-columns.ts';
import { linear } from './scale.ts';
import { figureRoot, moved, NARROW, svgMaker } from './svg.ts';
import type { Stage } from './svg.ts';
import { fitted, widest } from './text.ts';

const HEAD = 26;
const ROW = 30;
const LINE = 14;
const TEXT = 12.5;

/** Rank correlations with their intervals, a row each, on a scale from -1 to 1. */
export function rungCorrelations(model: BetweenModel, stage: Stage): SVGSVGElement {
  const { width } = stage;
  const make = svgMaker(stage.document);
  const narrow = width < NARROW;
  const { places, left } = numberColumns(model.columns, model.rows, stage, TEXT);
  const names = model.rows.map((row) => capital(row.name));
  // Cut short, the names of two rows would be the same: on a narrow figure they take two lines.
  const lines = names.map((name) => (narrow ? name.split(/(?<= and) /) : [name]));
  const nameRoom = Math.min(widest(lines.flat(), TEXT), width * 0.3);
  const from = nameRoom + COLUMN_GAP + 6;
  const x = linear(-1, 1, from, Math.max(from + 60, left - 10));
  const height = HEAD + model.rows.length * ROW + 4;
  const svg = figureRoot(
    make,
    { width, height },
    'rung-correlations',
    'Rank correlations between the rungs',
  );
  const ticks = { values: narrow ? [-1, 0, 1] : [-1, -0.5, 0, 0.5, 1], decimals: narrow ? 0 : 1 };
  svg.append(
    make(
      'g',
      { class: 'head' },
      make('text', { class: 'heading', x: 0, y: 14 }, 'Between'),
      ...tickLabels(make, ticks, x, 14, true),
      ...places.map((p) =>
        make('text', { class: 'heading', x: p.x, y: 14, 'text-anchor': 'end' }, p.name),
      ),
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
  );
  model.rows.forEach((row, i) => {
    const y = ROW / 2;
    svg.append(
      make(
        'g',
        { transform: moved(0, HEAD + i * ROW) },
        ...lines[i].map((line, n) =>
          make(
            'text',
            { class: 'name', x: 0, y: y + 4.5 + LINE * (n - (lines[i].length - 1) / 2) },
            fitted(line, TEXT, nameRoom),
            make('title', {}, names[i]),
          ),
        ),
        row.low !== null && row.high !== null
          ? bar(make, 'ci', x(row.low), x(row.high), y, 2)
          : null,
        row.value === null
          ? null
          : make('circle', { class: 'pt', cx: x(row.value), cy: y, r: 4.5 }),
        ...places.map((p) =>
          make(
            'text',
            {
              class: p.index === 0 ? 'value strong' : 'value',
              x: p.x,
              y: y + 4.5,
              'text-anchor': 'end',
            },
            row.cells[p.index],
          ),
        ),
      ),
    );
  });
  return svg;
}
