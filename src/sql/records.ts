import { BENCHMARK_COLUMNS } from '../domain/benchmark.ts';
import { COMPARISON_COLUMNS } from '../domain/comparison.ts';
import { GENERALIZATION_COLUMNS } from '../domain/generalization.ts';
import type { Naming } from '../domain/naming.ts';
import type { Fragment } from './sql.ts';
import { ident, join, literal, sql } from './sql.ts';

/** Kinds of table whose rows are records of their own, joined to no observation. */
export const RECORD_KINDS = ['comparisons', 'generalizations', 'benchmarks'] as const;

export type RecordKind = (typeof RECORD_KINDS)[number];

interface RecordTable {
  /** The view that is asked. */
  readonly table: string;
  /** Columns that name models; the table holds them as the files do, the view as the reader does. */
  readonly models: readonly string[];
  readonly columns: readonly string[];
  /** Columns that hold numbers; the others hold text. */
  readonly numbers: readonly string[];
}

/** Where the records of each kind are kept; the columns are those of the domain, in their order. */
export const RECORD_TABLES: Readonly<Record<RecordKind, RecordTable>> = {
  comparisons: {
    table: 'comparison',
    models: ['judge', 'model_a', 'model_b'],
    columns: COMPARISON_COLUMNS,
    numbers: ['preference'],
  },
  generalizations: {
    table: 'generalization',
    models: ['model'],
    columns: GENERALIZATION_COLUMNS,
    numbers: [
      'previous_correct',
      'current_correct',
      'belief_change',
      'change_probability',
      'belief_before',
      'belief_after',
    ],
  },
  benchmarks: {
    table: 'benchmark',
    models: ['model'],
    columns: BENCHMARK_COLUMNS,
    numbers: ['value', 'se', 'n', 'higher_is_better', 'low', 'high', 'shots'],
  },
};

/** The table that the records of a kind are appended to; the view over it is what is asked. */
export function recordStore(kind: RecordKind): string {
  return `${RECORD_TABLES[kind].table}_record`;
}

/** The statements that make them. */
export const CREATE_RECORD_TABLES: readonly string[] = RECORD_KINDS.flatMap((kind) => {
  const { columns, numbers } = RECORD_TABLES[kind];
  const typed = columns.map(
    (name) => `${ident(name).text} ${numbers.includes(name) ? 'DOUBLE' : 'VARCHAR'}`,
  );
  const store = ident(recordStore(kind)).text;
  return [`CREATE TABLE ${store} (${typed.join(', ')})`, recordView(kind, []).text];
});

/** The view of a kind of records, models called as the reader calls them. */
export function recordView(kind: RecordKind, names: readonly Naming[]): Fragment {
  const { table, models, columns } = RECORD_TABLES[kind];
  const renamed = names.filter(({ facet }) => facet === 'model');
  const values = columns.map((name) => {
    const column = ident(name);
    if (renamed.length === 0 || !models.includes(name)) return column;
    const cases = renamed.map(
      ({ from, to }) => sql`WHEN ${column} IN (${join(from.map(literal))}) THEN ${literal(to)}`,
    );
    return sql`CASE ${join(cases, ' ')} ELSE ${column} END AS ${column}`;
  });
  return sql`CREATE OR REPLACE VIEW ${ident(table)} AS SELECT ${join(values)} FROM ${ident(recordStore(kind))}`;
}
