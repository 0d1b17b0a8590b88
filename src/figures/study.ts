import type { StudyMark, StudyModel } from '../analyses/variance/study-model.ts';
import { fixed } from '../domain/format.ts';
import { labelPlaces } from './label-places.ts';
import { linear, ticksFor } from './scale.ts';
import type { Scale } from './scale.ts';
import { freest } from './freest.ts';
import type { Box, Point } from './freest.ts';
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
  const labels = marksAndLabels(make, model, { x, y, from: LEFT, to: edge });
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
    ...labels.target,
    ...labels.marks,
  );
  return svg;
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
  const places = labelPlaces(
    ends.map((end) => end.y),
    14,
    TOP,
    TOP + PLOT - 4,
  );
  return ends.map(({ line }, i) =>
    make('text', { class: line.now ? 'end now' : 'end', x: at, y: places[i] + 4 }, line.label),
  );
}

interface Frame {
  readonly x: Scale;
  readonly y: Scale;
  readonly from: number;
  readonly to: number;
}

/** Pixels between the points of a curve that a label should keep clear of. */
const EVERY = 5;
const RADIUS = 7;

/** Marks with captions, and the target's name, each where it covers the least of the curves. */
function marksAndLabels(
  make: Make,
  model: StudyModel,
  frame: Frame,
): { readonly target: readonly SVGElement[]; readonly marks: readonly SVGElement[] } {
  const { present, cheapest } = model;
  const curves = model.lines.flatMap((line) => along(line.points, frame));
  const taken: Box[] = [];
  const at = (mark: StudyMark): Point => ({ x: frame.x(mark.x), y: frame.y(mark.y) });
  for (const mark of [present, cheapest]) if (mark) taken.push(around(at(mark)));
  const place = (boxes: readonly Box[], points: readonly Point[] = curves): Box => {
    const chosen = boxes[freest(boxes, points, taken)];
    taken.push(chosen);
    return chosen;
  };
  // What a caption should keep clear of; the target's own name stands at its line.
  const lines = [...curves, ...across(frame.from, frame.to, frame.y(model.target.y))];
  const marks: SVGElement[] = [];
  if (cheapest) {
    const { x: px, y: py } = at(cheapest);
    const [half, top] = [captionWidth(cheapest) / 2, py + 58];
    const box = place(
      [
        ...[px, px + half - 12, px - half + 12].map((x) => ({ x, top })),
        ...[top + 22, top + 44, top + 66].map((lower) => ({ x: px + half - 12, top: lower })),
      ].map((wanted) => captionBox(cheapest, frame, wanted)),
      lines,
    );
    taken.push({ left: px - 3, right: px + 3, top: py, bottom: box.top });
    marks.push(
      make('path', { class: 'stalk', d: stalk(px, py + 6, box.top) }),
      make('path', { class: 'diamond', transform: moved(px, py), d: 'M0-6.5L6.5 0 0 6.5-6.5 0Z' }),
      caption(make, cheapest, box, 'cheapest-text'),
    );
  }
  if (present) {
    const { x: px, y: py } = at(present);
    const half = captionWidth(present) / 2;
    const box = place(
      [
        { x: px + 10 + half, top: py + 20 },
        { x: px - half, top: py - 26 },
        { x: px + half, top: py - 26 },
        { x: px + 10 + half, top: py + 44 },
        { x: px + 10 + half, top: py - 52 },
        { x: px - 10 - half, top: py + 20 },
        { x: px - 10 - half, top: py + 44 },
        { x: px + 10 + half, top: py + 66 },
        { x: px - 10 - half, top: py + 66 },
      ].map((wanted) => captionBox(present, frame, wanted)),
      lines,
    );
    marks.push(
      make('circle', { class: 'now-dot', cx: px, cy: py, r: 5 }),
      caption(make, present, box, 'now-text'),
    );
  }
  return { target: [targetName(make, model, frame, place)], marks };
}

/** Where along the target's line its name may stand: best at an end. */
const ALONG = [0, 1, 0.25, 0.5, 0.75];

/** Over or under the target's line. */
function targetName(
  make: Make,
  model: StudyModel,
  frame: Frame,
  place: (boxes: readonly Box[]) => Box,
): SVGElement {
  const line = frame.y(model.target.y);
  const wide = textWidth(model.target.text, 12);
  const over = line - 6;
  const under = line + TEXT_HEIGHT + 4;
  const box = place(
    [over, under]
      .filter((y) => y - TEXT_HEIGHT >= 0 && y <= TOP + PLOT)
      .flatMap((bottom) =>
        ALONG.map((part) => frame.from + 6 + part * (frame.to - frame.from - 12 - wide)).map(
          (left) => ({
            left,
            right: left + wide,
            top: bottom - TEXT_HEIGHT,
            bottom,
          }),
        ),
      ),
  );
  const { text } = model.target;
  return make('text', { class: 'target-text halo', x: box.left, y: box.bottom }, text);
}

/** From a mark down to the caption beneath it. */
function stalk(x: number, from: number, to: number): string {
  return `M${x.toFixed(1)},${from.toFixed(1)}V${Math.max(from, to - 2).toFixed(1)}`;
}

/** Points of a level line, as close as those of a curve. */
function across(from: number, to: number, y: number): Point[] {
  return Array.from({ length: Math.ceil((to - from) / EVERY) }, (_, i) => ({
    x: from + i * EVERY,
    y,
  }));
}

/** Points of a line, close enough that none passes between two. */
function along(points: StudyModel['lines'][number]['points'], { x, y }: Frame): Point[] {
  return points.slice(1).flatMap((point, i) => {
    const [from, to] = [points[i], point].map((p) => ({ x: x(p.x), y: y(p.y) }));
    const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / EVERY));
    return Array.from({ length: steps }, (_, s) => ({
      x: from.x + ((to.x - from.x) * s) / steps,
      y: from.y + ((to.y - from.y) * s) / steps,
    }));
  });
}

function around({ x, y }: Point): Box {
  return { left: x - RADIUS, right: x + RADIUS, top: y - RADIUS, bottom: y + RADIUS };
}

function captionWidth(mark: StudyMark): number {
  return Math.max(textWidth(mark.text, 12) * 1.05, textWidth(mark.detail, 11));
}

/** Room of two lines about a mark, the first centred at x with its foot at top; inside the plot. */
function captionBox(
  mark: StudyMark,
  frame: Frame,
  wanted: { readonly x: number; readonly top: number },
): Box {
  const half = captionWidth(mark) / 2;
  const x = Math.min(Math.max(wanted.x, frame.from + half + 2), frame.to - half - 2);
  const top = Math.max(TOP + TEXT_HEIGHT, Math.min(wanted.top, TOP + PLOT - 18));
  return { left: x - half, right: x + half, top: top - TEXT_HEIGHT, bottom: top + 18 };
}

function caption(make: Make, mark: StudyMark, box: Box, kind: string): SVGGElement {
  const x = (box.left + box.right) / 2;
  const y = box.top + TEXT_HEIGHT;
  return make(
    'g',
    { class: kind },
    make('text', { class: 'halo strong', x, y, 'text-anchor': 'middle' }, mark.text),
    make('text', { class: 'halo tick', x, y: y + 15, 'text-anchor': 'middle' }, mark.detail),
  );
}
