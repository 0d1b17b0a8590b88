import { nine } from './study.ts';

/** What a test finds in a metric of a group of observations. */
export interface MetricFound {
  readonly rows: number;
  readonly missing: number;
  /** Mean of the scores that are there; null where none is. */
  readonly mean: number | null;
}

/** What a group of files is read as. */
export interface GroupFound {
  /** Path of the group within the sample. */
  readonly name: string;
  readonly format: string;
  readonly kind: string;
  readonly rows: number;
  readonly models?: readonly string[];
  /** Distinct pairs of task and item. */
  readonly items?: number;
  readonly metrics?: Readonly<Record<string, MetricFound>>;
  /** Mean of the column named, for records that are no observations. */
  readonly means?: Readonly<Record<string, number>>;
}

/** A sample: its files by path, and what they are read as. */
export interface Sample {
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly groups: readonly GroupFound[];
}

/** One metric's figures from the scores that were written, null being a missing one. */
function metric(scores: readonly (number | null)[]): MetricFound {
  const there = scores.filter((score) => score !== null);
  return {
    rows: scores.length,
    missing: scores.length - there.length,
    mean:
      there.length === 0 ? null : nine(there.reduce((sum, score) => sum + score, 0) / there.length),
  };
}

/** A group of observations of these models and items, by metric. */
export function observed(
  name: string,
  format: string,
  models: readonly string[],
  items: number,
  metrics: Readonly<Record<string, readonly (number | null)[]>>,
): GroupFound {
  const found = Object.entries(metrics).map(([key, scores]) => [key, metric(scores)] as const);
  return {
    name,
    format,
    kind: 'observations',
    rows: found.reduce((sum, [, { rows }]) => sum + rows, 0),
    models: [...models].sort(),
    items,
    metrics: Object.fromEntries(found),
  };
}

/** A group of other records, with the means of some of their columns. */
export function recorded(
  name: string,
  format: string,
  kind: string,
  rows: number,
  columns: Readonly<Record<string, readonly number[]>>,
): GroupFound {
  const means = Object.entries(columns).map(([column, values]) => [
    column,
    nine(values.reduce((sum, value) => sum + value, 0) / values.length),
  ]);
  return { name, format, kind, rows, means: Object.fromEntries(means) as Record<string, number> };
}
