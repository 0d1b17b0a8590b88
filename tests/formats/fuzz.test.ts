import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fuzz } from './fuzz-samples.ts';
import { named, readGroups } from './read-groups.ts';

test(
  'damaged samples end in rows or in a Problem, in bounded time',
  { timeout: 120_000 },
  async () => {
    const report = await fuzz(260, 1);
    expect(report.failures).toEqual([]);
    expect(report.rows).toBeGreaterThan(0);
    expect(report.problems).toBeGreaterThan(0);
  },
);

test('any bit of an Arrow footer may be wrong', { timeout: 120_000 }, async () => {
  const path = join(import.meta.dirname, '../../data-samples/formats/tables/scores.arrow');
  const arrow = new Uint8Array(readFileSync(path));
  const ends: string[] = [];
  for (let back = 1; back <= 400; back++) {
    for (let bit = 0; bit < 8; bit++) {
      const wrong = arrow.slice();
      wrong[wrong.length - back] ^= 1 << bit;
      const [group] = await readGroups([named(wrong, 'scores.arrow')]);
      ends.push(group.problem ? group.problem.code : 'rows');
    }
  }
  expect(ends).toContain('damaged-arrow');
  expect(ends).toContain('rows');
});
