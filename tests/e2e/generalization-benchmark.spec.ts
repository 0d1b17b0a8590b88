import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeSurvey } from '../bench/generalization/survey.ts';
import { timeRegressions } from '../bench/generalization/time-regressions.ts';
import { expect, test } from './fixtures.ts';

// The benchmark's short form: it holds the answers, so that the long form cannot rot; times depend
// on the machine and are held by nobody here.
test('the benchmark cross-validates regressions on 2,000 pairs with texts', async ({
  page,
  site,
}) => {
  const folder = join(import.meta.dirname, '..', '..', '.cache', 'bench');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'survey-2000.csv');
  writeFileSync(file, writeSurvey(2000, 11));
  const times = await timeRegressions(page, site.url, file);
  expect(times.regressionsMs).toBeGreaterThan(0);
  expect(times.records).toMatch(/2,000\srecords of 2,000\spairs/);
});
