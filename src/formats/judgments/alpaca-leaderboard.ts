import { BENCHMARK_COLUMNS } from '../../domain/benchmark.ts';
import { nameOf, numberIn } from '../fields.ts';
import type { TableFormat } from '../format.ts';
import { fixedTable } from '../record-table.ts';
import { eachRow, fieldNames } from '../row-stream.ts';

/** Rates of a leaderboard, in per cent, with the column of their standard errors. */
const RATES: Readonly<Record<string, string>> = {
  length_controlled_winrate: 'lc_standard_error',
  win_rate: 'standard_error',
  discrete_win_rate: '',
};

/** AlpacaEval's leaderboard: a row per model, its name in a column without one. */
export const alpacaLeaderboard: TableFormat = {
  id: 'alpaca-leaderboard',
  label: 'AlpacaEval leaderboard',
  recognise(source) {
    const names = fieldNames(source);
    if (!names.has('win_rate') || ![...names].some(isName)) return 0;
    return names.has('n_total') || names.has('avg_length') ? 0.95 : 0;
  },
  open(source) {
    const table = fixedTable('benchmarks', BENCHMARK_COLUMNS, (rows) =>
      eachRow(source, rows, (record) => {
        const names = Object.keys(record);
        // An index without a name stands first.
        const model = nameOf(record[names.find(isName) ?? names[0]]);
        for (const [metric, se] of Object.entries(RATES)) {
          const value = numberIn(record[metric]);
          if (value === null) continue;
          rows.add({
            model,
            task: 'AlpacaEval',
            metric,
            value,
            se: numberIn(record[se]),
            n: numberIn(record.n_total),
            higher_is_better: 1,
            low: 0,
            high: 100,
          });
        }
      }),
    );
    return Promise.resolve(table);
  },
};

/** pandas writes an index without a name; others call it so. */
function isName(name: string): boolean {
  return ['', 'Unnamed: 0', 'name', 'model', 'generator'].includes(name);
}
