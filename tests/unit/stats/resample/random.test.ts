import { expect, test } from 'vitest';
import { seededRandom } from '../../../../src/stats/resample/random.ts';

test('the same seed gives the same stream and another seed another', () => {
  const draw = (seed: number): number[] => {
    const random = seededRandom(seed);
    return Array.from({ length: 20 }, () => random.uniform());
  };
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
});

test('uniforms lie in [0, 1) with the mean and variance of the uniform distribution', () => {
  const random = seededRandom(1);
  const n = 100_000;
  let sum = 0;
  let squares = 0;
  let inside = true;
  for (let i = 0; i < n; i++) {
    const u = random.uniform();
    inside &&= u >= 0 && u < 1;
    sum += u;
    squares += u * u;
  }
  expect(inside).toBe(true);
  expect(Math.abs(sum / n - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / n));
  expect(Math.abs(squares / n - 1 / 3)).toBeLessThan(4 * Math.sqrt(4 / 45 / n));
});

test('normals have the moments of the standard normal distribution', () => {
  const random = seededRandom(2);
  const n = 100_000;
  const sums = [0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const z = random.normal();
    for (let k = 0; k < 4; k++) sums[k]! += z ** (k + 1);
  }
  const expected = [0, 1, 0, 3];
  const variances = [1, 2, 15, 96];
  sums.forEach((sum, k) => {
    expect(Math.abs(sum / n - expected[k]!)).toBeLessThan(4 * Math.sqrt(variances[k]! / n));
  });
});

test('integers below n are equally likely', () => {
  const random = seededRandom(3);
  const counts = new Float64Array(7);
  for (let i = 0; i < 70_000; i++) counts[random.below(7)]!++;
  let chiSquared = 0;
  for (const count of counts) chiSquared += (count - 10_000) ** 2 / 10_000;
  // 99.9 % point of chi-squared on 6.
  expect(chiSquared).toBeLessThan(22.458);
});

test('a shuffle keeps the values and makes every order equally likely', () => {
  const random = seededRandom(4);
  const orders = new Map<string, number>();
  for (let i = 0; i < 24_000; i++) {
    const order = random.shuffle(['a', 'b', 'c', 'd']).join('');
    orders.set(order, (orders.get(order) ?? 0) + 1);
  }
  expect(orders.size).toBe(24);
  let chiSquared = 0;
  for (const count of orders.values()) chiSquared += (count - 1000) ** 2 / 1000;
  // 99.9 % point of chi-squared on 23.
  expect(chiSquared).toBeLessThan(49.728);
});
