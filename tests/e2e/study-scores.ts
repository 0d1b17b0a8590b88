import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Mean score of each scorer on each task and item, read from a sample study's own files. */
export function studyScores(study = 'classroom-talk'): Map<string, Map<string, number>> {
  const folder = join(import.meta.dirname, '../../data-samples', study);
  const lines = (name: string): string[][] =>
    readFileSync(join(folder, name), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));
  const sums = new Map<string, Map<string, [sum: number, n: number]>>();
  const add = (scorer: string, cell: string, score: string): void => {
    if (score === '') return;
    const cells = sums.get(scorer) ?? new Map<string, [number, number]>();
    const [sum, n] = cells.get(cell) ?? [0, 0];
    sums.set(scorer, cells.set(cell, [sum + Number(score), n + 1]));
  };
  for (const [model, , task, item, score] of lines('scores.csv'))
    add(model, `${task} ${item}`, score);
  for (const [task, item, rater, score] of lines('references.csv')) {
    add(rater, `${task} ${item}`, score);
    add('mean of raters', `${task} ${item}`, score);
  }
  return new Map(
    [...sums].map(([scorer, cells]) => [
      scorer,
      new Map([...cells].map(([cell, [sum, n]]) => [cell, sum / n])),
    ]),
  );
}
