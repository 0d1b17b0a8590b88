import { BENCHMARK_COLUMNS } from '../domain/benchmark.ts';
import { COMPARISON_COLUMNS } from '../domain/comparison.ts';
import { GENERALIZATION_COLUMNS } from '../domain/generalization.ts';
import { ident } from './sql.ts';

/** Kinds of table whose rows are records of their own, joined to no observation. */
export const RECORD_KINDS = ['comparisons', 'generalizations', 'benchmarks'] as const;

export type RecordKind = (typeof RECORD_KINDS)[number];

interface RecordTable {
  readonly table: string;
  readonly columns: readonly string[];
  /** Columns that hold numbers; the others hold text. */
  readonly numbers: readonly string[];
}

/** Where the records of each kind are kept; the columns are those of the domain, in their order. */
export const RECORD_TABLES: Readonly<Record<RecordKind, RecordTable>> = {
  comparisons: { table: 'comparison', columns: COMPARISON_COLUMNS, numbers: ['preference'] },
  generalizations: {
    table: 'generalization',
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
    columns: BENCHMARK_COLUMNS,
    numbers: ['value', 'se', 'n', 'higher_is_better', 'low', 'high', 'shots'],
  },
};

/** The statements that make them. */
export const CREATE_RECORD_TABLES: readonly string[] = RECORD_KINDS.map((kind) => {
  const { table, columns, numbers } = RECORD_TABLES[kind];
  const typed = columns.map(
    (name) => `${ident(name).text} ${numbers.includes(name) ? 'DOUBLE' : 'VARCHAR'}`,
  );
  return `CREATE TABLE ${ident(table).text} (${typed.join(', ')})`;
});
