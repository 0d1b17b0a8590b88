import { expect, test } from 'vitest';
import { inTurn } from '../../../workers/in-turn.ts';

test('tasks never overlap, keep their order, and a failed one does not stop the rest', async () => {
  const turn = inTurn();
  const log: string[] = [];
  const task =
    (name: string, fails = false) =>
    async (): Promise<string> => {
      log.push(`${name} starts`);
      await new Promise((resolve) => setTimeout(resolve, 5));
      log.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    };
  const results = await Promise.allSettled([
    turn(task('a')),
    turn(task('b', true)),
    turn(task('c')),
  ]);
  expect(results.map((r) => r.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(log).toEqual(['a starts', 'a ends', 'b starts', 'b ends', 'c starts', 'c ends']);
});
