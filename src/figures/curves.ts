import type { Curve, CurvesModel } from '../analyses/ensembles/curves.ts';
import { extent } from '../domain/extent.ts';
import { fixed } from '../domain/format.ts';
import { labelPlaces } from './label-places.ts';
import { framed, linear } from './scale.ts';
import type { Scale } from './scale.ts';
import { figureRoot, svgMaker } from './svg.ts';
import type { Make, Stage } from './svg.ts';
import { fitted, textWidth, widest } from './text.ts';

const TOP = 22;
const BOTTOM = 40;
const HEIGHT = 270;
/** Between the names at the ends of lines. */
const LINE = 15;

/** Lines over the number of models, each named at its end; a limit is dashed across. */
export function curves(model: CurvesModel, stage: Stage): SVGSVGElement {
  const make = svgMaker(stage.document);
  const { width } = stage;
  const drawn = model.curves.filter(({ values }) => values.some(Number.isFinite));
  const most = Math.max(1, ...drawn.map(({ values }) => values.length));
  const names = [...drawn.map(({ name }) => name), ...(model.limit ? [model.limit.name] : [])];
  const right = Math.min(widest(names, 12) + 14, width * 0.34);
  const all = drawn.flatMap(({ values }) => values.filter(Number.isFinite));
  const { low, high } = extent([...all, ...(model.limit ? [model.limit.value] : [])]);
  const base = HEIGHT - BOTTOM;
  const { x: y, ticks } = framed(low, high, base, TOP, 5);
  const labels = ticks.values.map((t) => fixed(t, ticks.decimals));
  const left = widest(labels, 11) + 12;
  const x = linear(1, Math.max(2, most), left + 6, width - right);
  const svg = figureRoot(make, { width, height: HEIGHT }, 'curves', model.label);
  const step = Math.max(1, Math.ceil(most / Math.max(2, Math.floor((width - left - right) / 34))));
  const counts = Array.from({ length: most }, (_, i) => i + 1).filter(
    (k) => (k - 1) % step === 0 || k === 1,
  );
  svg.append(
    make(
      'g',
      { class: 'back' },
      ...ticks.values.map((t) =>
        make('line', { class: 'grid', x1: left, x2: width - right, y1: y(t), y2: y(t) }),
      ),
      make('line', { class: 'base', x1: left, x2: width - right, y1: base, y2: base }),
    ),
    make(
      'g',
      { class: 'head' },
      make('text', { class: 'axis-title', x: 0, y: 10 }, fitted(model.unit, 11, width)),
      ...ticks.values.map((t, i) =>
        make('text', { class: 'tick', x: left - 6, y: y(t) + 4, 'text-anchor': 'end' }, labels[i]),
      ),
      ...counts.map((k) =>
        make('text', { class: 'tick', x: x(k), y: base + 16, 'text-anchor': 'middle' }, String(k)),
      ),
      make(
        'text',
        { class: 'axis-title', x: width - right, y: base + 32, 'text-anchor': 'end' },
        'number of models',
      ),
    ),
  );
  if (model.limit)
    svg.append(
      make('line', {
        class: 'ref',
        x1: left,
        x2: width - right,
        y1: y(model.limit.value),
        y2: y(model.limit.value),
      }),
    );
  drawn.forEach((curve) => svg.append(...line(make, curve, x, y)));
  svg.append(
    ...endNames(make, model, drawn, x, y, { x: width - right + 8, room: right - 8, most }),
  );
  return svg;
}

function line(make: Make, { values, tone, dashed }: Curve, x: Scale, y: Scale): SVGElement[] {
  const points = values.flatMap((value, i) =>
    Number.isFinite(value) ? [{ x: x(i + 1), y: y(value) }] : [],
  );
  const d = points
    .map((p, i) => `${i === 0 ? 'M' : 'L'}${p.x.toFixed(2)},${p.y.toFixed(2)}`)
    .join('');
  const dots = points.length <= 20 && tone === 'main' ? points : points.slice(-1);
  return [
    make('path', { class: `curve ${tone}${dashed ? ' dashed' : ''}`, d }),
    ...dots.map((p) => make('circle', { class: `curve-dot ${tone}`, cx: p.x, cy: p.y, r: 3 })),
  ];
}

/**
 * Names right of the ends, moved apart where they would touch; of a curve that ends before the others,
 * beside its end.
 */
function endNames(
  make: Make,
  { limit }: CurvesModel,
  drawn: readonly Curve[],
  x: Scale,
  y: Scale,
  at: { readonly x: number; readonly room: number; readonly most: number },
): SVGTextElement[] {
  const ends = drawn.map(({ name, values, tone }) => {
    const last = values.findLastIndex(Number.isFinite);
    return { name, tone: tone as string, last: last + 1, y: y(values[last]) + 4 };
  });
  const limits = limit
    ? [{ name: limit.name, tone: 'limit', last: at.most, y: y(limit.value) + 4 }]
    : [];
  // Beside an end is no room where the name would run into those at the right.
  const isEarly = ({ last, name }: { last: number; name: string }): boolean =>
    last < at.most && x(last) + 8 + textWidth(name, 12) < at.x;
  const early = ends.filter(isEarly);
  const late = [...ends.filter((one) => !isEarly(one)), ...limits];
  const places = labelPlaces(
    late.map((one) => one.y),
    LINE,
    TOP,
    HEIGHT - 6,
  );
  const named = (one: { name: string; tone: string }, x: number, y: number): SVGTextElement =>
    make(
      'text',
      { class: `curve-name ${one.tone}`, x, y },
      fitted(one.name, 12, Math.max(at.room, textWidth('…', 12))),
    );
  return [
    ...early.map((one) => named(one, x(one.last) + 8, one.y)),
    ...late.map((one, i) => named(one, at.x, places[i])),
  ];
}
