import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finish } from '../../../../src/stats/optimize/steps.ts';
import { seededRandom } from '../../../../src/stats/resample/random.ts';
import { removable as removableInSteps } from '../../../../src/stats/slices/removable.ts';
import type { RemovableOptions } from '../../../../src/stats/slices/removable.ts';
import type { CodedRemovable, NoChoice } from '../../../../src/stats/slices/types.ts';
import { naiveRemovable } from './naive-removable.ts';
import { arbitraryFilters, arbitraryRows, cubeOf, LEVELS } from './rows.ts';
import type { Row } from './rows.ts';

const OPTIONS: RemovableOptions = { measure: 'absolute', average: 'micro', seed: 11, splits: 30 };

const removable = (...asked: Parameters<typeof removableInSteps>) =>
  finish(removableInSteps(...asked));

function answered(found: CodedRemovable | NoChoice): CodedRemovable {
  if ('code' in found) throw new Error(found.message);
  return found;
}

/** Every combination on every item: error = 3 + effect of the combination + item + noise. */
function complete(effects: readonly number[], items: number, noise: number, seed: number): Row[] {
  const random = seededRandom(seed);
  return Array.from({ length: items }, (_, item) => {
    const difficulty = 0.5 * random.normal();
    return effects.map((effect, k) => ({
      model: k >> 1,
      prompt: k & 1,
      task: 0,
      item,
      cluster: item,
      error: 3 + effect + difficulty + noise * random.normal(),
    }));
  }).flat();
}

function wideCube(rows: readonly Row[]) {
  const cube = cubeOf(rows, 0, true);
  return { ...cube, levels: { ...LEVELS, model: 50, item: 1000 } };
}

for (const average of ['micro', 'macro'] as const) {
  test(`${average} best and average equal a direct computation with full normal equations`, () => {
    let compared = 0;
    fc.assert(
      fc.property(
        arbitraryRows({ minimum: 8 }),
        arbitraryFilters(),
        fc.boolean(),
        (rows, filters, squared) => {
          // Well above zero and without ties, so that neither ratio nor choice hangs on rounding.
          const shifted = rows.map((r, i) => ({
            ...r,
            error: r.error === null ? null : r.error + 9 + 0.3 * Math.sin(i * i + r.error),
          }));
          const options: RemovableOptions = {
            ...OPTIONS,
            average,
            measure: squared ? 'signed' : 'absolute',
          };
          const found = removable(cubeOf(shifted, 4, true), filters, options);
          const kept = shifted.filter(
            (row) =>
              row.error !== null && filters.every((f) => f.allowed[row[f.facet as 'model']] === 1),
          );
          const expected = naiveRemovable(kept, squared, average, OPTIONS.seed, OPTIONS.splits);
          if ('code' in found) {
            expect(found.code).toBe(expected.code);
            return;
          }
          compared++;
          expect(Math.abs(found.average / expected.average - 1)).toBeLessThan(1e-8);
          expect(Math.abs(found.best / expected.best - 1)).toBeLessThan(1e-8);
        },
      ),
      { numRuns: 300, seed: 12 },
    );
    expect(compared).toBeGreaterThan(30);
  });
}

test('a combination that is clearly best is chosen always, and removes what it should', () => {
  const effects = [0, 0, 0, 0, 0, -1];
  const found = answered(removable(wideCube(complete(effects, 100, 0.2, 1)), [], OPTIONS));
  expect(found.choice).toEqual([2, 1]);
  expect(found.choiceFrequency).toBe(1);
  expect(Math.abs(found.best - 2)).toBeLessThan(0.15);
  expect(Math.abs(found.average - (3 - 1 / 6))).toBeLessThan(0.15);
  expect(found.average - found.best).toBeCloseTo(5 / 6, 1);
  expect(found.low!).toBeLessThan(found.share);
  expect(found.high!).toBeGreaterThan(found.share);
});

test('equal combinations remove nothing, where the best on all items would seem to', () => {
  const rows = complete(Array<number>(20).fill(0), 60, 1, 2);
  const found = answered(removable(wideCube(rows), [], OPTIONS));
  const means = Array.from({ length: 20 }, (_, k) => {
    const own = rows.filter((r) => 2 * r.model + r.prompt === k);
    return own.reduce((sum, r) => sum + r.error!, 0) / own.length;
  });
  expect(1 - Math.min(...means) / found.average).toBeGreaterThan(0.05);
  expect(found.share).toBeLessThan(0.03);
  expect(found.low!).toBeLessThan(0);
});

test('a model that skips the hard items does not look better for it', () => {
  const effects = [0, 0.1, 0.2, -0.2, 0.3, 0];
  const rows = complete(effects, 40, 0, 3);
  const full = answered(removable(wideCube(rows), [], OPTIONS));
  const skipping = rows.filter((r, _, all) => {
    const hard = all.filter((o) => o.item === r.item).some((o) => o.error! > 3.6);
    return !(hard && r.model === 2 && r.prompt === 0);
  });
  expect(skipping.length).toBeLessThan(rows.length);
  const found = answered(removable(wideCube(skipping), [], OPTIONS));
  expect(found.choice).toEqual([1, 1]);
  expect(found.choiceFrequency).toBe(1);
  expect(found.average - found.best).toBeCloseTo(full.average - full.best, 8);
});

test('the 95 % interval covers, also where several combinations are nearly best', () => {
  // Items are drawn anew each time. What should be covered is what a choice on half of them removes.
  for (const spread of [0, 0.1, 0.6]) {
    const effects = [-1, -0.8, -0.6, 0.2, 0.9, 1.3].map((x) => spread * x);
    const studies = Array.from({ length: 120 }, (_, study) =>
      answered(removable(wideCube(complete(effects, 40, 0.5, 1000 + study)), [], OPTIONS)),
    );
    const target = studies.reduce((sum, s) => sum + s.share, 0) / studies.length;
    const covered = studies.filter((s) => s.low! <= target && target <= s.high!).length;
    // Below 0.9 with probability 0.01 if the rate is 0.95.
    expect(covered / studies.length).toBeGreaterThan(0.89);
  }
});

test('the same seed gives the same answer', () => {
  const cube = wideCube(complete([0, 0.1, 0.2, 0.1], 30, 0.5, 4));
  expect(removable(cube, [], OPTIONS)).toEqual(removable(cube, [], OPTIONS));
  const other = answered(removable(cube, [], { ...OPTIONS, seed: 12 }));
  expect(other.best).not.toBe(answered(removable(cube, [], OPTIONS)).best);
});

test('what leaves nothing to choose is said in words', () => {
  const rows = complete([0, 0.1, 0.2, 0.1], 10, 0.5, 5);
  const code = (kept: readonly Row[]): string =>
    (removable(wideCube(kept), [], OPTIONS) as NoChoice).code;
  expect(code([])).toBe('one-combination');
  expect(code(rows.filter((r) => r.model === 0 && r.prompt === 1))).toBe('one-combination');
  expect(code(rows.filter((r) => r.item === 3))).toBe('one-cluster');
  expect(code(rows.filter((r) => (r.model === 0) === r.item < 5))).toBe('no-shared-items');
  expect(code(rows.map((r) => ({ ...r, error: 0 })))).toBe('no-error');
});

test('signed errors are squared first, so that opposite errors do not cancel', () => {
  const rows = complete([0, 0, 0, 0], 30, 0, 6).map((r) => ({
    ...r,
    error: r.model === 0 ? (r.item % 2 === 0 ? 2 : -2) : 1,
  }));
  const found = answered(removable(wideCube(rows), [], { ...OPTIONS, measure: 'signed' }));
  expect(found).toMatchObject({ of: 'squared error', average: 2.5, best: 1, share: 0.6 });
  expect(found.choice[0]).toBe(1);
});
