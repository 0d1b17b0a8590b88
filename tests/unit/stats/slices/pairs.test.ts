import { expect, test } from 'vitest';
import { finish } from '../../../../src/stats/optimize/steps.ts';
import { compareLevels } from '../../../../src/stats/slices/compare-levels.ts';
import { itemsNeeded, minimumDetectableDifference } from '../../../../src/stats/slices/power.ts';
import { wilsonInterval } from '../../../../src/stats/slices/wilson-interval.ts';
import stored from './pairs.json';
import { cubeOf } from './rows.ts';

const CLOSE = 1e-10;

test.each(stored.studies)('paired comparisons are those of R: $name', (study) => {
  const errors = study.errors as (number | null)[][];
  const rows = errors.flatMap((ofModel, model) =>
    ofModel.map((error, item) => ({
      ...{ model, prompt: 0, item, error },
      task: study.task[item]! - 1,
      cluster: study.cluster[item]!,
    })),
  );
  const levels = { model: 4, prompt: 1, task: 3, item: 60 };
  for (const average of ['micro', 'macro'] as const) {
    const { pairs } = finish(
      compareLevels({ ...cubeOf(rows, 0.3, true), levels }, 'model', [], average),
    );
    expect(pairs).toHaveLength(study.pairs.length);
    pairs.forEach((pair, i) => {
      const expected = study.pairs[i]!;
      const [difference, se, df, p] = expected[average];
      const near = (found: number, value: number): void =>
        expect(Math.abs(found - value)).toBeLessThan(CLOSE * Math.max(1, Math.abs(value)));
      expect([pair.a, pair.b]).toEqual([expected.a, expected.b]);
      expect([pair.items, pair.clusters]).toEqual([expected.items, expected.clusters]);
      near(pair.difference, difference!);
      near(pair.interval!.se, se!);
      near(pair.interval!.df, df!);
      near(pair.p!, p!);
      near(pair.adjusted!, [study.holm[average]].flat()[i]!);
      near(pair.correlation, expected.correlation);
      near(pair.naiveSe, expected.naive);
      near(pair.unpairedSe, expected.unpaired);
    });
  }
});

test.each(stored.power)(
  'differences and items of a power of 80 % are those of R: df $df',
  (one) => {
    const least = minimumDetectableDifference(one);
    expect(Math.abs(least / one.least - 1)).toBeLessThan(CLOSE);
    one.differences.forEach((difference, i) =>
      expect(itemsNeeded(one, difference)).toBe(one.needed[i]),
    );
  },
);

test.each(stored.wilson)('%d of %d has the interval of prop.test', (right, n, low, high) => {
  const found = wilsonInterval(right / n, n);
  expect(found.low).toBeCloseTo(low, 12);
  expect(found.high).toBeCloseTo(high, 12);
});
