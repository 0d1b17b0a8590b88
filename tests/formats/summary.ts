import type { ReadGroup, Row } from './read-groups.ts';

/** What a group of observations amounts to, in a few numbers. */
export interface Summary {
  readonly format: string | null;
  readonly kind: string | null;
  readonly rows: number;
  readonly models: readonly string[];
  readonly items: number;
  /** Mean of the scores that are there, to nine digits; null where none is. */
  readonly mean: number | null;
  readonly missing: number;
}

/** Sums up the rows of some groups that were read as one format. */
export function summarise(...groups: readonly ReadGroup[]): Summary {
  const rows = groups.flatMap((group) => group.rows);
  const scores = rows.flatMap((row) => (scored(row) ? [row.score as number] : []));
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return {
    format: groups[0]?.format ?? null,
    kind: groups[0]?.kind ?? null,
    rows: rows.length,
    models: distinct(rows, 'model'),
    items: new Set(rows.map((row) => JSON.stringify([row.task, row.item]))).size,
    mean: scores.length > 0 ? Number(mean.toPrecision(9)) : null,
    missing: rows.length - scores.length,
  };
}

/** Distinct values of a column, sorted. */
export function distinct(rows: readonly Row[], column: string): string[] {
  return [...new Set(rows.map((row) => String(row[column] ?? null)))].sort();
}

/** Mean of a column over the rows that have a number in it; tables of text write numbers as text. */
export function meanOf(rows: readonly Row[], column: string): number {
  const values = rows.flatMap((row) => {
    const value = row[column];
    const number = value === null || value === undefined || value === '' ? NaN : Number(value);
    return Number.isNaN(number) ? [] : [number];
  });
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A failed response has no score, whatever number stands beside it. */
function scored(row: Row): boolean {
  return typeof row.score === 'number' && !row.failure;
}
