import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rankItems } from '../../../../src/stats/slices/rank-items.ts';
import { arbitraryFilters, arbitraryRows, cubeOf } from './rows.ts';
import type { Row } from './rows.ts';

function naive(rows: readonly Row[], worst: boolean, signed: boolean) {
  const items = new Map<string, number[]>();
  for (const row of rows) {
    if (row.error === null) continue;
    const key = `${row.task},${row.item}`;
    items.set(key, [...(items.get(key) ?? []), row.error]);
  }
  return [...items]
    .map(([key, errors]) => ({
      key: key.split(',').map(Number),
      n: errors.length,
      mean: errors.reduce((a, b) => a + b, 0) / errors.length,
    }))
    .sort((a, b) => {
      const [x, y] = signed ? [Math.abs(a.mean), Math.abs(b.mean)] : [a.mean, b.mean];
      return worst ? y - x : x - y;
    });
}

test('items equal a direct computation, in order, under all filters', () => {
  fc.assert(
    fc.property(
      arbitraryRows(),
      arbitraryFilters(),
      fc.boolean(),
      fc.boolean(),
      (rows, filters, worst, signed) => {
        const kept = rows.filter((row) =>
          filters.every((f) => f.allowed[row[f.facet as 'model']] === 1),
        );
        const expected = naive(kept, worst, signed);
        const found = rankItems(cubeOf(rows, 0.3, true), filters, worst ? 'worst' : 'best', signed);
        expect(found.count).toBe(expected.length);
        const means = new Map(expected.map((e) => [e.key.join(), e]));
        for (let i = 0; i < found.count; i++) {
          const same = means.get(`${found.task[i]},${found.item[i]}`)!;
          expect(found.n[i]).toBe(same.n);
          expect(found.meanError[i]).toBeCloseTo(same.mean, 10);
          const rank = signed ? Math.abs(found.meanError[i]!) : found.meanError[i]!;
          const wanted = expected[i]!.mean;
          expect(rank).toBeCloseTo(signed ? Math.abs(wanted) : wanted, 10);
        }
      },
    ),
    { seed: 5 },
  );
});

test('ties come in order of task and item', () => {
  const rows: Row[] = [5, 1, 3].map((item) => ({
    model: 0,
    prompt: 0,
    task: item % 2,
    item,
    cluster: item,
    error: 1,
  }));
  const found = rankItems(cubeOf(rows, 0, true), [], 'worst', false);
  expect([...found.item]).toEqual([1, 3, 5]);
});

test('an item whose scores are all missing is left out', () => {
  const rows: Row[] = [0, 1].map((item) => ({
    model: 0,
    prompt: 0,
    task: 0,
    item,
    cluster: item,
    error: item === 0 ? null : 2,
  }));
  expect([...rankItems(cubeOf(rows, 0, true), [], 'best', false).item]).toEqual([1]);
});

test('item codes too many for a table are ranked all the same', () => {
  const cube = cubeOf(
    [0, 1, 0, 2].map((item, i) => ({
      model: 0,
      prompt: 0,
      task: 1,
      item,
      cluster: item,
      error: i,
    })),
    0,
    false,
  );
  const wide = { ...cube, levels: { ...cube.levels, item: 2 ** 24 } };
  expect(rankItems(wide, [], 'worst', false)).toEqual(rankItems(cube, [], 'worst', false));
});
