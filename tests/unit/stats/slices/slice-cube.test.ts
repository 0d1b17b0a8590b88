import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sliceCube } from '../../../../src/stats/slices/slice-cube.ts';
import type { CodedSlice } from '../../../../src/stats/slices/types.ts';
import { wilsonInterval } from '../../../../src/stats/slices/wilson-interval.ts';
import { naiveSlices } from './naive-slices.ts';
import { arbitraryFilters, arbitraryRows, cubeOf, LEVELS } from './rows.ts';
import type { Row } from './rows.ts';

const GROUPINGS = [['model'], ['task'], ['model', 'task'], ['prompt', 'model'], ['item']] as const;

function expectClose(found: number, expected: number, what: string, tolerance = 1e-10): void {
  if (Number.isNaN(expected)) expect(found, what).toBeNaN();
  else {
    const error = Math.abs(found - expected) / Math.max(1, Math.abs(expected));
    expect(error, `${what}: ${found}, not ${expected}`).toBeLessThanOrEqual(tolerance);
  }
}

function expectSlice(found: CodedSlice, expected: CodedSlice): void {
  expect(found.codes).toEqual(expected.codes);
  expect([found.n, found.missing, found.clusters]).toEqual([
    expected.n,
    expected.missing,
    expected.clusters,
  ]);
  expectClose(found.mean, expected.mean, 'mean');
  expectClose(found.bias, expected.bias, 'bias');
  // Roots of sums that cancel: compared as squares.
  expectClose(found.rmse ** 2, expected.rmse ** 2, 'mean square');
  expectClose(found.naiveSe ** 2, expected.naiveSe ** 2, 'naive variance');
  expect(found.interval === null, 'interval').toBe(expected.interval === null);
  if (!found.interval || !expected.interval) return;
  expectClose(found.interval.se ** 2, expected.interval.se ** 2, 'variance');
  expectClose(found.interval.df, expected.interval.df, 'df', 1e-9);
  if (expected.interval.se < 1e-6) return;
  expectClose(found.interval.low, expected.interval.low, 'low', 1e-9);
  expectClose(found.interval.high, expected.interval.high, 'high', 1e-9);
}

for (const average of ['micro', 'macro'] as const) {
  test(`${average} slices of random cells equal those of a direct computation with full matrices`, () => {
    fc.assert(
      fc.property(
        arbitraryRows(),
        arbitraryFilters(),
        fc.constantFrom(0, 1.7, -3),
        fc.boolean(),
        (rows, filters, shift, rolledUp) => {
          const cube = cubeOf(rows, shift, rolledUp);
          const options = { average, measure: 'signed' } as const;
          const answer = sliceCube(cube, filters, GROUPINGS, options);
          const total = naiveSlices(rows, filters, [], average)[0];
          if (total) expectSlice(answer.total, total);
          else expect(answer.total.n + answer.total.missing).toBe(0);
          GROUPINGS.forEach((facets, g) => {
            const expected = naiveSlices(rows, filters, facets, average);
            const found = answer.groups[g]!.slices;
            expect(found.map((s) => s.codes)).toEqual(expected.map((s) => s.codes));
            found.forEach((slice, i) => expectSlice(slice, expected[i]!));
          });
        },
      ),
      { numRuns: 150, seed: 20250 },
    );
  });
}

test('an answer does not depend on what was asked of the same cells before', () => {
  fc.assert(
    fc.property(
      arbitraryRows({ minimum: 10 }),
      fc.array(fc.tuple(arbitraryFilters(), fc.constantFrom('micro', 'macro')), { minLength: 3 }),
      (rows, questions) => {
        const cube = cubeOf(rows, 0, true);
        for (const [filters, average] of questions) {
          const options = { average, measure: 'signed' } as const;
          const found = sliceCube(cube, filters, GROUPINGS, options);
          expect(found).toEqual(sliceCube({ ...cube }, filters, GROUPINGS, options));
        }
      },
    ),
    { numRuns: 50, seed: 7 },
  );
});

test('merging many cells per cluster changes nothing', () => {
  // Each row forty times over, so that levels are merged before their passes.
  const rows: Row[] = [];
  for (let i = 0; i < 3600; i++) {
    const item = Math.floor(i / 600);
    rows.push({
      model: i % 3,
      prompt: (i >> 3) % 2,
      task: Math.floor(i / 7) % 3,
      item,
      cluster: item,
      error: i % 37 === 0 ? null : Math.sin(i) + (i % 3) * 0.2 + item * 0.1,
    });
  }
  const filters = [{ facet: 'prompt', allowed: Uint8Array.from([0, 1]) }];
  for (const average of ['micro', 'macro'] as const) {
    const options = { average, measure: 'signed' } as const;
    const fine = sliceCube(cubeOf(rows, 0.5, false), filters, GROUPINGS, options);
    const rolledUp = sliceCube(cubeOf(rows, 0.5, true), filters, GROUPINGS, options);
    expectSlice(fine.total, rolledUp.total);
    fine.groups.forEach((group, g) =>
      group.slices.forEach((slice, i) => expectSlice(slice, rolledUp.groups[g]!.slices[i]!)),
    );
    const byPrompt = fine.groups[3]!.slices;
    expect(byPrompt).toHaveLength(LEVELS.prompt * LEVELS.model);
  }
});

/** Items x 2 rows, one cluster per item. */
function pairs(items: number): Row[] {
  return Array.from({ length: 2 * items }, (_, i) => ({
    model: i % 2,
    prompt: 0,
    task: 0,
    item: i >> 1,
    cluster: i >> 1,
    error: Math.cos(i * i),
  }));
}

test('from fifty clusters of equal size on, the interval is the plain cluster-robust one on G - 1', () => {
  const rows = pairs(50);
  const { total } = sliceCube(cubeOf(rows, 0, true), [], [], {
    average: 'micro',
    measure: 'signed',
  });
  const mean = rows.reduce((sum, r) => sum + r.error!, 0) / 100;
  let squares = 0;
  for (let c = 0; c < 50; c++) {
    squares += (rows[2 * c]!.error! + rows[2 * c + 1]!.error! - 2 * mean) ** 2;
  }
  expect(total.interval!.method).toBe('CR1');
  expect(total.interval!.df).toBe(49);
  expectClose(total.interval!.se ** 2, ((50 / 49) * squares) / 100 ** 2, 'variance', 1e-13);
});

test('fewer clusters use CR2, unequal ones the jackknife', () => {
  const options = { average: 'micro', measure: 'signed' } as const;
  expect(sliceCube(cubeOf(pairs(49), 0, true), [], [], options).total.interval!.method).toBe('CR2');
  const unequal = sliceCube(cubeOf(pairs(60).slice(1), 0, true), [], [], options).total;
  expect(unequal.interval!.method).toBe('CR3');
  expect(unequal.interval!.df).toBeLessThan(59);
});

test('one cluster has a mean but no interval', () => {
  const rows = pairs(1);
  const { total } = sliceCube(cubeOf(rows, 0, true), [], [], {
    average: 'micro',
    measure: 'signed',
  });
  expect(total.interval).toBeNull();
  expect(total.mean).toBeCloseTo((1 + Math.cos(1)) / 2, 12);
});

test('a single observation has a mean and neither interval nor naive error', () => {
  const cube = cubeOf(pairs(1).slice(1), 0, true);
  const { total } = sliceCube(cube, [], [], { average: 'micro', measure: 'absolute' });
  expect(total).toMatchObject({ n: 1, clusters: 1, interval: null });
  expect(total.naiveSe).toBeNaN();
});

test('filters that leave nothing give an empty total and no slices', () => {
  const filters = [
    { facet: 'model', allowed: new Uint8Array(3) },
    { facet: 'prompt', allowed: new Uint8Array(2) },
  ];
  const answer = sliceCube(cubeOf(pairs(5), 0, true), filters, [['model']], {
    average: 'micro',
    measure: 'signed',
  });
  expect(answer.total).toMatchObject({ n: 0, missing: 0, clusters: 0, interval: null });
  expect(answer.total.mean).toBeNaN();
  expect(answer.groups[0]!.slices).toEqual([]);
});

test('a slice whose scores are all missing is listed with no mean', () => {
  const rows = pairs(3).map((r) => (r.model === 1 ? { ...r, error: null } : r));
  const answer = sliceCube(cubeOf(rows, 0, true), [], [['model']], {
    average: 'micro',
    measure: 'signed',
  });
  expect(answer.groups[0]!.slices[1]).toMatchObject({ codes: [1], n: 0, missing: 3, clusters: 0 });
  expect(answer.groups[0]!.slices[1]!.mean).toBeNaN();
});

test('equal errors everywhere give an interval of width zero', () => {
  const rows = pairs(4).map((r) => ({ ...r, error: 0.5 }));
  const { total } = sliceCube(cubeOf(rows, 0.5, true), [], [], {
    average: 'micro',
    measure: 'absolute',
  });
  expect(total.interval).toMatchObject({ low: 0.5, high: 0.5, se: 0 });
});

test('a share of unclustered observations has the Wilson interval', () => {
  const rows = pairs(40)
    .filter((r) => r.model === 0)
    .map((r) => ({ ...r, error: r.item % 10 === 0 ? 1 : 0 }));
  const cube = cubeOf(rows, 0, true);
  const { total } = sliceCube(cube, [], [], { average: 'micro', measure: 'disagreement' });
  expect(total.interval).toEqual(wilsonInterval(0.1, 40));
  // R 4.2.2: prop.test(4, 40, correct = FALSE)$conf.int
  expect(total.interval!.low).toBeCloseTo(0.0395795286826064, 12);
  expect(total.interval!.high).toBeCloseTo(0.230517752275223, 12);
  const other = sliceCube(cube, [], [], { average: 'micro', measure: 'absolute' }).total;
  expect(other.interval!.method).toBe('CR2');
});

test('a share with several observations per cluster keeps the clustered interval', () => {
  const rows = pairs(60).map((r) => ({ ...r, error: r.item % 10 === 0 ? 1 : 0 }));
  const { total } = sliceCube(cubeOf(rows, 0, true), [], [], {
    average: 'micro',
    measure: 'disagreement',
  });
  expect(total.interval!.method).toBe('CR1');
});

test('the root of the mean squared error is not squared twice', () => {
  const rows = pairs(8).map((r) => ({ ...r, error: r.error! ** 2 }));
  const { total } = sliceCube(cubeOf(rows, 0, true), [], [], {
    average: 'micro',
    measure: 'squared',
  });
  expect(total.rmse).toBeCloseTo(Math.sqrt(total.mean), 12);
});

test('an unknown facet throws and is named', () => {
  const cube = cubeOf(pairs(3), 0, true);
  const options = { average: 'micro', measure: 'signed' } as const;
  expect(() => sliceCube(cube, [], [['colour']], options)).toThrow('colour');
  const filters = [{ facet: 'colour', allowed: Uint8Array.from([1]) }];
  expect(() => sliceCube(cube, filters, [], options)).toThrow('colour');
});
