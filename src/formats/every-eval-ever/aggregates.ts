import { BENCHMARK_COLUMNS } from '../../domain/benchmark.ts';
import { at, listOf, nameOf, numberOf, textOf } from '../fields.ts';
import type { TableFormat } from '../format.ts';
import { hasKeys } from '../head-shape.ts';
import { readJson } from '../parse-json.ts';
import { promptLabel } from '../prompt-label.ts';
import { fixedTable } from '../record-table.ts';

/** Aggregate results of the Every Eval Ever schema, 0.1 to 0.3: figures without their items. */
export const everyEvalEverAggregates: TableFormat = {
  id: 'every-eval-ever',
  label: 'Every Eval Ever results',
  recognise: ({ head }) =>
    hasKeys(head, 'evaluation_id', 'model_info') && hasKeys(head, 'schema_version') ? 0.95 : 0,
  async open(source) {
    const file = await readJson(await source.content(), source.name);
    const model = nameOf(at(file, 'model_info', 'id')) ?? nameOf(at(file, 'model_info', 'name'));
    return fixedTable('benchmarks', BENCHMARK_COLUMNS, async function* (rows) {
      for (const [index, result] of listOf(at(file, 'evaluation_results')).entries()) {
        const metric = at(result, 'metric_config');
        const value = numberOf(at(result, 'score_details', 'score'));
        const uncertainty = at(result, 'score_details', 'uncertainty');
        const lower = at(metric, 'lower_is_better');
        const prompt = textOf(
          at(result, 'generation_config', 'generation_args', 'prompt_template'),
        );
        if (value === null) {
          rows.skip(
            'a result without a score',
            index + 1,
            nameOf(at(result, 'evaluation_name')) ?? '',
          );
          continue;
        }
        rows.add({
          model,
          task: nameOf(at(result, 'evaluation_name')),
          prompt: prompt && promptLabel(prompt),
          metric: nameOf(at(metric, 'metric_name')) ?? nameOf(at(metric, 'metric_id')) ?? 'score',
          value,
          se:
            numberOf(at(uncertainty, 'standard_error', 'value')) ??
            numberOf(at(uncertainty, 'standard_error')),
          n:
            numberOf(at(uncertainty, 'num_samples')) ??
            numberOf(at(result, 'source_data', 'samples_number')),
          higher_is_better: typeof lower === 'boolean' ? (lower ? 0 : 1) : null,
          // Bounds may be the texts "-Infinity" and "Infinity".
          low: numberOf(at(metric, 'min_score')),
          high: numberOf(at(metric, 'max_score')),
        });
      }
      yield source.size;
    });
  },
};
