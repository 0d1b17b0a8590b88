import { expect, test } from 'vitest';
import { checkJudges, plainTau, runJudgesBenchmark } from './judges-run.ts';

test('the benchmark of judges checks its answer: a short form', async () => {
  const run = await runJudgesBenchmark(8000);
  await checkJudges(run);
  const { self } = run.answer;
  expect(self!.examples).toBe(8000);
  const judge = run.names[self!.judges[0].judge];
  expect(self!.judges[0].tau).toBeCloseTo(await plainTau(run, judge), 10);
  expect(self!.judges[0].tau).toBeGreaterThan(0.2);
  expect(run.judged.ratings!.games).toBe(8000);
  expect(run.took.map(({ step }) => step)).toContain('self-preference, Kendall included');
});
