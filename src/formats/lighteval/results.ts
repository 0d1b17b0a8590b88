import { BENCHMARK_COLUMNS } from '../../domain/benchmark.ts';
import type { Fields } from '../fields.ts';
import { at, fieldsOf, listOf, nameOf, numberOf } from '../fields.ts';
import type { TableFormat } from '../format.ts';
import { hasKeys, headShape } from '../head-shape.ts';
import { readJson } from '../parse-json.ts';
import { shots } from '../prompt-label.ts';
import { fixedTable } from '../record-table.ts';
import { readTaskName } from './task-name.ts';

/** Results of lighteval: figures by task and metric. */
export const lightevalResults: TableFormat = {
  id: 'lighteval-results',
  label: 'lighteval results',
  recognise: ({ head }) => (isLightevalResults(head) ? 0.95 : 0),
  async open(source) {
    const file = fieldsOf(await readJson(await source.content(), source.name)) ?? {};
    const model = modelOf(file);
    return fixedTable('benchmarks', BENCHMARK_COLUMNS, async function* (rows) {
      const results = fieldsOf(file.results) ?? {};
      for (const name of Object.keys(results)) {
        // The mean over tasks of other metrics and scales is no figure of its own.
        if (name === 'all') continue;
        const { task, count } = readTaskName(name);
        const figures = fieldsOf(results[name]) ?? {};
        for (const metric of Object.keys(figures)) {
          const value = numberOf(figures[metric]);
          if (value === null || metric.endsWith('_stderr')) continue;
          rows.add({
            model,
            task,
            prompt: count === null ? null : shots(count),
            metric,
            value,
            se: numberOf(figures[`${metric}_stderr`]),
            n: countOf(at(file, 'config_tasks', name, 'effective_num_docs')),
            higher_is_better: directionOf(at(file, 'config_tasks', name), metric),
            shots: count,
          });
        }
      }
      yield source.size;
    });
  },
};

/** Whether a file begins as lighteval's results do. */
export function isLightevalResults(head: Uint8Array): boolean {
  return (
    hasKeys(head, 'config_general', 'results') ||
    headShape(head)?.keys.has('config_general') === true
  );
}

/** The model the results are of. */
export function modelOf(file: Fields): string | null {
  const general = file.config_general;
  return nameOf(at(general, 'model_name')) ?? nameOf(at(general, 'model_config', 'model_name'));
}

/** Written as -1 where it is not known. */
function countOf(value: unknown): number | null {
  const count = numberOf(value);
  return count !== null && count > 0 ? count : null;
}

function directionOf(task: unknown, metric: string): number | null {
  const config = listOf(at(task, 'metrics')).find((m) => at(m, 'metric_name') === metric);
  const higher = at(config, 'higher_is_better');
  return typeof higher === 'boolean' ? Number(higher) : null;
}
