import type { LadderFigureLine, LadderModel, RungPoint } from '../analyses/ladder/ladder-model.ts';
import { labelPlaces } from './label-places.ts';
import { linear } from './scale.ts';
import type { Scale } from './scale.ts';
import { chooser, figureRoot, NARROW, svgMaker } from './svg.ts';
import type { Make, Stage } from './svg.ts';
import { fitted, textWidth, widest } from './text.ts';

const HEAD = 52;
const FOOT = 14;
const TEXT = 12;
/** Pixels between labels beside a scale. */
const APART = 15;
/** More lines than this are named where they are marked only. */
const MOST_NAMED = 24;
/** The intervals of two marked lines stand beside each other. */
const BESIDE: Readonly<Record<LadderFigureLine['tone'], number>> = {
  accent: -4,
  strong: 4,
  quiet: 0,
};
const ORDER = ['quiet', 'strong', 'accent'] as const;

/** Where things stand. */
interface Frame {
  readonly x: readonly [number, number, number];
  readonly y: readonly [Scale, Scale, Scale];
  readonly width: number;
  readonly height: number;
}

/** Three upright scales from benchmark to experts to impact, and a line per model through them. */
export function ladderFigure(model: LadderModel, stage: Stage): SVGSVGElement {
  const make = svgMaker(stage.document);
  const frame = frameOf(model, stage);
  const { width, height, x } = frame;
  const svg = figureRoot(
    make,
    { width, height },
    'ladder',
    'Lines from benchmark to experts to impact',
  );
  const [top, bottom] = [HEAD + 8, height - FOOT];
  svg.append(
    make(
      'g',
      { class: 'back' },
      ...model.rungs.flatMap(({ title, unit }, rung) => [
        make('text', { class: 'rung', x: x[rung], y: 16, 'text-anchor': 'middle' }, title),
        make(
          'text',
          { class: 'tick', x: x[rung], y: 33, 'text-anchor': 'middle' },
          fitted(unit, 11, (x[1] - x[0]) * 0.96),
          make('title', {}, unit),
        ),
        make('line', { class: 'upright', x1: x[rung], x2: x[rung], y1: top, y2: bottom }),
      ]),
      ...zero(make, frame),
    ),
  );
  const named = model.lines.length <= MOST_NAMED;
  const lines = model.lines.toSorted((a, b) => ORDER.indexOf(a.tone) - ORDER.indexOf(b.tone));
  for (const line of lines) svg.append(drawLine(make, line, frame));
  svg.append(
    make('g', { class: 'names' }, ...leftNames(make, model, frame, named)),
    make('g', { class: 'names' }, ...values(make, model, frame)),
    make('g', { class: 'people' }, ...people(make, model, frame)),
  );
  return svg;
}

function frameOf(model: LadderModel, stage: Stage): Frame {
  const { width } = stage;
  const narrow = width < NARROW;
  const names = model.lines.map((line) => `${line.name} ${line.points[0]?.text ?? ''}`);
  const left = Math.min(widest(names, TEXT) + 16, width * (narrow ? 0.34 : 0.28));
  const ends = model.lines
    .filter((line) => line.tone !== 'quiet')
    .map((line) => `${line.points[2]?.text ?? ''} ${narrow ? '' : line.name}`);
  const right = Math.min(
    Math.max(widest(ends, TEXT), textWidth('+0.00 mean of raters', TEXT)) + 16,
    width * (narrow ? 0.2 : 0.26),
  );
  const height = HEAD + FOOT + Math.min(560, Math.max(300, model.lines.length * 34));
  const [top, bottom] = [HEAD + 20, height - FOOT - 12];
  const scores = model.lines.flatMap(({ points }) => (points[0] ? [points[0].value] : []));
  const places = [
    ...model.lines.flatMap(({ points, tone }) =>
      points.slice(1).flatMap((point) => (point ? reach(point, tone !== 'quiet') : [])),
    ),
    ...model.people.flatMap(({ experts, outcome }) =>
      [experts, outcome].flatMap((point) => (point ? [point.value] : [])),
    ),
    0,
  ];
  const r = linear(Math.min(...places), Math.max(...places), bottom, top);
  const known = scores.length > 0 ? scores : [0, 1];
  const benchmark = linear(Math.min(...known), Math.max(...known), bottom, top);
  const [from, to] = [left, width - right];
  return { x: [from, (from + to) / 2, to], y: [benchmark, r, r], width, height };
}

function reach({ value, low, high }: RungPoint, withInterval: boolean): number[] {
  return withInterval ? [value, low ?? value, high ?? value] : [value];
}

function zero(make: Make, { x, y }: Frame): SVGElement[] {
  const at = y[1](0);
  return [
    make('line', { class: 'ref', x1: x[1], x2: x[2], y1: at, y2: at }),
    make('text', { class: 'tick', x: x[1] + 6, y: at + 13 }, 'zero'),
  ];
}

function drawLine(make: Make, line: LadderFigureLine, { x, y }: Frame): SVGElement {
  const places = line.points.flatMap((point, rung) =>
    point ? [{ point, rung, x: x[rung], y: y[rung](point.value) }] : [],
  );
  const path = places.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  const marked = line.tone !== 'quiet';
  const attributes = chooser(line);
  const classes = `${String(attributes['class'])} ladder-line ${line.tone}`;
  return make(
    'g',
    { ...attributes, class: classes },
    make('polyline', { class: 'reach', points: path }),
    make('polyline', { class: 'way', points: path }),
    ...places.flatMap(({ point, rung, x: at }) =>
      marked && point.low !== null && point.high !== null
        ? [
            make('line', {
              class: 'ci',
              x1: at + BESIDE[line.tone],
              x2: at + BESIDE[line.tone],
              y1: y[rung](point.low),
              y2: y[rung](point.high),
            }),
          ]
        : [],
    ),
    ...places.map(({ x: cx, y: cy }) =>
      make('circle', { class: 'pt', cx, cy, r: marked ? 5 : 3.5 }),
    ),
  );
}

/** Names with their scores left of the benchmark; those without one beside the experts' scale. */
function leftNames(make: Make, model: LadderModel, frame: Frame, named: boolean): SVGElement[] {
  const { x, y } = frame;
  const shown = model.lines.filter((line) => line.points[0] && (named || line.tone !== 'quiet'));
  const at = labelPlaces(
    shown.map((line) => y[0](line.points[0]!.value)),
    APART,
    HEAD,
    frame.height - 4,
  );
  return shown.map((line, i) => {
    const text = `${line.name} ${line.points[0]!.text}`;
    const room = x[0] - 12;
    const name = fitted(line.name, TEXT, room - textWidth(` ${line.points[0]!.text}`, TEXT));
    return make(
      'text',
      { class: `name ${line.tone}`, x: x[0] - 10, y: at[i] + 4, 'text-anchor': 'end' },
      `${name} ${line.points[0]!.text}`,
      make('title', {}, text),
    );
  });
}

/** What the marked lines reach on the upper rungs, and the names of lines without a benchmark. */
function values(make: Make, model: LadderModel, frame: Frame): SVGElement[] {
  const { x, y, width } = frame;
  const narrow = width < NARROW;
  const has = (rung: 1 | 2): LadderFigureLine[] =>
    model.lines.filter((line) => line.points[rung] && line.tone !== 'quiet');
  const place = (rung: 1 | 2, lines: LadderFigureLine[]): number[] =>
    labelPlaces(
      lines.map((line) => y[rung](line.points[rung]!.value)),
      APART,
      HEAD,
      frame.height - 4,
    );
  const experts = has(1);
  const outcome = has(2);
  const [ofExperts, ofOutcome] = [place(1, experts), place(2, outcome)];
  return [
    // Above the uppermost point and beneath the others, where no line leaves.
    ...experts.map((line, i) =>
      make(
        'text',
        {
          class: `value halo ${line.tone}`,
          x: x[1] + 9,
          y: ofExperts[i] + (ofExperts.every((other) => ofExperts[i] <= other) ? -9 : 18),
        },
        line.points[1]!.text,
      ),
    ),
    ...outcome.map((line, i) => {
      const value = line.points[2]!.text;
      const room = width - x[2] - 12 - textWidth(`${value} `, TEXT);
      return make(
        'text',
        { class: `value ${line.tone}`, x: x[2] + 11, y: ofOutcome[i] + 4 },
        narrow ? value : `${value} ${fitted(line.name, TEXT, room)}`,
      );
    }),
  ];
}

/** Rings without a line: people stand on no benchmark. */
function people(make: Make, model: LadderModel, { x, y }: Frame): SVGElement[] {
  return model.people.flatMap(({ name, experts, outcome }) =>
    [experts, outcome].flatMap((point, i) => {
      if (!point) return [];
      const [cx, cy] = [x[i + 1], y[i + 1](point.value)];
      const words = `${name}: ${point.text}`;
      return [make('circle', { class: 'ring', cx, cy, r: 4.5 }, make('title', {}, words))];
    }),
  );
}
