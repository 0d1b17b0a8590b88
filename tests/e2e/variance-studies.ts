import type { DroppedFile } from './fixtures.ts';
import { seededRandom } from '../../src/stats/resample/random.ts';

/** 5 models, 2 prompts, 2 tasks of 18 items of their own, every cell answered twice. */
export function crossedStudy(): DroppedFile {
  const random = seededRandom(88);
  const draws = new Map<string, number>();
  const effect = (sd: number, ...levels: (string | number)[]): number => {
    const name = levels.join('\n');
    if (!draws.has(name)) draws.set(name, sd * random.normal());
    return draws.get(name)!;
  };
  const rows = ['model,prompt,task,item,score,reference'];
  for (const model of ['avis', 'bora', 'cirrus', 'dune', 'ember'])
    for (const prompt of ['plain', 'steps'])
      for (const task of ['reading', 'sums'])
        for (let i = 0; i < 18; i++)
          for (let again = 0; again < 2; again++) {
            const item = `${task}-${i}`;
            const error =
              1 +
              effect(0.9, model) +
              effect(0.2, 'prompt', prompt) +
              effect(0.3, model, prompt) +
              effect(0.5, item) +
              effect(0.2, model, item) +
              0.4 * random.normal();
            rows.push([model, prompt, task, item, (3 + error).toFixed(4), 3].join(','));
          }
  return { name: 'crossed.csv', content: rows.join('\n') };
}

/**
 * A study of two tasks: one of 400 scores that is fitted at once, and one whose items and raters met at
 * random, so that a fit has thousands of levels to tell apart.
 */
export function heavyStudy(): DroppedFile {
  const random = seededRandom(89);
  const rows = ['model,task,item,rater,score,reference'];
  const row = (task: string, items: number, raters: number, i: number): void => {
    const item = random.below(items);
    const rater = random.below(raters);
    const score = 3 + 0.3 * (i % 2) + Math.sin(item * 12.9) + Math.sin(rater * 7.3);
    const name = ['avis', 'bora'][i % 2];
    rows.push(
      `${name},${task},${task}-${item},${task}-r${rater},${(score + random.normal()).toFixed(3)},3`,
    );
  };
  for (let i = 0; i < 400; i++) row('few', 20, 10, i);
  for (let i = 0; i < 40_000; i++) row('many', 6000, 3000, i);
  return { name: 'met-at-random.csv', content: rows.join('\n') };
}
