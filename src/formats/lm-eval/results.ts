import { BENCHMARK_COLUMNS } from '../../domain/benchmark.ts';
import type { Fields } from '../fields.ts';
import { at, fieldsOf, listOf, nameOf, numberOf, textOf } from '../fields.ts';
import type { TableFormat } from '../format.ts';
import { headShape } from '../head-shape.ts';
import { readJson } from '../parse-json.ts';
import { shots } from '../prompt-label.ts';
import { fixedTable } from '../record-table.ts';
import { shortHash } from '../short-hash.ts';

/** Results of lm-evaluation-harness: figures by task, metric and filter. */
export const lmEvalResults: TableFormat = {
  id: 'lm-eval-results',
  label: 'lm-evaluation-harness results',
  recognise: ({ head }) => (isResults(head) ? 0.95 : 0),
  async open(source) {
    const file = fieldsOf(await readJson(await source.content(), source.name)) ?? {};
    return fixedTable('benchmarks', BENCHMARK_COLUMNS, async function* (rows) {
      const results = fieldsOf(file.results) ?? {};
      for (const task of Object.keys(results)) {
        const figures = fieldsOf(results[task]) ?? {};
        for (const key of Object.keys(figures)) {
          const [metric, filter] = key.split(',', 2);
          const value = numberOf(figures[key]);
          if (value === null || metric === 'alias' || metric.endsWith('_stderr')) continue;
          const higher = at(file, 'higher_is_better', task, metric);
          const se = [metric + '_stderr', filter].filter(Boolean).join(',');
          rows.add({
            model: modelOf(file),
            task,
            prompt: promptOf(file, task),
            metric: filter && filter !== 'none' ? `${metric}, ${filter}` : metric,
            value,
            se: numberOf(figures[se]),
            n: numberOf(at(file, 'n-samples', task, 'effective')),
            higher_is_better: typeof higher === 'boolean' ? Number(higher) : null,
            shots: shotsOf(file, task),
          });
        }
      }
      yield source.size;
    });
  },
};

/** Whether a file begins as results of the harness do. */
export function isResults(head: Uint8Array): boolean {
  const keys = headShape(head)?.keys;
  if (!keys?.has('results') || keys.has('config_general')) return false;
  return keys.has('configs') || (keys.has('versions') && keys.has('config'));
}

/** The model a results file is of; its arguments say it where no name does. */
export function modelOf(file: Fields): string | null {
  const name = nameOf(file.model_name);
  if (name) return name;
  const args = at(file, 'config', 'model_args') ?? file.model_args;
  const written = typeof args === 'string' ? args : '';
  const pretrained = /(?:^|,)\s*(?:pretrained|model|engine)=([^,]+)/.exec(written)?.[1];
  return (
    pretrained ??
    nameOf(at(args, 'pretrained')) ??
    nameOf(at(args, 'model')) ??
    nameOf(at(file, 'config', 'model'))
  );
}

/** How the model was asked: examples shown, system instruction and chat template of the run. */
export function promptOf(file: Fields, task: string): string | null {
  const count = shotsOf(file, task);
  const system =
    textOf(file.system_instruction) ?? textOf(at(file, 'config', 'system_instruction'));
  const parts = [
    count === null ? null : shots(count),
    system && `system #${shortHash(system)}`,
    file.chat_template ? 'chat template' : null,
    file.fewshot_as_multiturn === true ? 'multiturn' : null,
  ];
  return parts.filter(Boolean).join(', ') || null;
}

function shotsOf(file: Fields, task: string): number | null {
  return (
    numberOf(at(file, 'n-shot', task)) ??
    numberOf(at(file, 'configs', task, 'num_fewshot')) ??
    numberOf(at(file, 'config', 'num_fewshot'))
  );
}

/** Tasks the results name, groups included. */
export function tasksOf(file: Fields): string[] {
  return [
    ...new Set([
      ...Object.keys(fieldsOf(file.configs) ?? {}),
      ...Object.keys(fieldsOf(file.results) ?? {}),
    ]),
  ];
}

/** Metrics a task is configured with, for samples that do not list theirs. */
export function metricsOf(file: Fields, task: string): string[] {
  return listOf(at(file, 'configs', task, 'metric_list')).flatMap(
    (metric) => nameOf(at(metric, 'metric')) ?? [],
  );
}
