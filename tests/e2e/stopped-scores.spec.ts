import { openForAutomation } from './automation.ts';
import { expect, test } from './fixtures.ts';

// Kendall's tau-b of all pairs of 90 models on 10,000 items takes a worker many seconds, far longer than a
// stopped one is given to end by itself.
const MODELS = 90;
const ITEMS = 10_000;

test('a stopped question does not hold up the next, in either worker', async ({ page }) => {
  await page.addInitScript(() => {
    const counted = window as unknown as { ended: number };
    counted.ended = 0;
    const { terminate } = Worker.prototype;
    Worker.prototype.terminate = function () {
      counted.ended++;
      terminate.call(this);
    };
  });
  await openForAutomation(page);
  const answers = await page.evaluate(
    async ({ models, items }) => {
      const { query, scorers } = window.declination!;
      const bytes = async (sql: string): Promise<Uint8Array> => {
        const answer = await query(sql);
        if (!answer.ok) throw new Error(answer.problem.detail ?? answer.problem.message);
        return answer.value;
      };
      const uniform = (of: string): string => `(hash(${of}) % 1000003)::DOUBLE / 1000003`;
      const summary = await scorers.load({
        scores: await bytes(
          `SELECT m.range::INTEGER AS model, 0::INTEGER AS prompt, 0::INTEGER AS run, c.range::INTEGER AS task_item, ${uniform('m.range, c.range')} AS sum, 1::DOUBLE AS n FROM range(${models}) m, range(${items}) c`,
        ),
        columns: await bytes(
          `SELECT range::INTEGER AS task_item, 0::INTEGER AS task, range::INTEGER AS item, range::INTEGER AS cluster, range::INTEGER AS cluster_high, 0::INTEGER AS unit, 'NaN'::DOUBLE AS outcome, 0::DOUBLE AS score_mean, 1::DOUBLE AS score_sd, 0::DOUBLE AS reference_mean, 1::DOUBLE AS reference_sd FROM range(${items})`,
        ),
        humans: await bytes(
          'SELECT 0::INTEGER AS rater, 0::INTEGER AS task_item, 0::DOUBLE AS score WHERE FALSE',
        ),
        references: await bytes(
          'SELECT 0::INTEGER AS task_item, 0::DOUBLE AS reference WHERE FALSE',
        ),
        grades: await bytes('SELECT 0::INTEGER AS task, 0::DOUBLE AS grade WHERE FALSE'),
      });
      const request = {
        show: 'model',
        task: null,
        average: 'micro',
        coefficient: 'kendall',
      } as const;
      const pair = () => scorers.ask((r) => r.pair(request, [0, 1]), new AbortController().signal);

      const endOf = (work: Promise<unknown>): Promise<string> =>
        work.then(
          () => 'answered',
          (error: unknown) => (error as Error).message,
        );
      const one = new AbortController();
      const matrix = endOf(scorers.ask((r) => r.matrix(request), one.signal));
      const waits = new AbortController();
      const waiting = endOf(scorers.ask((r) => r.matrix(request), waits.signal));
      const behind = pair();
      // Once the worker is at it, and not before.
      setTimeout(() => one.abort(new Error('no longer wanted')), 500);
      waits.abort(new Error('never begun'));
      const ends = [await matrix, await waiting];
      const shared = [(await behind).x.length, (await pair()).x.length];

      const both = new AbortController();
      const replicates = endOf(
        scorers.resample(
          { kind: 'matrix', ...request },
          { wanted: 1000, seed: 1 },
          () => undefined,
          both.signal,
        ),
      );
      setTimeout(() => both.abort(new Error('no longer wanted')), 1500);
      ends.push(await replicates);
      const parts = await scorers.resample(
        { kind: 'pair', rows: [0, 1], ...request, coefficient: 'pearson' },
        { wanted: 40, seed: 1 },
        () => undefined,
        new AbortController().signal,
      );
      const made = parts.reduce((sum, part) => sum + part.offered, 0);
      return { models: summary.models.length, ends, shared, made };
    },
    { models: MODELS, items: ITEMS },
  );
  expect(answers).toEqual({
    models: MODELS,
    ends: ['no longer wanted', 'never begun', 'no longer wanted'],
    shared: [ITEMS, ITEMS],
    made: 40,
  });
  // The worker that was at the matrix, and those at the replicates, did not go on with it.
  const ended = await page.evaluate(() => (window as unknown as { ended: number }).ended);
  expect(ended).toBeGreaterThanOrEqual(2);
});
