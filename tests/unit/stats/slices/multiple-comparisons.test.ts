import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holm } from '../../../../src/stats/slices/holm.ts';
import { indistinctSets, letter } from '../../../../src/stats/slices/letters.ts';

test('adjusted p values are those of R', () => {
  // R 4.2.2: p.adjust(c(.01, .04, .03, .005, .2, .04), "holm")
  const expected = [0.05, 0.12, 0.12, 0.03, 0.2, 0.12];
  holm([0.01, 0.04, 0.03, 0.005, 0.2, 0.04]).forEach((p, i) =>
    expect(p).toBeCloseTo(expected[i]!, 14),
  );
  expect(holm([])).toEqual([]);
});

test('adjusted p values are no smaller, at most 1, and keep the order', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }), (p) => {
      const adjusted = holm(p);
      adjusted.forEach((value, i) => {
        expect(value).toBeGreaterThanOrEqual(p[i]!);
        expect(value).toBeLessThanOrEqual(1);
        adjusted.forEach((other, j) => {
          if (p[i]! < p[j]!) expect(value).toBeLessThanOrEqual(other);
          if (p[i] === p[j]) expect(value).toBe(other);
        });
      });
    }),
    { seed: 41 },
  );
});

/** All maximal sets without a differing pair, by trying every subset. */
function everyMaximalSet(count: number, differ: (a: number, b: number) => boolean): string[] {
  const alike = Array.from({ length: 2 ** count }, (_, bits) => bits).filter((bits) => {
    const members = Array.from({ length: count }, (_, i) => i).filter((i) => bits & (1 << i));
    return members.every((a) => members.every((b) => a >= b || !differ(a, b)));
  });
  return alike
    .filter((bits) => bits > 0 && !alike.some((other) => other !== bits && (other & bits) === bits))
    .map((bits) =>
      Array.from({ length: count }, (_, i) => i)
        .filter((i) => bits & (1 << i))
        .join(),
    )
    .sort();
}

test('sets that cannot be told apart are all the maximal ones, and only those', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 7 }),
      fc.uniqueArray(fc.tuple(fc.nat(6), fc.nat(6)), { maxLength: 15 }),
      (count, pairs) => {
        const differ = (a: number, b: number): boolean =>
          a !== b && pairs.some(([x, y]) => (x === a && y === b) || (x === b && y === a));
        const sets = indistinctSets(count, differ)!;
        expect(sets.map((set) => set.join()).sort()).toEqual(everyMaximalSet(count, differ));
      },
    ),
    { seed: 42 },
  );
});

test('being indistinct is not passed on: a middle level carries both letters', () => {
  const sets = indistinctSets(3, (a, b) => Math.abs(a - b) === 2);
  expect(sets).toEqual([
    [0, 1],
    [1, 2],
  ]);
  expect(indistinctSets(0, () => true)).toEqual([]);
});

test('a crowd of sets is given up rather than drawn', () => {
  // Twelve triples of mutually differing levels: 3^12 maximal sets.
  const differ = (a: number, b: number): boolean => Math.floor(a / 3) === Math.floor(b / 3);
  expect(indistinctSets(36, differ)).toBeNull();
});

test('letters go on after z', () => {
  expect([0, 25, 26, 51, 52].map(letter)).toEqual(['a', 'z', 'aa', 'az', 'ba']);
});
