import type { Estimate, SharedModel, SharedRow } from '../analyses/agreement/shared.ts';
import { extent } from '../domain/extent.ts';
import { tickLabels } from './axis.ts';
import { bar } from './dot-interval.ts';
import { framed } from './scale.ts';
import type { Scale } from './scale.ts';
import { figureRoot, moved, NARROW, svgMaker } from './svg.ts';
import type { Make, Stage } from './svg.ts';
import { fitted, textWidth, widest } from './text.ts';

const ROW = 34;
const HEAD = 26;
const GAP = 14;
const BETWEEN = 34;
const TEXT = 13;

/**
 * Mean correlations and what one exceeds the other by, on one scale: a dot with its interval, and a
 * ring where the unreliability of both sides is taken out.
 */
export function sharedBehaviour(model: SharedModel, stage: Stage): SVGSVGElement {
  const make = svgMaker(stage.document);
  const { width } = stage;
  const rows = [...model.correlations, ...model.differences];
  const intervalRoom = width < 300 ? 0 : widest(['95 %', ...rows.map((row) => row.interval)], TEXT);
  const valueRoom = widest(['r', ...rows.map((row) => row.text)], TEXT);
  const nameRoom = Math.min(
    widest(
      rows.map((row) => row.name),
      TEXT,
    ),
    width * (width < NARROW ? 0.34 : 0.3),
  );
  const right = valueRoom + GAP + (intervalRoom ? intervalRoom + GAP : 0);
  const from = nameRoom + GAP;
  const to = Math.max(from + 60, width - right - 6);
  const { low, high } = extent([0, ...rows.flatMap(ends)]);
  const { x, ticks } = framed(low, high, from, to, Math.max(2, Math.floor((to - from) / 44)));
  const split = model.differences.length > 0 ? BETWEEN : 0;
  const hasRings = rows.some((row) => row.disattenuated !== null);
  const last = HEAD + rows.length * ROW + split;
  const size = { width, height: last + (hasRings ? 28 : 4) };
  const svg = figureRoot(make, size, 'shared-behaviour', 'Mean correlations and their differences');

  const columns = (y: number, value: string): SVGElement[] => [
    make(
      'text',
      {
        class: 'heading',
        x: width - (intervalRoom ? intervalRoom + GAP : 0),
        y,
        'text-anchor': 'end',
      },
      value,
    ),
    ...(intervalRoom
      ? [make('text', { class: 'heading', x: width, y, 'text-anchor': 'end' }, '95 %')]
      : []),
  ];
  const bottom = HEAD + model.correlations.length * ROW;
  svg.append(
    make(
      'g',
      { class: 'head' },
      make('text', { class: 'heading', x: 0, y: 14 }, 'Correlation'),
      ...tickLabels(make, ticks, x, 14, false),
      ...columns(14, 'r'),
      make('line', { class: 'head-rule', x1: 0, x2: width, y1: HEAD - 3.5, y2: HEAD - 3.5 }),
    ),
    make(
      'g',
      { class: 'back' },
      ...ticks.values.flatMap((t) => {
        const line = { class: t === 0 ? 'zero' : 'grid', x1: x(t), x2: x(t) };
        return [
          make('line', { ...line, y1: HEAD - 3, y2: bottom }),
          ...(split ? [make('line', { ...line, y1: bottom + split - 3, y2: last })] : []),
        ];
      }),
    ),
  );
  if (split) {
    const y = bottom + split - 12;
    svg.append(
      make('text', { class: 'heading', x: 0, y }, 'Difference'),
      ...columns(y, 'r'),
      make('line', { class: 'head-rule', x1: 0, x2: width, y1: y + 8.5, y2: y + 8.5 }),
    );
  }
  rows.forEach((row, i) => {
    const isDifference = i >= model.correlations.length;
    const y = HEAD + i * ROW + (isDifference ? split : 0);
    svg.append(rowOf(make, row, { x, y, width, nameRoom, intervalRoom, isDifference }));
  });
  if (hasRings)
    svg.append(
      make('circle', { class: 'pt', cx: from + 4, cy: last + 16, r: 4 }),
      make('text', { class: 'tick', x: from + 14, y: last + 20 }, 'raw'),
      make('circle', { class: 'ring', cx: from + textWidth('raw', 11) + 34, cy: last + 16, r: 4 }),
      make(
        'text',
        { class: 'tick', x: from + textWidth('raw', 11) + 44, y: last + 20 },
        'unreliability taken out',
      ),
    );
  return svg;
}

interface Place {
  readonly x: Scale;
  readonly y: number;
  readonly width: number;
  readonly nameRoom: number;
  readonly intervalRoom: number;
  readonly isDifference: boolean;
}

function rowOf(make: Make, row: SharedRow, at: Place): SVGGElement {
  const middle = ROW / 2;
  const base = middle + 4.5;
  const valueAt = at.width - (at.intervalRoom ? at.intervalRoom + GAP : 0);
  const text = (kind: string, x: number, words: string): SVGTextElement =>
    make('text', { class: kind, x, y: base, 'text-anchor': 'end' }, words);
  return make(
    'g',
    {
      class: `component${at.isDifference ? ' choice' : ''}`,
      transform: moved(0, at.y),
      role: 'img',
      'aria-label': row.label,
    },
    make(
      'text',
      { class: 'name', x: 0, y: base },
      fitted(row.name, TEXT, at.nameRoom),
      make('title', {}, row.label),
    ),
    row.raw && row.raw.low !== null && row.raw.high !== null
      ? bar(make, 'ci', at.x(row.raw.low), at.x(row.raw.high), middle, 2)
      : null,
    row.raw ? make('circle', { class: 'pt', cx: at.x(row.raw.value), cy: middle, r: 4.5 }) : null,
    row.disattenuated
      ? make('circle', { class: 'ring', cx: at.x(row.disattenuated.value), cy: middle, r: 4.5 })
      : null,
    text('value strong', valueAt, row.text),
    at.intervalRoom ? text('value', at.width, row.interval) : null,
  );
}

function ends({ raw, disattenuated }: SharedRow): number[] {
  const of = (estimate: Estimate | null): (number | null)[] =>
    estimate ? [estimate.value, estimate.low, estimate.high] : [];
  return [...of(raw), disattenuated?.value ?? null].filter(
    (value): value is number => value !== null,
  );
}
