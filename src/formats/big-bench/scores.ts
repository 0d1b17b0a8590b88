import { BENCHMARK_COLUMNS } from '../../domain/benchmark.ts';
import { at, fieldsOf, listOf, nameOf, numberOf } from '../fields.ts';
import type { TableFormat } from '../format.ts';
import { headShape } from '../head-shape.ts';
import { stem } from '../names.ts';
import { readJson } from '../parse-json.ts';
import { shots } from '../prompt-label.ts';
import { fixedTable, NO_MODEL } from '../record-table.ts';
import { queriesOf } from './queries.ts';

/** A figure over all tasks on a scale of its own, kept beside the figures it is made of. */
const DERIVED = 'normalized_aggregate_score';

/** BIG-bench's scores of one model on one task: figures by subtask and number of shots, without items. */
export const bigBench: TableFormat = {
  id: 'big-bench',
  label: 'BIG-bench scores',
  recognise({ head }) {
    const keys = headShape(head)?.keys;
    if (!keys) return 0;
    if ((keys.has('scores') || keys.has('queries')) && keys.has('model.model_family')) return 0.95;
    // The model stands after the scores or the queries, which may be longer than the head.
    const text = keys.has('scores') || keys.has('queries') ? new TextDecoder().decode(head) : '';
    if (text.includes('"score_dict"') && text.includes('"number_of_shots"')) return 0.9;
    return keys.has('queries') && text.includes('"samples"') && text.includes('"shots"') ? 0.85 : 0;
  },
  async open(source) {
    const file = await readJson(await source.content(), source.name);
    const family = nameOf(at(file, 'model', 'model_family'));
    const name = nameOf(at(file, 'model', 'model_name'));
    const model = [family, name].filter(Boolean).join(' ') || null;
    const task = nameOf(at(file, 'task', 'task_name')) ?? nameOf(at(file, 'task', 'name'));
    const asked = model ?? stem(source.name);
    const queries = queriesOf(fieldsOf(file) ?? {}, asked, task ?? stem(source.name));
    if (queries) return model ? queries : { ...queries, asks: { model: asked } };
    return fixedTable('benchmarks', BENCHMARK_COLUMNS, async function* (rows) {
      if (!model) rows.skip(NO_MODEL, 1, asked, true);
      for (const score of listOf(at(file, 'scores'))) {
        const low = numberOf(at(score, 'low_score'));
        const high = numberOf(at(score, 'high_score'));
        const written = numberOf(at(score, 'number_of_shots'));
        // Tasks that show examples of their own count none, as -1.
        const count = written !== null && written >= 0 ? written : null;
        const metrics = fieldsOf(at(score, 'score_dict')) ?? {};
        for (const metric of Object.keys(metrics)) {
          const value = numberOf(metrics[metric]);
          if (metric === DERIVED || value === null) continue;
          // The range and its direction are those of the preferred metric.
          const preferred = metric === at(score, 'preferred_score');
          rows.add({
            model: asked,
            task: nameOf(at(score, 'subtask_description')) ?? task ?? stem(source.name),
            prompt: count === null ? null : shots(count),
            metric,
            value,
            higher_is_better:
              preferred && low !== null && high !== null ? Number(high > low) : null,
            low: preferred ? low : null,
            high: preferred ? high : null,
            shots: count,
          });
        }
      }
      yield source.size;
    });
  },
};
