import { join } from 'node:path';
import { checkRows, writeResults } from '../bench/judges/results-files.ts';
import { timeJudges } from '../bench/judges/time-judges.ts';
import { expect, test } from './fixtures.ts';

// The benchmark's short form: it holds the answers, so that the long form cannot rot; times depend
// on the machine and are held by nobody here.
test('the benchmark of judges sees every panel painted, with the means that were written', async ({
  page,
  site,
}) => {
  const folder = join(import.meta.dirname, '..', '..', '.cache', 'bench', 'judges-4000');
  const { files, judges } = await writeResults(folder, 4000);
  const times = await timeJudges(page, site.url, files);
  checkRows(times.rows, judges);
  expect(times.sentenceMs).toBeGreaterThan(0);
  expect(times.allMs).toBeGreaterThanOrEqual(times.sentenceMs);
});
