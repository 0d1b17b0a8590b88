import { decimalsFor, fixed } from '../../domain/format.ts';
import type { Cell, Span } from '../../domain/panel.ts';
import { numberCell } from '../../domain/panel.ts';
import type { Mean } from '../../stats/judges/types.ts';

/** Decimals of figures that a table holds in full. */
const FULL = 6;

/** A number as it stands in a table, and in the file. */
export function full(value: number | null | undefined): Cell {
  return numberCell(value ?? null, (x) => fixed(x, FULL));
}

/** Decimals that a mean carries by its interval, from two on for shares. */
export function decimalsOf(mean: Mean): number {
  return mean.low === null || mean.high === null
    ? 2
    : Math.min(3, Math.max(2, decimalsFor((mean.high - mean.low) / 2)));
}

/** `(95 % 0.64 to 0.66)`, or nothing where there is no interval. */
export function intervalSpan(mean: Mean, write: (x: number) => string, unit = ''): Span {
  return mean.low === null || mean.high === null
    ? { text: '(no interval: one item)', role: 'interval' }
    : {
        text: `(95\u00a0% interval ${write(mean.low)} to ${write(mean.high)}${unit})`,
        role: 'interval',
      };
}

/** `0.65 (0.64 to 0.66)`, for titles of marks. */
export function meanWords(mean: Mean | null): string {
  if (mean === null) return 'not asked';
  const write = (x: number): string => fixed(x, decimalsOf(mean));
  return mean.low === null || mean.high === null
    ? write(mean.value)
    : `${write(mean.value)}, 95 % interval ${write(mean.low)} to ${write(mean.high)}`;
}

const SMALL = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** `four judges`, `12 judges`. */
export function wordCount(n: number, one: string, many = `${one}s`): string {
  return `${SMALL[n] ?? fixed(n, 0)} ${n === 1 ? one : many}`;
}

/** `Ann`, `Ann and Bob`, `Ann, Bob and 3 more`. */
export function listed(names: readonly string[], most = 3): string {
  if (names.length <= 1) return names.join('');
  if (names.length > most)
    return `${names.slice(0, most - 1).join(', ')} and ${names.length - most + 1} more`;
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
