import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bradleyTerry } from '../../../../src/stats/judges/bradley-terry.ts';
import { agreementOf } from '../../../../src/stats/judges/kappa.ts';
import type { Interval } from '../../../../src/stats/judges/kappa.ts';
import { predictionPowered } from '../../../../src/stats/judges/prediction-powered.ts';

type Values<Names extends string> = Record<Names, number[]>;

/** Made by judges.R. */
const independent = JSON.parse(readFileSync(join(import.meta.dirname, 'judges.json'), 'utf8')) as {
  kappa: Values<'item' | 'people' | 'judge' | 'agreement' | 'decided' | 'kappa'>;
  ppi: Values<'y' | 'f' | 'item' | 'unlabelled' | 'unlabelledItem' | 'clustered' | 'simple'>;
  bradleyTerry: Values<'a' | 'b' | 'item' | 'share' | 'strength' | 'se'>;
};
const TOLERANCE = 1e-8;

function expectClose(found: readonly (number | null)[], wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length);
  wanted.forEach((value, i) => expect(Math.abs(found[i]! - value)).toBeLessThan(TOLERANCE));
}

const whole = (interval: Interval | null): (number | null)[] => [
  interval!.value,
  interval!.low,
  interval!.high,
];

test('agreement and kappa with their jackknife intervals are those of R', () => {
  const { kappa } = independent;
  const found = agreementOf({
    count: kappa.item.length,
    judge: Uint8Array.from(kappa.judge),
    people: Uint8Array.from(kappa.people),
    item: Int32Array.from(kappa.item),
  });
  expectClose(whole(found.agreement), kappa.agreement);
  expectClose(whole(found.decided), kappa.decided);
  expectClose(whole(found.kappa), kappa.kappa);
  expect(found.items).toBe(40);
});

test('kappa of two raters that always say the same one thing is not given', () => {
  const same = Uint8Array.of(2, 2, 2);
  const found = agreementOf({ count: 3, judge: same, people: same, item: Int32Array.of(0, 1, 2) });
  expect(found.kappa).toBeNull();
  expect(found.agreement.value).toBe(1);
});

test('prediction-powered means are those of R, clustered and with one example per item', () => {
  const { ppi } = independent;
  const sample = {
    y: Float64Array.from(ppi.y),
    f: Float64Array.from(ppi.f),
    item: Int32Array.from(ppi.item),
    unlabelled: Float64Array.from(ppi.unlabelled),
    unlabelledItem: Int32Array.from(ppi.unlabelledItem),
  };
  const clustered = predictionPowered(sample)!;
  expectClose(
    [clustered.value, clustered.se, clustered.low, clustered.high, clustered.lambda],
    ppi.clustered,
  );
  const simple = predictionPowered({
    ...sample,
    item: Int32Array.from(ppi.y, (_, i) => i),
    unlabelledItem: Int32Array.from(ppi.unlabelled, (_, i) => i),
  })!;
  expectClose([simple.value, simple.se, simple.lambda], ppi.simple);
  expect(simple.se).toBeLessThan(simple.people.se);
});

test('a judge that says nothing of people gets no weight, and one labelled item gives nothing', () => {
  const noise = predictionPowered({
    y: Float64Array.of(0, 1, 0, 1),
    f: Float64Array.of(1, 0, 1, 0),
    item: Int32Array.of(0, 1, 2, 3),
    unlabelled: Float64Array.of(1, 0, 0, 1, 1),
    unlabelledItem: Int32Array.of(4, 5, 6, 7, 8),
  })!;
  expect(noise.lambda).toBe(0);
  expect(noise.value).toBe(0.5);
  expect(noise.se).toBeCloseTo(noise.people.se, 14);
  const one = Float64Array.of(1);
  const item = Int32Array.of(0);
  expect(
    predictionPowered({ y: one, f: one, item, unlabelled: one, unlabelledItem: item }),
  ).toBeNull();
});

function winsOf(
  models: number,
  games: readonly (readonly [a: number, b: number, share: number])[],
): { models: number; wins: Float64Array } {
  const wins = new Float64Array(models * models);
  for (const [a, b, share] of games) {
    wins[a * models + b] += share;
    wins[b * models + a] += 1 - share;
  }
  return { models, wins };
}

test('Bradley-Terry strengths and clustered standard errors are those of R', () => {
  const { a, b, share, item, strength, se } = independent.bradleyTerry;
  const { ratings, unrated } = bradleyTerry(
    winsOf(
      5,
      a.map((model, i) => [model, b[i], share[i]]),
    ),
    {
      a: Int32Array.from(a),
      b: Int32Array.from(b),
      share: Float64Array.from(share),
      item: Int32Array.from(item),
    },
  );
  const byModel = ratings.toSorted((x, y) => x.model - y.model);
  expectClose(
    byModel.map((r) => r.strength),
    strength,
  );
  expectClose(
    byModel.map((r) => r.se),
    se,
  );
  expect(unrated).toEqual([]);
});

test('a model that won or lost every comparison is named, not rated', () => {
  const { ratings, unrated } = bradleyTerry(
    winsOf(5, [
      [0, 1, 1],
      [0, 2, 1],
      [1, 2, 0.5],
      [1, 2, 1],
      [2, 3, 1],
    ]),
    null,
  );
  expect(ratings.map((r) => r.model)).toEqual([1, 2]);
  expect(unrated).toEqual([0, 3, 4]);
  expect(ratings[0].strength).toBeCloseTo(Math.log(3) / 2, 10);
});
