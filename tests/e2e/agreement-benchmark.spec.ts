import { timeAgreement } from '../bench/time-agreement.ts';
import { openForAutomation } from './automation.ts';
import { expect, test } from './fixtures.ts';

// The benchmark's short form: it holds the answers, so that the long form cannot rot; times depend
// on the machine and are held by nobody here.
test('the benchmark of agreement finds the correlations of the database, in two workers', async ({
  page,
}) => {
  await openForAutomation(page);
  const times = await timeAgreement(page, { models: 6, items: 200, tasks: 2 }, 60);
  expect(times.apart).toBeLessThan(1e-10);
  expect(times.pearson.replicates).toBe(60);
  expect(times.kendall.replicates).toBe(40);
  expect(times.kendallPair.replicates).toBe(60);
});
