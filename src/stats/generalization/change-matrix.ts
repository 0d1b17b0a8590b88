import { wilsonInterval } from '../slices/wilson-interval.ts';
import { clusteredMeanOf } from './belief-bins.ts';
import type { WeightedScore } from './types.ts';

/** Changes of belief from questions of one source to questions of another. */
export interface SourcePair {
  /** Positions in the list of sources. */
  readonly source1: number;
  readonly source2: number;
  readonly n: number;
  readonly rate: WeightedScore;
}

/** Records whose sources are both known, with what happened or is predicted. */
export interface ChangeRecords {
  readonly source1: Int32Array;
  readonly source2: Int32Array;
  readonly pair: Int32Array;
  /** 1 or 0 where the change was observed, else its probability. */
  readonly change: ArrayLike<number>;
  readonly isObserved: boolean;
}

/**
 * Share of beliefs changed (or its mean predicted probability) by pair of sources, pairs of sources in
 * order of appearance. Wilson's interval where changes were observed, else over question pairs.
 */
export function changeMatrix(records: ChangeRecords): SourcePair[] {
  const rowsOf = new Map<string, number[]>();
  records.source1.forEach((from, row) => {
    const to = records.source2[row];
    if (from < 0 || to < 0) return;
    const rows = rowsOf.get(`${from} ${to}`);
    if (rows) rows.push(row);
    else rowsOf.set(`${from} ${to}`, [row]);
  });
  return [...rowsOf.values()].map((rows) => ({
    source1: records.source1[rows[0]],
    source2: records.source2[rows[0]],
    n: rows.length,
    rate: rateOf(rows, records),
  }));
}

function rateOf(
  rows: readonly number[],
  { change, pair, isObserved }: ChangeRecords,
): WeightedScore {
  if (!isObserved) {
    const { mean, interval } = clusteredMeanOf(rows, (row) => change[row], pair);
    return { value: mean, interval };
  }
  const value = rows.reduce((sum, row) => sum + change[row], 0) / rows.length;
  return { value, interval: wilsonInterval(value, rows.length) };
}
