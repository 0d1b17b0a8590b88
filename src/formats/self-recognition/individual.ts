import { ABSENT_LEVEL } from '../../domain/observation.ts';
import type { TableFormat } from '../format.ts';
import { fieldsOf, nameOf, numberOf } from '../fields.ts';
import { headShape } from '../head-shape.ts';
import { readObjects } from '../json-stream.ts';
import { eachRecord, recordTable } from '../record-table.ts';
import { datasetOf, evaluatorOf, judgeNamed } from './file-names.ts';

/**
 * Individual results of self-recognition studies (Panickssery, Bowman & Feng 2024): an evaluator looks at
 * one text at a time and says how sure it is that the text is its own, or how good it is. The model is
 * who wrote the text, the rater who judged it; for recognition the truth is known and is the reference.
 */
export const selfRecognitionIndividual: TableFormat = {
  id: 'self-recognition-individual',
  label: 'Self-recognition, individual',
  recognise({ head }) {
    const keys = headShape(head)?.keys;
    if (!keys?.has('key') || !keys.has('target_model')) return 0;
    return ['recognition_score', 'score', 'scores'].some((name) => keys.has(name)) ? 0.95 : 0;
  },
  open(source) {
    const evaluator = evaluatorOf(source.name);
    const task = datasetOf(source.name) ?? ABSENT_LEVEL;
    const recognises = headShape(source.head)!.keys.has('recognition_score');
    const roles = {
      model: 'model',
      task: 'task',
      item: 'item',
      rater: 'rater',
      metric: 'facet',
      score: 'score',
      failure: 'failure',
      ...(recognises ? ({ reference: 'reference' } as const) : {}),
    } as const;
    const table = recordTable<string>({
      roles,
      kind: 'observations',
      read: (rows) =>
        eachRecord(readObjects(source), rows, (record) => {
          const shared = {
            model: nameOf(record.target_model),
            task,
            item: nameOf(record.key),
            rater: judgeNamed(nameOf(record.model), evaluator),
          };
          const metrics = [
            ['recognition', record.recognition_score, numberOf(record.ground_truth)],
            ['quality', record.score === undefined ? meanScore(record.scores) : record.score, null],
          ] as const;
          for (const [metric, written, reference] of metrics) {
            if (written === undefined) continue;
            const score = numberOf(written);
            rows.add({
              ...shared,
              metric,
              score,
              reference,
              failure: score === null ? 'no answer' : null,
            });
          }
        }),
    });
    return Promise.resolve(table);
  },
};

/**
 * The mean of the grades by their probabilities, which need not sum to one; undefined where a record has no
 * grades at all, null where none has a probability.
 */
function meanScore(scores: unknown): number | null | undefined {
  const fields = fieldsOf(scores);
  if (fields === null) return undefined;
  const grades = Object.entries(fields).flatMap(([grade, probability]) => {
    const [of, p] = [Number(grade), numberOf(probability)];
    return Number.isFinite(of) && p !== null && p > 0 ? [{ of, p }] : [];
  });
  const sum = grades.reduce((all, { p }) => all + p, 0);
  return sum > 0 ? grades.reduce((all, { of, p }) => all + of * p, 0) / sum : null;
}
