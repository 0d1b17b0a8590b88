import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finish } from '../../../../src/stats/optimize/steps.ts';
import { seededRandom } from '../../../../src/stats/resample/random.ts';
import { compareLevels } from '../../../../src/stats/slices/compare-levels.ts';
import { comparePair } from '../../../../src/stats/slices/compare-pair.ts';
import { matchErrors } from '../../../../src/stats/slices/match-errors.ts';
import { tCdf } from '../../../../src/stats/special/t-cdf.ts';
import { denseClustered } from './dense-clustered.ts';
import { arbitraryFilters, arbitraryRows, cubeOf } from './rows.ts';
import type { Row } from './rows.ts';

const average = fc.constantFrom('micro', 'macro');

/** Pairs of models straight from the rows: match on prompt, task and item, average within task and item. */
function naivePair(rows: readonly Row[], a: number, b: number, macro: boolean) {
  const units = new Map<string, { task: number; cluster: number; pairs: [number, number][] }>();
  const meanOf = (model: number, like: Row): number | null => {
    const same = rows.filter(
      (r) =>
        r.error !== null &&
        r.model === model &&
        r.prompt === like.prompt &&
        r.task === like.task &&
        r.item === like.item,
    );
    return same.length === 0 ? null : same.reduce((s, r) => s + r.error!, 0) / same.length;
  };
  const seen = new Set<string>();
  for (const row of rows) {
    const key = [row.task, row.item].join();
    const circumstance = [key, row.prompt].join();
    if (seen.has(circumstance)) continue;
    seen.add(circumstance);
    const [x, y] = [meanOf(a, row), meanOf(b, row)];
    if (x === null || y === null) continue;
    const unit = units.get(key) ?? { task: row.task, cluster: row.cluster, pairs: [] };
    unit.pairs.push([x, y]);
    units.set(key, unit);
  }
  const list = [...units.values()];
  const mean = (values: number[]): number => values.reduce((s, v) => s + v, 0) / values.length;
  const xs = list.map((u) => mean(u.pairs.map(([x]) => x)));
  const ys = list.map((u) => mean(u.pairs.map(([, y]) => y)));
  const stratum = list.map((u) => (macro ? u.task : 0));
  const cluster = list.map((u) => u.cluster);
  const lone = stratum.some((s) => new Set(cluster.filter((_, i) => stratum[i] === s)).size < 2);
  const dense =
    list.length > 0
      ? denseClustered(
          xs.map((x, i) => x - ys[i]!),
          stratum,
          cluster,
          'CR2',
        )
      : null;
  const deviations = (v: number[]): number[] => v.map((value) => value - mean(v));
  const dot = (v: number[], w: number[]): number => v.reduce((s, value, i) => s + value * w[i]!, 0);
  const [dx, dy] = [deviations(xs), deviations(ys)];
  return {
    items: list.length,
    clusters: new Set(cluster).size,
    difference: dense?.mean ?? NaN,
    variance: dense && !lone ? dense.variance : null,
    df: dense?.df ?? NaN,
    // Null where one side hardly varies, so that rounding would decide.
    correlation:
      Math.min(dot(dx, dx), dot(dy, dy)) < 1e-8
        ? null
        : dot(dx, dy) / Math.sqrt(dot(dx, dx) * dot(dy, dy)),
  };
}

test('paired differences of random cells equal a direct computation with full matrices', () => {
  fc.assert(
    fc.property(
      arbitraryRows({ minimum: 6 }),
      arbitraryFilters(),
      average,
      fc.boolean(),
      (rows, filters, how, rolledUp) => {
        const kept = rows.filter((row) =>
          filters.every((f) => f.facet === 'model' || f.allowed[row[f.facet as 'task']] === 1),
        );
        const matched = finish(matchErrors(cubeOf(rows, -0.7, rolledUp), 'model', filters));
        for (const [a, b] of [
          [0, 1],
          [2, 0],
        ] as const) {
          const found = comparePair(matched, a, b, how);
          const expected = naivePair(kept, a, b, how === 'macro');
          expect([found.items, found.clusters]).toEqual([expected.items, expected.clusters]);
          if (expected.items === 0) {
            expect(found).toMatchObject({ difference: NaN, interval: null, p: null });
            continue;
          }
          expect(found.difference).toBeCloseTo(expected.difference, 10);
          expect(found.interval === null).toBe(expected.variance === null);
          if (!found.interval || expected.variance === null) continue;
          expect(found.interval.se ** 2).toBeCloseTo(expected.variance, 10);
          expect(Math.abs(found.interval.df / expected.df - 1)).toBeLessThan(1e-9);
          if (expected.variance < 1e-12) continue;
          const t = -Math.abs(expected.difference) / Math.sqrt(expected.variance);
          expect(found.p!).toBeCloseTo(2 * tCdf(t, expected.df), 9);
          if (expected.correlation !== null)
            expect(found.correlation).toBeCloseTo(expected.correlation, 7);
        }
      },
    ),
    { numRuns: 200, seed: 21 },
  );
});

/** Errors of two or more models on items of one task, one cluster to an item. */
function items(errors: readonly (readonly number[])[]): Row[] {
  return errors.flatMap((ofModels, item) =>
    ofModels.map((error, model) => ({ model, prompt: 0, task: 0, item, cluster: item, error })),
  );
}

function wideCube(rows: readonly Row[]) {
  return { ...cubeOf(rows, 0, true), levels: { model: 60, prompt: 1, task: 1, item: 500 } };
}

test('one observation per item gives the paired t-test', () => {
  const differences = [0.3, -0.1, 0.5, 0.2, 0.9, -0.4, 0.35, 0.1];
  const rows = items(differences.map((d, i) => [2 + Math.sin(i) + d, 2 + Math.sin(i)]));
  const [pair] = finish(compareLevels(wideCube(rows), 'model', [], 'micro')).pairs;
  // R 4.2.2: t.test(c(.3,-.1,.5,.2,.9,-.4,.35,.1))
  expect(pair!.difference).toBeCloseTo(0.23125, 12);
  expect(pair!.interval!.low).toBeCloseTo(-0.0947962454626583, 10);
  expect(pair!.interval!.high).toBeCloseTo(0.557296245462658, 10);
  expect(pair!.p!).toBeCloseTo(0.137419875381762, 10);
  expect(pair!.interval!.df).toBe(7);
});

test('what differs on every item by the same amount is certain', () => {
  const rows = items([1, 2, 3].map((x) => [x, x + 0.5, x]));
  const { pairs, levels } = finish(compareLevels(wideCube(rows), 'model', [], 'micro'));
  expect(pairs.map((p) => p.p)).toEqual([0, 1, 0]);
  expect(levels.map((l) => [l.code, l.rank, l.letters])).toEqual([
    [0, 1, ['a']],
    [2, 1, ['a']],
    [1, 3, ['b']],
  ]);
});

test('one cluster, one item and nothing shared give no p and tell nothing apart', () => {
  const one = finish(compareLevels(wideCube(items([[1, 5]])), 'model', [], 'micro'));
  expect(one.pairs[0]).toMatchObject({ items: 1, difference: -4, interval: null, adjusted: null });
  expect(one.levels.map((l) => l.rank)).toEqual([1, 1]);
  const apart = items([[1], [2]]).concat(
    [3, 4].map((item) => ({ model: 1, prompt: 0, task: 0, item, cluster: item, error: 9 })),
  );
  const none = finish(compareLevels(wideCube(apart), 'model', [], 'macro'));
  expect(none.pairs[0]).toMatchObject({ items: 0, difference: NaN, p: null });
  expect(none.levels.map((l) => l.letters)).toEqual([['a'], ['a']]);
  expect(finish(compareLevels(wideCube([]), 'model', [], 'micro'))).toEqual({
    levels: [],
    pairs: [],
  });
});

test('ranks count the levels that are significantly better after adjustment', () => {
  const random = seededRandom(31);
  const truth = [0, 0.02, 0.9, 0.92, 2];
  const rows = items(
    Array.from({ length: 80 }, () => {
      const difficulty = 2 * random.normal();
      return truth.map((t) => 3 + t + difficulty + 0.5 * random.normal());
    }),
  );
  const { levels, pairs } = finish(compareLevels(wideCube(rows), 'model', [], 'micro'));
  expect(levels.map((l) => l.rank)).toEqual([1, 1, 3, 3, 5]);
  expect(levels.map((l) => l.letters!.join())).toEqual(['a', 'a', 'b', 'b', 'c']);
  expect(pairs).toHaveLength(10);
  expect(pairs.every((p) => p.adjusted! >= p.p!)).toBe(true);
  // Difficulty is shared: without pairing, the interval would be five times as wide.
  expect(Math.min(...pairs.map((p) => p.correlation))).toBeGreaterThan(0.85);
});

test('a paired test under no difference rejects at its level, with few and unequal clusters', () => {
  const random = seededRandom(32);
  let rejected = 0;
  const studies = 2000;
  for (let study = 0; study < studies; study++) {
    const rows: Row[] = [];
    let item = 0;
    for (let cluster = 0; cluster < 12; cluster++) {
      const common = 0.7 * random.normal();
      for (let i = 0; i <= cluster % 5; i++, item++) {
        for (const model of [0, 1]) {
          const error = (model === 0 ? common : 0) + random.normal();
          rows.push({ model, prompt: 0, task: 0, item, cluster, error });
        }
      }
    }
    const [pair] = finish(compareLevels(wideCube(rows), 'model', [], 'micro')).pairs;
    if (pair!.p! < 0.05) rejected++;
  }
  expect(rejected / studies).toBeLessThan(0.065);
  expect(rejected / studies).toBeGreaterThan(0.03);
});

test('the order of two models turns the sign and nothing else', () => {
  fc.assert(
    fc.property(arbitraryRows({ minimum: 6 }), average, (rows, how) => {
      const matched = finish(matchErrors(cubeOf(rows, 0, true), 'model', []));
      const forward = comparePair(matched, 0, 1, how);
      const backward = comparePair(matched, 1, 0, how);
      expect(forward.items).toBe(backward.items);
      if (forward.items === 0) return;
      expect(forward.difference).toBeCloseTo(-backward.difference, 12);
      if (forward.p !== null) expect(forward.p).toBeCloseTo(backward.p!, 10);
    }),
    { seed: 22 },
  );
});
