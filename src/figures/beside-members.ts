import type { BesideModel, BesideRow, Estimate } from '../analyses/ensembles/beside.ts';
import { extent } from '../domain/extent.ts';
import { tickLabels } from './axis.ts';
import { bar } from './dot-interval.ts';
import { COLUMN_GAP, numberColumns } from './number-columns.ts';
import { framed } from './scale.ts';
import type { Scale } from './scale.ts';
import { figureRoot, moved, svgMaker } from './svg.ts';
import type { Make, Stage } from './svg.ts';
import { fitted, textWidth, widest } from './text.ts';

const ROW = 32;
const HEAD = 26;
const TEXT = 13;
const KEY = 30;

/** Each rule as a dot with its interval; a ring for its average member, a diamond for the best. */
export function besideMembers(model: BesideModel, stage: Stage): SVGSVGElement {
  const make = svgMaker(stage.document);
  const { width } = stage;
  const columns = model.columns.map((name, i) => ({ name, minor: i > 1 }));
  const names = model.rows.map((row) => row.name);
  const nameRoom = Math.min(widest(names, TEXT), width * 0.3);
  const { places, left } = numberColumns(columns, model.rows, stage, TEXT);
  const from = nameRoom + COLUMN_GAP;
  const to = Math.max(from + 70, left - 4);
  // Where a rule decides too little, a best model or a correlation cannot be told.
  const values = model.rows
    .flatMap((row) => [...ends(row.ensemble), row.average.value, row.best.value])
    .filter(Number.isFinite);
  const { low, high } = extent([...values, ...(model.zero ? [0] : [])]);
  const { x, ticks } = framed(low, high, from, to, Math.max(2, Math.floor((to - from) / 48)));
  const last = HEAD + model.rows.length * ROW;
  const svg = figureRoot(make, { width, height: last + KEY }, 'beside-members', model.label);
  svg.append(
    make(
      'g',
      { class: 'head' },
      make('text', { class: 'heading', x: 0, y: 14 }, 'Rule'),
      ...tickLabels(make, ticks, x, 14, model.zero),
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
          y2: last,
        }),
      ),
    ),
  );
  model.rows.forEach((row, i) => {
    const base = ROW / 2 + 4.5;
    svg.append(
      make(
        'g',
        {
          class: i === 0 ? 'component choice' : 'component',
          transform: moved(0, HEAD + i * ROW),
          role: 'img',
          'aria-label': row.label,
        },
        make(
          'text',
          { class: 'name', x: 0, y: base },
          fitted(row.name, TEXT, nameRoom),
          make('title', {}, row.label),
        ),
        ...marks(make, row, x),
        ...places.map((p) =>
          make(
            'text',
            {
              class: p.index === 0 ? 'value strong' : 'value',
              x: p.x,
              y: base,
              'text-anchor': 'end',
            },
            row.cells[p.index],
          ),
        ),
      ),
    );
  });
  svg.append(...key(make, last + 18));
  return svg;
}

function marks(make: Make, { ensemble, average, best }: BesideRow, x: Scale): SVGElement[] {
  const y = ROW / 2;
  const { low, high } = ensemble;
  const at = ({ value }: Estimate, mark: (cx: number) => SVGElement): SVGElement[] =>
    Number.isFinite(value) ? [mark(x(value))] : [];
  return [
    ...(low !== null && high !== null ? [bar(make, 'ci', x(low), x(high), y, 2)] : []),
    ...at(average, (cx) => make('circle', { class: 'ring', cx, cy: y, r: 4.5 })),
    ...at(best, (cx) =>
      make('path', {
        class: 'best-mark',
        d: 'M0,-5.5L5.5,0L0,5.5L-5.5,0Z',
        transform: moved(cx, y),
      }),
    ),
    ...at(ensemble, (cx) => make('circle', { class: 'pt', cx, cy: y, r: 4.5 })),
  ];
}

function key(make: Make, y: number): SVGElement[] {
  const words = ['combined', 'average model', 'best model'];
  let at = 6;
  return words.flatMap((text, i) => {
    const x = at;
    at += textWidth(text, 11) + 36;
    const mark =
      i === 0
        ? make('circle', { class: 'pt', cx: x, cy: y - 4, r: 4 })
        : i === 1
          ? make('circle', { class: 'ring', cx: x, cy: y - 4, r: 4 })
          : make('path', {
              class: 'best-mark',
              d: 'M0,-5L5,0L0,5L-5,0Z',
              transform: moved(x, y - 4),
            });
    return [mark, make('text', { class: 'tick', x: x + 10, y }, text)];
  });
}

function ends({ value, low, high }: Estimate): number[] {
  return [value, low ?? value, high ?? value];
}
