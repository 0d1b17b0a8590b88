import { join } from 'node:path';
import { runPage } from '../bench/lme4/page-run.ts';
import { runNode } from '../bench/lme4/runs.ts';
import { generatedStudy } from '../bench/lme4/studies.ts';
import { expect, test } from './fixtures.ts';

// The benchmark's short form: it holds the answers, so that the long form cannot rot; it needs no R,
// and times depend on the machine and are held by nobody here.
test('the page fits a study of 10,000 rows to the criterion that Node finds, and fits again after a filter', async ({
  browser,
  page,
  site,
}) => {
  const folder = join(import.meta.dirname, '..', '..', '.cache', 'bench');
  const study = await generatedStudy(folder, 10_000);
  const inNode = runNode(study);
  const inPage = await runPage(browser, page, site.url, study);
  expect(inPage.observations).toBe(inNode.n);
  expect(Math.abs(inPage.criterion - inNode.criterion)).toBeLessThan(6e-4);
  expect(inPage.refitObservations).toBeLessThan(inNode.n);
  expect(inPage.refitCriterion).toBeLessThan(inNode.criterion);
});
