import type { ChartModel } from '../analyses/sql/chart.ts';
import { extent } from '../domain/extent.ts';
import { tickLabels } from './axis.ts';
import { framed } from './scale.ts';
import { figureRoot, moved, rowHeight, svgMaker } from './svg.ts';
import type { Make, Stage } from './svg.ts';
import { fitted, textWidth, widest } from './text.ts';

const ROW = 26;
const HEAD = 26;
const GAP = 14;
const TEXT = 13;
const POINTS_HEIGHT = 320;

type Rows = Extract<ChartModel, { kind: 'dots' | 'bars' }>;
type Points = Extract<ChartModel, { kind: 'points' }>;

/** The rows of an answer as dots or bars by name, or as points by two numbers. */
export function resultChart(model: ChartModel, stage: Stage): SVGSVGElement {
  const svg = model.kind === 'points' ? points(model, stage) : rows(model, stage);
  svg.setAttribute('role', 'img');
  return svg;
}

function rows(model: Rows, stage: Stage): SVGSVGElement {
  const make = svgMaker(stage.document);
  const { width } = stage;
  const rowSize = rowHeight(stage, ROW);
  const names = model.rows.map((row) => row.name);
  const nameRoom = Math.min(widest([...names, model.names], TEXT), width * 0.3);
  const texts = model.rows.map((row) => row.text);
  const valueRoom = Math.max(textWidth(model.values, 12), widest(texts, TEXT));
  const from = nameRoom + GAP;
  const to = Math.max(from + 60, width - valueRoom - GAP - 10);
  const height = HEAD + model.rows.length * rowSize + 4;
  const values = model.rows.map((row) => row.value);
  // A bar's length is its value, so that bars begin at zero; a dot is a place.
  const { low, high } = extent(model.kind === 'bars' ? [...values, 0] : values);
  const { x, ticks } = framed(low, high, from, to, Math.max(3, Math.floor((to - from) / 52)));
  const svg = figureRoot(make, { width, height }, `result-chart ${model.kind}`, model.label);
  svg.append(
    make('text', { class: 'heading', x: 0, y: 14 }, fitted(model.names, 12, nameRoom)),
    ...tickLabels(make, ticks, x, 14, false),
    make('text', { class: 'heading', x: width, y: 14, 'text-anchor': 'end' }, model.values),
    make('line', { class: 'head-rule', x1: 0, x2: width, y1: HEAD - 3.5, y2: HEAD - 3.5 }),
    ...ticks.values.map((t) =>
      make('line', {
        class: t === 0 ? 'zero' : 'grid',
        x1: x(t),
        x2: x(t),
        y1: HEAD - 3,
        y2: height,
      }),
    ),
    ...model.rows.map((row, i) => {
      const y = rowSize / 2;
      const zero = x(Math.min(x.high, Math.max(x.low, 0)));
      const mark =
        model.kind === 'dots'
          ? make('circle', { class: 'pt', cx: x(row.value), cy: y, r: 4.5 })
          : make('rect', {
              class: 'bar-value',
              x: Math.min(zero, x(row.value)),
              y: y - 6,
              width: Math.abs(x(row.value) - zero),
              height: 12,
            });
      return make(
        'g',
        { transform: moved(0, HEAD + i * rowSize) },
        nameText(make, row.name, nameRoom, y),
        mark,
        make('text', { class: 'value', x: width, y: y + 4.5, 'text-anchor': 'end' }, row.text),
      );
    }),
  );
  return svg;
}

function nameText(make: Make, name: string, room: number, y: number): SVGTextElement {
  const title = make('title', {}, name);
  return make('text', { class: 'name', x: 0, y: y + 4.5 }, fitted(name, TEXT, room), title);
}

function points(model: Points, stage: Stage): SVGSVGElement {
  const make = svgMaker(stage.document);
  const { width } = stage;
  const height = POINTS_HEIGHT;
  const [left, right, top, bottom] = [52, 10, 24, 40];
  const xs = extent(model.points.map(([x]) => x));
  const ys = extent(model.points.map(([, y]) => y));
  const across = framed(xs.low, xs.high, left, width - right, Math.floor((width - left) / 60));
  const up = framed(ys.low, ys.high, height - bottom, top, 6);
  const svg = figureRoot(make, { width, height }, 'result-chart points', model.label);
  svg.append(
    ...across.ticks.values.map((t) =>
      make('line', {
        class: 'grid',
        x1: across.x(t),
        x2: across.x(t),
        y1: top,
        y2: height - bottom,
      }),
    ),
    ...up.ticks.values.map((t) =>
      make('line', { class: 'grid', x1: left, x2: width - right, y1: up.x(t), y2: up.x(t) }),
    ),
    ...tickLabels(make, across.ticks, across.x, height - bottom + 16, false),
    ...up.ticks.values.map((t) =>
      make(
        'text',
        { class: 'tick', x: left - 8, y: up.x(t) + 4, 'text-anchor': 'end' },
        t.toFixed(up.ticks.decimals).replace('-', '−'),
      ),
    ),
    make(
      'text',
      { class: 'heading', x: width - right, y: height - 6, 'text-anchor': 'end' },
      model.x,
    ),
    make('text', { class: 'heading', x: 0, y: 12 }, model.y),
    ...model.points.map(([x, y]) =>
      make('circle', { class: 'pt', cx: across.x(x), cy: up.x(y), r: 3 }),
    ),
  );
  return svg;
}
