import { ABSENT_LEVEL } from '../../domain/observation.ts';
import type { Table } from '../batch.ts';
import type { Fields } from '../fields.ts';
import { at, fieldsOf, listOf, nameOf, numberOf, textOf } from '../fields.ts';
import { shots } from '../prompt-label.ts';
import { recordTable } from '../record-table.ts';
import { textId } from '../short-hash.ts';
import { SAMPLE_ROLES } from '../sample-roles.ts';

/**
 * The queries that BIG-bench's logs hold beside the scores: what was asked for each example, and what came
 * of it. Null where there are none. Examples have no id but what was asked.
 */
export function queriesOf(file: Fields, model: string, task: string): Table | null {
  const queries = listOf(file.queries).filter((query) => listOf(at(query, 'samples')).length > 0);
  if (queries.length === 0) return null;
  return recordTable({
    roles: SAMPLE_ROLES,
    kind: 'observations',
    async *read(rows) {
      let row = 0;
      for (const query of queries) {
        const count = numberOf(at(query, 'shots'));
        const prompt = count === null ? ABSENT_LEVEL : shots(count);
        for (const each of listOf(at(query, 'samples'))) {
          row++;
          const sample = fieldsOf(each) ?? {};
          const text = textOf(sample.input);
          const scores = scoresOf(sample);
          // Likelihoods of what was written are asked for beside the texts, and say no more than they.
          if (scores.length === 0) rows.skip('a query without a score', row, text ?? '');
          const item = textId(JSON.stringify([sample.input, targetsOf(sample)]));
          for (const [metric, score] of scores) {
            const failure = score === null ? 'unscored' : null;
            const response = responseOf(sample);
            rows.add({ model, prompt, task, item, metric, score, failure, text, response });
          }
          if (rows.full) yield 0;
        }
      }
      yield 0;
    },
  });
}

/** Whether the likeliest choice is right, or how well a text meets the target that it meets best. */
function scoresOf(sample: Fields): [metric: string, score: number | null][] {
  if (sample.correct !== undefined) return [['multiple_choice_grade', numberOf(sample.correct)]];
  const best = new Map<string, number | null>();
  for (const target of Object.values(fieldsOf(sample.targets) ?? {})) {
    const metrics = fieldsOf(target) ?? {};
    for (const metric of Object.keys(metrics)) {
      const value = numberOf(metrics[metric]);
      const known = best.get(metric) ?? null;
      best.set(metric, known === null || (value !== null && value > known) ? value : known);
    }
  }
  return [...best];
}

function targetsOf(sample: Fields): string[] {
  const listed = listOf(sample.targets).flatMap((target) => nameOf(target) ?? []);
  return listed.length > 0 ? listed : Object.keys(fieldsOf(sample.targets) ?? {});
}

/** The text the model wrote, or the choice it found likeliest. */
function responseOf(sample: Fields): string | null {
  const said = textOf(sample.output) ?? textOf(listOf(sample.output)[0]);
  if (said !== null) return said;
  const scores = listOf(sample.absolute_scores ?? sample.scores).map((s) => numberOf(s) ?? NaN);
  if (scores.length === 0 || scores.some(Number.isNaN)) return null;
  return targetsOf(sample)[scores.indexOf(Math.max(...scores))] ?? null;
}
