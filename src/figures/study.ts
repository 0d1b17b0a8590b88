import type { StudyMark, StudyModel } from '../analyses/variance/study-model.ts';
import { fixed } from '../domain/format.ts';
import { linear, ticksFor } from './scale.ts';
import type { Scale } from './scale.ts';
import { figureRoot, moved, NARROW, svgMaker } from './svg.ts';
import type { Make, Stage } from './svg.ts';
import { textWidth, widest } from './text.ts';

const TOP = 10;
const PLOT = 260;
const BOTTOM = 44;
const LEFT = 34;
const TEXT_HEIGHT = 11;

/**
 * Reliability by number of levels: a line for each number of what makes the lines, named at its end;
 * the target dashed; this study and the cheapest design marked.
 */
export function study(model: StudyModel, stage: Stage): SVGSVGElement {
  const { width } = stage;
  const make = svgMaker(stage.document);
  const right = widest(
    model.lines.map((line) => line.label),
    12,
  );
  const edge = Math.max(LEFT + 80, width - right - 12);
  const height = TOP + PLOT + BOTTOM;
  const values = model.lines.flatMap((line) => line.points.map((point) => point.y));
  const least = Math.min(...values, model.target.y, 1);
  const ticks = ticksFor(Math.max(0, Math.floor(least * 10) / 10), 1, 6);
  const shown = ticks.values.filter((t) => t <= 1 + 1e-9);
  const x = linear(1, Math.max(2, model.to), LEFT, edge);
  const y = linear(shown[0], 1, TOP + PLOT, TOP);
  const svg = figureRoot(make, { width, height }, 'study', model.label);
  svg.setAttribute('role', 'img');
  svg.append(
    make(
      'g',
      { class: 'back' },
      ...shown.flatMap((t) => [
        make('line', { class: 'grid', x1: LEFT, x2: edge, y1: y(t), y2: y(t) }),
        make(
          'text',
          { class: 'tick', x: LEFT - 8, y: y(t) + 4, 'text-anchor': 'end' },
          fixed(t, Math.max(1, ticks.decimals)),
        ),
      ]),
      ...countTicks(model, width).map((t) =>
        make(
          'text',
          { class: 'tick', x: x(t), y: TOP + PLOT + 18, 'text-anchor': 'middle' },
          String(t),
        ),
      ),
      make(
        'text',
        { class: 'axis-title', x: (LEFT + edge) / 2, y: height - 6, 'text-anchor': 'middle' },
        model.axis,
      ),
    ),
    ...model.lines
      .toSorted((a, b) => Number(a.now) - Number(b.now))
      .map((line) =>
        make('path', {
          class: line.now ? 'line now' : 'line',
          d: line.points
            .map((p, i) => `${i === 0 ? 'M' : 'L'}${x(p.x).toFixed(1)},${y(p.y).toFixed(1)}`)
            .join(''),
        }),
      ),
    ...endLabels(make, model, y, edge + 8),
    make('line', {
      class: 'target',
      x1: LEFT,
      x2: edge,
      y1: y(model.target.y),
      y2: y(model.target.y),
    }),
    make(
      'text',
      { class: 'target-text halo', x: LEFT + 6, y: besideTarget(y(model.target.y)) },
      model.target.text,
    ),
    ...marks(make, model, { x, y, from: LEFT, to: edge }),
  );
  return svg;
}

/** Above the target's line, or beneath it where there is no room. */
function besideTarget(line: number): number {
  return line - 6 - TEXT_HEIGHT < 0 ? line + TEXT_HEIGHT + 4 : line - 6;
}

/** Round numbers along the axis, the first 1. */
function countTicks(model: StudyModel, width: number): number[] {
  const { values } = ticksFor(0, model.to, width < NARROW ? 4 : 6);
  const whole = values.filter((t) => Number.isInteger(t) && t >= 2 && t <= model.to);
  return [1, ...whole];
}

/** Names at the ends of the lines, moved apart where they would touch. */
function endLabels(make: Make, model: StudyModel, y: Scale, at: number): SVGTextElement[] {
  const ends = model.lines
    .flatMap((line) => {
      const end = line.points.at(-1);
      return end ? [{ line, y: y(end.y) }] : [];
    })
    .toSorted((a, b) => a.y - b.y);
  const room = 14;
  for (let i = 1; i < ends.length; i++) ends[i].y = Math.max(ends[i].y, ends[i - 1].y + room);
  return ends.map(({ line, y: place }) =>
    make('text', { class: line.now ? 'end now' : 'end', x: at, y: place + 4 }, line.label),
  );
}

interface Frame {
  readonly x: Scale;
  readonly y: Scale;
  readonly from: number;
  readonly to: number;
}

function marks(make: Make, model: StudyModel, frame: Frame): SVGElement[] {
  const { present, cheapest } = model;
  const elements: SVGElement[] = [];
  if (cheapest) {
    const [px, py] = [frame.x(cheapest.x), frame.y(cheapest.y)];
    elements.push(
      make('path', { class: 'stalk', d: `M${px.toFixed(1)},${(py + 6).toFixed(1)}v38` }),
      make('path', {
        class: 'diamond',
        transform: moved(px, py),
        d: 'M0-6.5L6.5 0 0 6.5-6.5 0Z',
      }),
      caption(make, cheapest, frame, 'cheapest-text', { x: px, top: py + 58 }),
    );
  }
  if (present) {
    const [px, py] = [frame.x(present.x), frame.y(present.y)];
    const isNear =
      cheapest !== null && frame.x(cheapest.x) - px < 170 && frame.y(cheapest.y) - py < 70;
    const half = captionWidth(present) / 2;
    elements.push(
      make('circle', { class: 'now-dot', cx: px, cy: py, r: 5 }),
      // Above and to the left where the cheapest design lies close by.
      caption(
        make,
        present,
        frame,
        'now-text',
        isNear && py > TOP + 44
          ? { x: px - half, top: py - 26 }
          : { x: px + 10 + half, top: py + 20 },
      ),
    );
  }
  return elements;
}

function captionWidth(mark: StudyMark): number {
  return Math.max(textWidth(mark.text, 12) * 1.05, textWidth(mark.detail, 11));
}

/** Two lines about a mark, the first centred at x, top; kept inside the plot. */
function caption(
  make: Make,
  mark: StudyMark,
  frame: Frame,
  kind: string,
  wanted: { readonly x: number; readonly top: number },
): SVGGElement {
  const half = captionWidth(mark) / 2;
  const at = Math.min(Math.max(wanted.x, frame.from + half + 2), frame.to - half - 2);
  const top = Math.min(wanted.top, TOP + PLOT - 18);
  return make(
    'g',
    { class: kind },
    make('text', { class: 'halo strong', x: at, y: top, 'text-anchor': 'middle' }, mark.text),
    make('text', { class: 'halo tick', x: at, y: top + 15, 'text-anchor': 'middle' }, mark.detail),
  );
}
