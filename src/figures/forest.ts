import type { ForestModel, ForestRow } from '../analyses/generalization/forest.ts';
import { extent } from '../domain/extent.ts';
import { bar } from './dot-interval.ts';
import { tickLabels } from './axis.ts';
import { COLUMN_GAP, numberColumns } from './number-columns.ts';
import type { NumberColumn } from './number-columns.ts';
import { framed } from './scale.ts';
import type { Scale } from './scale.ts';
import { figureRoot, moved, NARROW, svgMaker } from './svg.ts';
import type { Make, Stage } from './svg.ts';
import { shownNames } from './shown-names.ts';
import { fitted, widest } from './text.ts';

const ROW = 27;
const HEAD = 26;
const FOOT = 20;
const TEXT = 13;

/** Values with intervals around zero, in groups, numbers in the same row. */
export function forest(model: ForestModel, stage: Stage): SVGSVGElement {
  const { width } = stage;
  const make = svgMaker(stage.document);
  const narrow = width < NARROW;
  const rows = model.groups.flatMap((group) => group.rows);
  const names = [model.head, ...rows.map((row) => row.name)];
  const nameRoom = Math.min(widest(names, TEXT), width * (narrow ? 0.32 : 0.34));
  const shown = shownNames(names.slice(1), TEXT, nameRoom);
  const { places, left } = numberColumns(model.columns, rows, stage, TEXT);
  const columns = places.toReversed();
  const from = nameRoom + COLUMN_GAP;
  const to = Math.max(from + 60, left - 6);
  const lines = model.groups.reduce((n, g) => n + g.rows.length + (g.title === '' ? 0 : 1), 0);
  const bottom = HEAD + lines * ROW + 4;
  const { low, high } = extent([
    0,
    ...rows.flatMap((row) => [row.value, row.low ?? row.value, row.high ?? row.value]),
  ]);
  const { x, ticks } = framed(low, high, from, to, Math.max(2, Math.floor((to - from) / 62)));
  const svg = figureRoot(make, { width, height: bottom + FOOT }, 'forest', model.label);
  svg.setAttribute('role', 'img');
  svg.append(
    make(
      'g',
      { class: 'head' },
      make('text', { class: 'heading', x: 0, y: 14 }, model.head),
      ...tickLabels(make, ticks, x, 14, true),
      ...columns.map((c) =>
        make('text', { class: 'heading', x: c.x, y: 14, 'text-anchor': 'end' }, c.name),
      ),
      make('line', { class: 'head-rule', x1: 0, x2: width, y1: HEAD - 3.5, y2: HEAD - 3.5 }),
    ),
    ...ticks.values.map((t) =>
      make('line', {
        class: t === 0 ? 'zero' : 'grid',
        x1: x(t),
        x2: x(t),
        y1: HEAD - 3,
        y2: bottom,
      }),
    ),
  );
  let y = HEAD;
  for (const { title, rows: own } of model.groups) {
    if (title !== '') {
      const text = fitted(title, TEXT, width);
      svg.append(make('text', { class: 'name strong halo', x: 0, y: y + ROW / 2 + 6 }, text));
      y += ROW;
    }
    for (const row of own) {
      svg.append(rowOf(make, row, shown(row.name), x, y, columns));
      y += ROW;
    }
  }
  const axis = fitted(model.axis, 11, width - from);
  svg.append(make('text', { class: 'axis-title', x: from, y: bottom + 13 }, axis));
  return svg;
}

function rowOf(
  make: Make,
  row: ForestRow,
  name: string,
  x: Scale,
  y: number,
  columns: readonly NumberColumn[],
): SVGGElement {
  const middle = ROW / 2;
  const base = middle + 4.5;
  const [low, high] = [row.low, row.high];
  return make(
    'g',
    { class: row.isSure ? 'forest-row sure' : 'forest-row', transform: moved(0, y) },
    make('text', { class: 'name', x: 0, y: base }, name, make('title', {}, row.name)),
    low === null || high === null ? null : bar(make, 'ci', x(low), x(high), middle, 2),
    make('circle', { class: 'pt', cx: x(row.value), cy: middle, r: 4.5 }),
    ...columns.map((c) =>
      make(
        'text',
        { class: c.index === 0 ? 'value strong' : 'value', x: c.x, y: base, 'text-anchor': 'end' },
        row.cells[c.index],
      ),
    ),
  );
}
