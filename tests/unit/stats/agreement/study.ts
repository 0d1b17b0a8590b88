import { scoreBook } from '../../../../src/stats/agreement/score-book.ts';
import type { ScoreBook } from '../../../../src/stats/agreement/score-book.ts';
import stored from './study.json';

export { stored };

const TASKS = 3;
const ITEMS = 24;

/** The study of study.R as the database would give it: codes from 0, rows shuffled by their number. */
export function studyBook(): ScoreBook {
  const { scores, humans, unit, outcome } = stored;
  const taskItem = (task: number, item: number): number => (item - 1) * TASKS + (task - 1);
  const all = Array.from({ length: TASKS * ITEMS }, (_, k) => (k * 31) % (TASKS * ITEMS));
  const references = new Map<number, number[]>();
  humans.score.forEach((score, i) => {
    const key = taskItem(humans.task[i], humans.item[i]);
    references.set(key, [...(references.get(key) ?? []), score]);
  });
  const less = (codes: number[]): Int32Array => Int32Array.from(codes, (code) => code - 1);
  const keys = (rows: { task: number[]; item: number[] }): Int32Array =>
    Int32Array.from(rows.task, (task, i) => taskItem(task, rows.item[i]));
  return scoreBook({
    columns: {
      taskItem: Int32Array.from(all),
      task: Int32Array.from(all, (k) => k % TASKS),
      item: Int32Array.from(all, (k) => Math.floor(k / TASKS)),
      cluster: Int32Array.from(all, (k) => Math.floor(k / TASKS)),
      unit: Int32Array.from(all, (k) => unit[Math.floor(k / TASKS)]),
      outcome: Float64Array.from(all, (k) => outcome[unit[Math.floor(k / TASKS)]]),
      scale: {
        scoreMean: Float64Array.from(all, (k) => k % TASKS),
        scoreSd: Float64Array.from(all, (k) => 1 + (k % TASKS)),
        referenceMean: Float64Array.from(all, () => 3),
        referenceSd: Float64Array.from(all, (k) => (k % TASKS === 2 ? NaN : 2)),
      },
    },
    scores: {
      model: less(scores.model),
      prompt: less(scores.prompt),
      run: new Int32Array(scores.model.length),
      taskItem: keys(scores),
      sum: Float64Array.from(scores.score),
      n: new Float64Array(scores.model.length).fill(1),
    },
    humans: {
      rater: less(humans.rater),
      taskItem: keys(humans),
      score: Float64Array.from(humans.score),
    },
    references: {
      taskItem: Int32Array.from(references.keys()),
      reference: Float64Array.from(
        references.values(),
        (ratings) => ratings.reduce((a, b) => a + b, 0) / ratings.length,
      ),
    },
  });
}
