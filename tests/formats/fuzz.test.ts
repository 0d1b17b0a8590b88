import { expect, test } from 'vitest';
import { fuzz } from './fuzz-samples.ts';

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
