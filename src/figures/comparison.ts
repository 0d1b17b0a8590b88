import type {
  ComparedMark,
  ComparedRow,
  ComparisonModel,
} from '../analyses/variance/comparison.ts';
import { tickLabels } from './axis.ts';
import { bar } from './dot-interval.ts';
import { hatch } from './hatch.ts';
import { linear, ticksFor } from './scale.ts';
import type { Scale } from './scale.ts';
import { figureRoot, moved, NARROW, svgMaker } from './svg.ts';
import type { Make, Stage } from './svg.ts';
import { fitted, textWidth, widest } from './text.ts';

const BAR = 26;
const BAR_ROW = 34;
const HEAD = 26;
const ROW = 27;
const TEXT = 13;
/** How much wider a name in bold is. */
const BOLD = 1.08;

/**
 * Two decompositions on one scale: a bar of shares for each, and beneath them every group and term
 * with both shares and their intervals, the first filled, the second open.
 */
export function comparison(model: ComparisonModel, stage: Stage): SVGSVGElement {
  const { width } = stage;
  const make = svgMaker(stage.document);
  const narrow = width < NARROW;
  const top = 2 * BAR_ROW + 18;
  const height = top + HEAD + model.rows.length * ROW + 4;
  const svg = figureRoot(make, { width, height }, 'comparison', model.label);
  const labels = Math.min(widest(model.names, TEXT) + 30, width * (narrow ? 0.32 : 0.24));
  svg.append(
    make('defs', {}, hatch(make, 'comparison-hatch')),
    ...model.names.flatMap((name, side) => [
      sign(make, side, 5, side * BAR_ROW + BAR / 2),
      make(
        'text',
        { class: 'name', x: 18, y: side * BAR_ROW + BAR / 2 + 4.5 },
        fitted(name, TEXT, labels - 26),
        make('title', {}, name),
      ),
      ...shareBlocks(make, model.bars[side], labels, width, side * BAR_ROW),
    ]),
    ...rows(make, model, { width, top, height, narrow }),
  );
  return svg;
}

function shareBlocks(
  make: Make,
  bar: ComparisonModel['bars'][number],
  from: number,
  to: number,
  y: number,
): SVGElement[] {
  let at = from;
  return bar.flatMap(({ group, percent }) => {
    if (percent === 0) return [];
    const x = at;
    at += (percent / 100) * (to - from);
    const box = { x, y, width: Math.max(1, at - x - 2), height: BAR, rx: 2 };
    const text = `${percent}\u00a0%`;
    return [
      make('rect', { class: `share ${group}`, ...box }),
      ...(group === 'measurement'
        ? [make('rect', { class: 'share-hatching', ...box, fill: 'url(#comparison-hatch)' })]
        : []),
      ...(textWidth(text, 12) + 10 <= box.width
        ? [make('text', { class: `share-small on-${group}`, x: x + 8, y: y + BAR / 2 + 4.5 }, text)]
        : []),
    ];
  });
}

interface Place {
  readonly width: number;
  readonly top: number;
  readonly height: number;
  readonly narrow: boolean;
}

function rows(make: Make, model: ComparisonModel, place: Place): SVGElement[] {
  const { width, top, height, narrow } = place;
  const column = textWidth('100.0', TEXT) + 10;
  const named = Math.max(
    ...model.rows.map(({ name, whole }) => textWidth(name, TEXT) * (whole ? BOLD : 1)),
  );
  const left = width - 2 * column - 24;
  const nameRoom = Math.min(named + 20, left - Math.min(narrow ? 96 : 220, left / 2));
  const from = nameRoom + 12;
  const to = Math.max(from + 60, width - 2 * column - 12);
  const most = Math.max(
    1,
    ...model.rows.flatMap(({ left, right }) =>
      [left, right].flatMap((m) => (m ? [m.value, m.high ?? 0] : [])),
    ),
  );
  const ticks = ticksFor(0, most, Math.max(2, Math.floor((to - from) / 56)));
  const x = linear(0, ticks.values[ticks.values.length - 1], from, to);
  return [
    make(
      'g',
      { class: 'head' },
      make('text', { class: 'heading', x: 0, y: top + 14 }, 'Share of its variance, %'),
      ...tickLabels(
        make,
        {
          ...ticks,
          values: ticks.values.filter((t) => x(t) > textWidth('Share of its variance, %', 12) + 16),
        },
        x,
        top + 14,
        false,
      ),
      sign(make, 0, width - column - 14, top + 10),
      sign(make, 1, width - 14, top + 10),
      make('line', {
        class: 'head-rule',
        x1: 0,
        x2: width,
        y1: top + HEAD - 3.5,
        y2: top + HEAD - 3.5,
      }),
    ),
    make(
      'g',
      { class: 'back' },
      ...ticks.values.map((t) =>
        make('line', {
          class: t === 0 ? 'zero' : 'grid',
          x1: x(t),
          x2: x(t),
          y1: top + HEAD - 3,
          y2: height,
        }),
      ),
    ),
    ...model.rows.map((row, i) =>
      make(
        'g',
        {
          class: `component ${row.group}`,
          role: 'img',
          'aria-label': row.spoken,
          transform: moved(0, top + HEAD + i * ROW),
        },
        ...rowName(make, row, nameRoom),
        ...marks(make, row.left, 0, x),
        ...marks(make, row.right, 1, x),
        ...[row.left, row.right].map((m, side) =>
          make(
            'text',
            {
              class: row.whole ? 'value strong' : 'value',
              x: width - (1 - side) * column,
              y: ROW / 2 + 4.5,
              'text-anchor': 'end',
            },
            m?.text ?? '–',
          ),
        ),
      ),
    ),
  ];
}

function rowName(make: Make, row: ComparedRow, room: number): SVGElement[] {
  const indent = 18;
  return [
    ...(row.whole
      ? [
          make('rect', {
            class: `share ${row.group}`,
            x: 0,
            y: ROW / 2 - 5,
            width: 10,
            height: 10,
            rx: 2,
          }),
        ]
      : []),
    make(
      'text',
      { class: row.whole ? 'name strong' : 'name', x: indent, y: ROW / 2 + 4.5 },
      fitted(row.name, TEXT, room - indent),
      make('title', {}, row.name),
    ),
  ];
}

/** Dot and interval of one side, the first above the middle of the row, the second beneath. */
function marks(make: Make, mark: ComparedMark | null, side: number, x: Scale): SVGElement[] {
  if (!mark) return [];
  const y = ROW / 2 + (side === 0 ? -4 : 4);
  return [
    ...(mark.low !== null && mark.high !== null
      ? [bar(make, 'ci', x(mark.low), x(mark.high), y, 1.5)]
      : []),
    sign(make, side, x(mark.value), y),
  ];
}

/** Which side a mark is of: a filled dot or an open one. */
function sign(make: Make, side: number, cx: number, cy: number): SVGCircleElement {
  return make('circle', { class: side === 0 ? 'pt' : 'pt open', cx, cy, r: 4 });
}
