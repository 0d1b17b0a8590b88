import { BENCHMARK_COLUMNS } from '../../domain/benchmark.ts';
import type { Table } from '../batch.ts';
import type { Fields } from '../fields.ts';
import { at, fieldsOf, listOf, nameOf, numberOf } from '../fields.ts';
import type { TableFormat } from '../format.ts';
import { hasKeys, headShape } from '../head-shape.ts';
import { folderOf, stem } from '../names.ts';
import { readJson } from '../parse-json.ts';
import { shots } from '../prompt-label.ts';
import { fixedTable, NO_MODEL } from '../record-table.ts';
import { readTaskName } from './task-name.ts';

/** Means over tasks are no figures of their own: `all`, and the subtasks of one task together. */
const MEAN = /^all$|:_average(\||$)/;

/** Results of lighteval: figures by task and metric. */
export const lightevalResults: TableFormat = {
  id: 'lighteval-results',
  label: 'lighteval results',
  recognise: ({ head }) => (isLightevalResults(head) ? 0.95 : 0),
  async open(source) {
    const file = fieldsOf(await readJson(await source.content(), source.name)) ?? {};
    return figuresOf(file, source.name, source.size);
  },
};

/** The figures of a results file of so many bytes. */
export function figuresOf(file: Fields, path: string, size: number): Table {
  const model = modelOf(file) ?? modelFolder(path);
  return fixedTable('benchmarks', BENCHMARK_COLUMNS, async function* (rows) {
    if (!model) rows.skip(NO_MODEL, 1, stem(path), true);
    const results = fieldsOf(file.results) ?? {};
    for (const [row, name] of Object.keys(results).entries()) {
      if (MEAN.test(name)) continue;
      const { task, count } = readTaskName(name);
      const figures = fieldsOf(results[name]) ?? {};
      for (const metric of Object.keys(figures)) {
        const value = numberOf(figures[metric]);
        if (metric.endsWith('_stderr')) continue;
        if (value === null) {
          rows.skip('a figure that is no number', row + 1, `${name} ${metric}`);
          continue;
        }
        rows.add({
          model: model ?? stem(path),
          task,
          prompt: count === null ? null : shots(count),
          metric,
          value,
          se: numberOf(figures[`${metric}_stderr`]),
          n: countOf(file, name),
          higher_is_better: directionOf(configOf(file, name), metric),
          shots: count,
        });
      }
    }
    yield size;
  });
}

/** Whether a file begins as lighteval's results do. */
export function isLightevalResults(head: Uint8Array): boolean {
  return (
    hasKeys(head, 'config_general', 'results') ||
    headShape(head)?.keys.has('config_general') === true
  );
}

/** The model the results are of, with the revision that makes it another one. */
export function modelOf(file: Fields): string | null {
  const general = file.config_general;
  const name =
    nameOf(at(general, 'model_name')) ?? nameOf(at(general, 'model_config', 'model_name'));
  const revision = nameOf(at(general, 'model_config', 'revision'));
  return name && revision && revision !== 'main' ? `${name}@${revision}` : name;
}

/** The model in `results/{org}/{model}/results_{date}.json`. */
function modelFolder(path: string): string | null {
  const folders = folderOf(path).split('/');
  const at = folders.lastIndexOf('results');
  return at < 0 ? null : nameOf(folders.slice(at + 1).join('/'));
}

/** What is set for a task, which older versions name without the examples shown. */
function configOf(file: Fields, name: string): unknown {
  const whole = at(file, 'config_tasks', name);
  return whole ?? at(file, 'config_tasks', name.replace(/(\|\d+)+$/, ''));
}

/** Samples of a task; written as -1 where it is not known. */
function countOf(file: Fields, name: string): number | null {
  const count = numberOf(at(configOf(file, name), 'effective_num_docs'));
  if (count !== null && count > 0) return count;
  const whole = numberOf(at(file, 'summary_tasks', name, 'non_truncated'));
  const cut = numberOf(at(file, 'summary_tasks', name, 'truncated')) ?? 0;
  return whole !== null && whole + cut > 0 ? whole + cut : null;
}

function directionOf(task: unknown, metric: string): number | null {
  const metrics = [...listOf(at(task, 'metrics')), ...listOf(at(task, 'metric'))];
  const higher = at(
    metrics.find((m) => at(m, 'metric_name') === metric),
    'higher_is_better',
  );
  const said = typeof higher === 'boolean' ? higher : at(higher, metric);
  return typeof said === 'boolean' ? Number(said) : null;
}
