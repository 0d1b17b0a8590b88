import type { DotIntervalModel, DotRow } from '../analyses/slices/dot-interval.ts';
import { capital } from '../domain/format.ts';
import { extent } from '../domain/extent.ts';
import { COLUMN_GAP, numberColumns } from './number-columns.ts';
import { framed } from './scale.ts';
import type { Scale } from './scale.ts';
import { chooser, figureRoot, NARROW, rowHeight, moved, svgMaker } from './svg.ts';
import type { Make, Stage } from './svg.ts';
import { shownNames } from './shown-names.ts';
import { textWidth, widest } from './text.ts';
import { tickLabels } from './axis.ts';

const ROW = 28;
const HEAD = 26;
const TEXT = 13;
/** Narrowest room of the marks, and of the names before them. */
const LEAST_PLOT = 60;
const LEAST_NAMES = 56;

/**
 * Means by level: a dot, the clustered interval as a thin line, the naive one thick and grey behind
 * it, the overall mean dashed, numbers in the same row.
 */
export function dotInterval(model: DotIntervalModel, stage: Stage): SVGSVGElement {
  const { width } = stage;
  const make = svgMaker(stage.document);
  const rowSize = rowHeight(stage, ROW);
  const narrow = width < NARROW;
  const { places, left } = numberColumns(model.columns, model.rows, stage, TEXT);
  const names = model.rows.map((row) => row.name);
  const ranks = model.rows.map((row) => row.rank);
  const rankRoom = model.ranked ? Math.max(textWidth('Rank', 12), widest(ranks, 12), 36) + 8 : 0;
  const room = left - 10 - LEAST_PLOT - COLUMN_GAP - rankRoom;
  const nameRoom =
    rankRoom +
    Math.min(
      widest([...names, model.facet], TEXT),
      width * (narrow ? 0.28 : 0.3),
      Math.max(LEAST_NAMES, room),
    );
  const shown = shownNames(names, TEXT, nameRoom - rankRoom);
  const from = nameRoom + COLUMN_GAP;
  const to = Math.max(from + LEAST_PLOT, left - 10);
  const height = HEAD + model.rows.length * rowSize + 4;
  const { low, high } = extent([
    ...model.rows.flatMap((row) =>
      [
        row.interval?.low ?? row.mean,
        row.interval?.high ?? row.mean,
        row.naive.low,
        row.naive.high,
      ].filter(Number.isFinite),
    ),
    ...(Number.isFinite(model.overall) ? [model.overall] : []),
    ...(model.zero ? [0] : []),
  ]);
  const { x, ticks } = framed(low, high, from, to, Math.max(3, Math.floor((to - from) / 44)));
  const svg = figureRoot(
    make,
    { width, height },
    'dot-interval',
    model.title ?? `Mean error by ${model.facet}`,
  );
  if (model.rows.some((row) => row.chosen)) svg.classList.add('has-choice');

  svg.append(
    make(
      'g',
      { class: 'head' },
      model.ranked ? make('text', { class: 'heading', x: 0, y: 14 }, 'Rank') : null,
      make('text', { class: 'heading', x: rankRoom, y: 14 }, capital(model.facet)),
      ...tickLabels(make, ticks, x, 14, model.zero, left + COLUMN_GAP - 4),
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
          class: t === 0 && model.zero ? 'zero' : 'grid',
          x1: x(t),
          x2: x(t),
          y1: HEAD - 3,
          y2: height,
        }),
      ),
      Number.isFinite(model.overall)
        ? make('line', {
            class: 'ref',
            x1: x(model.overall),
            x2: x(model.overall),
            y1: HEAD - 3,
            y2: height,
          })
        : null,
    ),
  );
  model.rows.forEach((row, i) => {
    const group = make(
      'g',
      { ...chooser(row), transform: moved(0, HEAD + i * rowSize) },
      make('rect', { class: 'hit', x: 0, y: 0, width, height: rowSize, rx: 2 }),
      model.ranked ? make('text', { class: 'rank', x: 0, y: rowSize / 2 + 4 }, row.rank) : null,
      make(
        'text',
        { class: 'name', x: rankRoom, y: rowSize / 2 + 4.5 },
        shown(row.name),
        make('title', {}, row.name),
      ),
      ...dotMarks(make, row, x, rowSize / 2),
      ...places.map((p) =>
        make(
          'text',
          {
            class: p.index === 0 ? 'value strong' : 'value',
            x: p.x,
            y: rowSize / 2 + 4.5,
            'text-anchor': 'end',
          },
          row.cells[p.index],
        ),
      ),
    );
    svg.append(group);
  });
  return svg;
}

function dotMarks(make: Make, row: DotRow, x: Scale, y: number): SVGElement[] {
  const marks: SVGElement[] = [];
  if (Number.isFinite(row.naive.low))
    marks.push(bar(make, 'naive', x(row.naive.low), x(row.naive.high), y, 5));
  if (row.interval) marks.push(bar(make, 'ci', x(row.interval.low), x(row.interval.high), y, 2));
  marks.push(make('circle', { class: 'pt', cx: x(row.mean), cy: y, r: 4.5 }));
  return marks;
}

/** A horizontal line drawn as a rectangle, whose position and length can move smoothly. */
export function bar(
  make: Make,
  kind: string,
  from: number,
  to: number,
  y: number,
  thickness: number,
): SVGRectElement {
  return make('rect', {
    class: `bar-${kind}`,
    x: from,
    y: y - thickness / 2,
    width: Math.max(0, to - from),
    height: thickness,
  });
}
