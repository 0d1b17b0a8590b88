import { count, fixed } from '../../domain/format.ts';
import type { LadderAnswer } from './answers.ts';
import { correlation, interval } from './numbers.ts';
import { betweenRows } from './tables.ts';

/** A rank correlation between two rungs. */
export interface BetweenRow {
  readonly name: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Value, interval, p and number of lines, as written. */
  readonly cells: readonly string[];
}

/** Rank correlations on one scale from -1 to 1. */
export interface BetweenModel {
  readonly columns: readonly { readonly name: string; readonly minor: boolean }[];
  readonly rows: readonly BetweenRow[];
}

/** View model of the rank correlations. */
export function betweenModel(answer: LadderAnswer): BetweenModel {
  return {
    columns: [
      { name: 'rho', minor: false },
      { name: '95 % interval', minor: false },
      { name: 'p', minor: true },
      { name: 'Lines', minor: true },
    ],
    rows: betweenRows(answer).map(({ name, found }) => ({
      name,
      value: found?.value ?? null,
      low: found?.low ?? null,
      high: found?.high ?? null,
      cells: found
        ? [
            correlation(found.value),
            interval(found),
            found.p < 0.001 ? '<0.001' : fixed(found.p, 3),
            count(found.lines),
          ]
        : ['–', '–', '–', '–'],
    })),
  };
}
