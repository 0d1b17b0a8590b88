import { expect, test } from 'vitest';
import { itemMean, meanOf } from '../../../../src/stats/judges/item-mean.ts';
import { seededRandom } from '../../../../src/stats/resample/random.ts';

/** The same by the general code for strata, of which there is one. */
function general(values: Float64Array, item: Int32Array) {
  const kept = values.filter((v) => !Number.isNaN(v));
  const clusters = item.filter((_, i) => !Number.isNaN(values[i]));
  const none = new Int32Array(kept.length);
  return meanOf(kept, clusters, none, kept.length, 1, new Set(clusters).size);
}

test.each([
  ['uneven clusters', (random: () => number) => 1 + Math.floor(4 * random())],
  ['clusters of one size', () => 3],
  ['one value each', () => 1],
])('a clustered mean is that of the general code: %s', (_, sizeOf) => {
  const random = seededRandom(11);
  const item: number[] = [];
  for (let c = 0; c < 70; c++)
    for (let k = sizeOf(() => random.uniform()); k > 0; k--) item.push(2 * c);
  const values = Float64Array.from(item, (c) =>
    c % 10 === 8 ? NaN : Math.sin(c) + random.normal(),
  );
  const rows = Int32Array.from(item, (_, i) => i);
  const found = itemMean(values, Int32Array.from(item), rows)!;
  const wanted = general(values, Int32Array.from(item));
  for (const key of ['value', 'low', 'high', 'se', 'n', 'clusters'] as const)
    expect(found[key]).toBeCloseTo(wanted[key]!, 12);
});

test('one cluster has a mean and no interval; no value has neither', () => {
  const rows = Int32Array.of(0, 1);
  const item = Int32Array.of(4, 4);
  expect(itemMean(Float64Array.of(1, 2), item, rows)).toEqual({
    value: 1.5,
    low: null,
    high: null,
    se: null,
    n: 2,
    clusters: 1,
  });
  expect(itemMean(Float64Array.of(NaN, NaN), item, rows)).toBeNull();
});
