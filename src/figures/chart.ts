import type { ChartLine, ChartModel } from '../analyses/generalization/chart.ts';
import { fixed } from '../domain/format.ts';
import { extent } from '../domain/extent.ts';
import { linear, ticksFor } from './scale.ts';
import type { Scale } from './scale.ts';
import { figureRoot, moved, NARROW, svgMaker } from './svg.ts';
import type { Make, Stage } from './svg.ts';
import { fitted, textWidth, widest } from './text.ts';

const TOP = 26;
const LEFT = 42;
const GAP = 26;
const LABEL = 12;

interface Frame {
  readonly x: Scale;
  readonly y: Scale;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Lines or points over one axis; several charts stand below one another, `height` pixels each. */
export function chart(models: readonly ChartModel[], stage: Stage, height: number): SVGSVGElement {
  const { width } = stage;
  const make = svgMaker(stage.document);
  const narrow = width < NARROW;
  const ends = models.flatMap((model) => model.lines.map((line) => line.end));
  const room = Math.min(widest(ends, LABEL), width * (narrow ? 0.3 : 0.26));
  const right = ends.length > 0 ? Math.max(LEFT + 80, width - room - 12) : width - 8;
  const bottoms = models.map((model) => (model.xTitle === '' ? 24 : 42));
  const tall = models.reduce((sum, _, i) => sum + TOP + height + bottoms[i] + (i > 0 ? GAP : 0), 0);
  const svg = figureRoot(make, { width, height: tall }, 'chart', models[0].label);
  svg.setAttribute('role', 'img');
  let top = TOP;
  models.forEach((model, i) => {
    svg.append(drawOne(make, model, frameOf(model, top, height, right), width));
    top += height + bottoms[i] + GAP + TOP;
  });
  return svg;
}

function frameOf(model: ChartModel, top: number, height: number, right: number): Frame {
  const values = [
    ...model.lines.flatMap((line) => line.points.map((point) => point[1])),
    ...model.points.flatMap(({ y, low, high }) => [y, low ?? y, high ?? y]),
    ...(model.diagonal ? [model.x.low, model.x.high] : []),
  ];
  const { low, high } = extent(values.length > 0 ? values : [0, 1]);
  const ticks = ticksFor(low, high, 6).values;
  return {
    x: linear(model.x.low, model.x.high, LEFT, right),
    y: linear(ticks[0], ticks[ticks.length - 1], top + height, top),
    left: LEFT,
    right,
    top,
    bottom: top + height,
  };
}

function drawOne(make: Make, model: ChartModel, frame: Frame, width: number): SVGGElement {
  const group = make('g');
  group.append(back(make, model, frame), ...shade(make, model, frame));
  if (model.diagonal) group.append(diagonal(make, model, frame));
  const order = { plain: 0, rival: 1, lead: 2 };
  group.append(
    ...model.lines
      .toSorted((a, b) => order[a.kind] - order[b.kind])
      .map((line) => make('path', { class: `line ${line.kind}`, d: pathOf(line, frame) })),
    ...model.crossings.map(({ x, y, text }) =>
      make(
        'circle',
        { class: 'crossing', cx: frame.x(x), cy: frame.y(y), r: 4.5 },
        make('title', {}, text),
      ),
    ),
    ...model.points.flatMap(({ x, y, low, high }) => [
      ...(low === null || high === null
        ? []
        : [
            make('rect', {
              class: 'bar-ci',
              x: frame.x(x) - 1,
              y: frame.y(high),
              width: 2,
              height: frame.y(low) - frame.y(high),
            }),
          ]),
      make('circle', { class: 'pt', cx: frame.x(x), cy: frame.y(y), r: 4.5 }),
    ]),
    ...endLabels(make, model.lines, frame, width),
  );
  return group;
}

function pathOf(line: ChartLine, { x, y }: Frame): string {
  return line.points
    .map(([a, b], i) => `${i === 0 ? 'M' : 'L'}${x(a).toFixed(1)},${y(b).toFixed(1)}`)
    .join('');
}

function back(
  make: Make,
  model: ChartModel,
  { x, y, left, right, top, bottom }: Frame,
): SVGGElement {
  const group = make('g', { class: 'back' });
  const ticks = ticksFor(y.low, y.high, 6);
  for (const t of ticks.values.filter((t) => t <= y.high + 1e-9))
    group.append(
      make('line', { class: 'grid', x1: left, x2: right, y1: y(t), y2: y(t) }),
      make(
        'text',
        { class: 'tick', x: left - 8, y: y(t) + 4, 'text-anchor': 'end' },
        fixed(t, ticks.decimals),
      ),
    );
  let free = -Infinity;
  for (const { at, text } of axisTicks(model, right - left)) {
    const half = textWidth(text, 11) / 2;
    if (x(at) - half < free) continue;
    free = x(at) + half + 6;
    group.append(
      make('text', { class: 'tick', x: x(at), y: bottom + 17, 'text-anchor': 'middle' }, text),
    );
  }
  group.append(make('text', { class: 'axis-title', x: left - 34, y: top - 13 }, model.yTitle));
  if (model.xTitle !== '') {
    const title = fitted(model.xTitle, 11, right);
    group.append(
      make('text', { class: 'axis-title', x: right, y: bottom + 36, 'text-anchor': 'end' }, title),
    );
  }
  return group;
}

/** The ticks of the model, the last first so that it is never left out; or round ones. */
function axisTicks(model: ChartModel, room: number): { at: number; text: string }[] {
  if (model.ticks) {
    const last = model.ticks.at(-1);
    const isClose = (at: number): boolean =>
      last !== undefined &&
      at !== last.at &&
      ((last.at - at) / (model.x.high - model.x.low)) * room < 30;
    return model.ticks.filter(({ at }) => !isClose(at));
  }
  const { values, decimals } = ticksFor(
    model.x.low,
    model.x.high,
    Math.max(3, Math.floor(room / 60)),
  );
  return values
    .filter((t) => t >= model.x.low - 1e-9 && t <= model.x.high + 1e-9)
    .map((at) => ({ at, text: fixed(at, decimals) }));
}

/** From where on the sentence holds, and its words on the side that has room. */
function shade(make: Make, { from }: ChartModel, frame: Frame): SVGElement[] {
  if (!from) return [];
  const { x, right, top, bottom, left } = frame;
  const at = x(from.x);
  const isLeft = at - left > 150;
  const text = { x: isLeft ? at - 7 : at + 7, 'text-anchor': isLeft ? 'end' : 'start' };
  return [
    make('rect', {
      class: 'shade',
      x: at,
      y: top,
      width: Math.max(0, right - at),
      height: bottom - top,
    }),
    make('line', { class: 'from', x1: at, x2: at, y1: top - 6, y2: bottom }),
    make('text', { class: 'from-text halo', ...text, y: top + 12 }, from.text),
    make('text', { class: 'from-detail halo', ...text, y: top + 27 }, from.detail),
  ];
}

function diagonal(make: Make, model: ChartModel, { x, y }: Frame): SVGLineElement {
  const low = Math.max(model.x.low, y.low);
  const high = Math.min(model.x.high, y.high);
  return make('line', { class: 'ref', x1: x(low), x2: x(high), y1: y(low), y2: y(high) });
}

/** Names at the ends of the lines, moved apart where they would touch. */
function endLabels(
  make: Make,
  lines: readonly ChartLine[],
  { x, y, right, bottom, top }: Frame,
  width: number,
): SVGElement[] {
  const gap = 15;
  const ends = lines
    .flatMap((line) => {
      const last = line.points.at(-1);
      return last ? [{ line, from: [x(last[0]), y(last[1])] as const, y: y(last[1]) }] : [];
    })
    .toSorted((a, b) => a.y - b.y);
  for (let i = 1; i < ends.length; i++) ends[i].y = Math.max(ends[i].y, ends[i - 1].y + gap);
  for (let i = ends.length - 1; i >= 0; i--)
    ends[i].y = Math.min(ends[i].y, bottom - (ends.length - 1 - i) * gap);
  for (let i = 0; i < ends.length; i++) ends[i].y = Math.max(ends[i].y, top + i * gap);
  const at = right + 8;
  return ends.map(({ line, y: place }) =>
    make(
      'text',
      { class: `end ${line.kind}`, transform: moved(at, place + 4) },
      fitted(line.end, LABEL, width - at),
      make('title', {}, line.name),
    ),
  );
}
