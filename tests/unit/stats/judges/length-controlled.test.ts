import { describe, expect, test } from 'vitest';
import { gamesOf } from '../../../../src/stats/judges/games.ts';
import { EFFECTS, lengthControlled } from '../../../../src/stats/judges/length-controlled.ts';
import type { Comparisons, NameRoles } from '../../../../src/stats/judges/types.ts';

/** Names 0 and 1 are models that judge, 2 writes only; each is its own identity. */
const roles: NameRoles = {
  names: 3,
  identity: Int32Array.of(0, 1, 2),
  family: Int32Array.of(-1, -1, -1),
  human: new Uint8Array(3),
};
const everything = { own: 'own', sources: null, tasks: null, judges: null } as const;

interface Verdict {
  readonly judge: number;
  readonly a: number;
  readonly b: number;
  readonly share: number;
  readonly item: number;
  readonly orders: 'both' | 'forward';
}

function comparisons(verdicts: readonly Verdict[]): Comparisons {
  const all = (of: (v: Verdict) => number) => Int32Array.from(verdicts, of);
  const nothing = all(() => -1);
  return {
    count: verdicts.length,
    question: new Int8Array(verdicts.length),
    judge: all((v) => v.judge),
    a: all((v) => v.a),
    b: all((v) => v.b),
    task: nothing,
    item: all((v) => v.item),
    prompt: nothing,
    run: nothing,
    preference: Float64Array.from(verdicts, (v) => v.share),
    forward: Int8Array.from(verdicts, () => 1),
    backward: Int8Array.from(verdicts, (v) => (v.orders === 'both' ? 1 : -1)),
    lengthDifference: new Float64Array(verdicts.length).fill(NaN),
  };
}

const fitted = (verdicts: readonly Verdict[]) =>
  lengthControlled(gamesOf(comparisons(verdicts), roles, everything), roles);

describe('logistic regression of wins', () => {
  test('asked in both orders with own texts always A, own is the log odds of their share', () => {
    const verdicts = Array.from({ length: 90 }, (_, i): Verdict => ({
      judge: i % 2,
      a: i % 2,
      b: 2,
      share: ((i * 37) % 10) / 10,
      item: i >> 1,
      orders: 'both',
    }));
    const [plain] = fitted(verdicts);
    expect(plain.problem).toBeNull();
    expect(plain.n).toBe(90);
    expect(plain.coefficients.map(({ name }) => name)).toEqual([EFFECTS.own]);
    const p = verdicts.reduce((sum, v) => sum + v.share, 0) / verdicts.length;
    const [own] = plain.coefficients;
    expect(own.estimate).toBeCloseTo(Math.log(p / (1 - p)), 8);
    // The delta method by hand: sums of residuals per item over n p (1 - p), with the factors of CR1.
    const items = 45;
    let squares = 0;
    for (let item = 0; item < items; item++) {
      const sum = verdicts.filter((v) => v.item === item).reduce((all, v) => all + v.share - p, 0);
      squares += sum * sum;
    }
    const factor = (items / (items - 1)) * (179 / 178);
    expect(own.se).toBeCloseTo(Math.sqrt(factor * squares) / (90 * p * (1 - p)), 8);
  });

  test('one order keeps the advantage of the first place', () => {
    const verdicts = Array.from({ length: 400 }, (_, i): Verdict => {
      const isFirst = (i >> 1) % 2 === 0;
      const judge = i % 2;
      return {
        judge,
        a: isFirst ? judge : 2,
        b: isFirst ? 2 : judge,
        share: Number((i * 37) % 100 < (isFirst ? 80 : 45)),
        item: i,
        orders: 'forward',
      };
    });
    const [plain] = fitted(verdicts);
    const rate = (first: boolean): number => {
      const of = verdicts.filter((v) => (v.a !== 2) === first);
      const p = of.reduce((sum, v) => sum + v.share, 0) / of.length;
      return Math.log(p / (1 - p));
    };
    const of = (name: string) => plain.coefficients.find((c) => c.name === name)!.estimate;
    expect(of('(intercept)')).toBeCloseTo((rate(true) + rate(false)) / 2, 8);
    expect(of(EFFECTS.own)).toBeCloseTo((rate(true) - rate(false)) / 2, 8);
  });
});
