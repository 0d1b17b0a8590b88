import { describe, expect, test } from 'vitest';
import { scoreMatrix } from '../../../../src/stats/agreement/score-matrix.ts';
import { benchmarkWeights } from '../../../../src/stats/ensembles/benchmark-weights.ts';
import { compareEnsemble } from '../../../../src/stats/ensembles/compare-ensemble.ts';
import { condorcetGap, rightAnswers } from '../../../../src/stats/ensembles/condorcet.ts';
import { ensembleCurve } from '../../../../src/stats/ensembles/ensemble-curve.ts';
import {
  effectiveNumber,
  errorFloor,
  errorMoments,
} from '../../../../src/stats/ensembles/error-floor.ts';
import { panelOf } from '../../../../src/stats/ensembles/panel.ts';
import type { Panel } from '../../../../src/stats/ensembles/panel.ts';
import { nearestGrade } from '../../../../src/stats/ensembles/score-error.ts';
import type { EnsembleOptions, Rule } from '../../../../src/stats/ensembles/types.ts';
import { matrixOf } from '../agreement/matrix.ts';
import { stored, studyBook } from '../agreement/study.ts';

const RULES: Record<string, Rule> = {
  mean: { kind: 'mean' },
  median: { kind: 'median' },
  majority: { kind: 'majority' },
  unanimous: { kind: 'unanimous' },
  proportional: { kind: 'weighted', weighting: { by: 'proportional' } },
  aboveChance: { kind: 'weighted', weighting: { by: 'above-chance', chance: 0.7 } },
  softmax: { kind: 'weighted', weighting: { by: 'softmax', temperature: 0.1 } },
};

const MEMBERS = [0, 1, 2, 3];

function optionsOf(
  measure: EnsembleOptions['measure'],
  average: EnsembleOptions['average'],
): EnsembleOptions {
  return { measure, average, seed: 3, grades: [] };
}

function weightsOf(rule: Rule): Float64Array | null {
  if (rule.kind !== 'weighted') return null;
  const weights = benchmarkWeights(stored.benchmark, rule.weighting);
  if (!weights.ok) throw new Error(weights.problem.message);
  return weights.value;
}

describe.each(['absolute', 'squared', 'signed', 'disagreement'] as const)(
  'measured %s',
  (measure) => {
    describe.each(['micro', 'macro'] as const)('averaged %s', (average) => {
      const book = studyBook();
      const options = optionsOf(measure, average);
      const { panel, leftOut } = panelOf(scoreMatrix(book, 'model'), MEMBERS, options);
      test.each(Object.keys(RULES))('the rule %s gives what R gives', (name) => {
        const rule = RULES[name];
        const outcome = book.outcomes.values;
        const found = compareEnsemble(
          { panel, leftOut, weights: weightsOf(rule), outcome, options },
          rule,
        )!;
        const expected = stored.ensembles[measure][average][name as keyof typeof RULES & 'mean'];
        expect(found.columns).toBe(stored.full);
        expect(found.columns + found.leftOut).toBe(72);
        expect(found.coverage).toBeCloseTo(expected.coverage, 13);
        expect(found.error.value).toBeCloseTo(expected.error, 12);
        expect(found.averageMember.value).toBeCloseTo(expected.average, 12);
        expect(found.lessAverage.value).toBeCloseTo(expected.error - expected.average, 12);
        expect(found.outcome!.ensemble.value).toBeCloseTo(expected.outcome, 12);
        expect(found.outcome!.averageMember.value).toBeCloseTo(expected.memberOutcome, 12);
        expect(found.of).toBe(measure === 'signed' ? 'squared error' : 'error');
      });
    });
  },
);

test.each(['micro', 'macro'] as const)(
  'error of the mean of k, its floor and the effective number are those of R, %s',
  (average) => {
    const { panel } = panelOf(
      scoreMatrix(studyBook(), 'model'),
      MEMBERS,
      optionsOf('squared', average),
    );
    const expected = stored.floor[average];
    const moments = errorMoments(panel);
    const floor = errorFloor(moments)!;
    const kish = effectiveNumber(moments);
    for (let i = 0; i < 4; i++) {
      expect(floor.mse[i]).toBeCloseTo(expected.mse[i], 12);
      expect(kish.effective[i]).toBeCloseTo(expected.effective[i], 11);
    }
    expect(floor.floor).toBeCloseTo(expected.floor, 12);
    expect(kish.rho).toBeCloseTo(expected.rho, 12);
    const curve = ensembleCurve(panel, RULES['mean'], null, optionsOf('squared', average));
    curve.error.forEach((error, i) => expect(error).toBeCloseTo(expected.mse[i], 12));
    expect([...curve.choices]).toEqual([4, 6, 4, 1]);
    expect([...curve.exact]).toEqual([1, 1, 1, 1]);
  },
);

test('majorities of independent voters and of the panel are those of an enumeration in R', () => {
  const { right } = stored;
  const matrix = matrixOf(right);
  const { panel } = panelOf(matrix, MEMBERS, optionsOf('miss', 'micro'));
  const answers = rightAnswers(panel, 'miss');
  if (!answers.ok) throw new Error(answers.problem.message);
  const found = condorcetGap(panel, answers.value);
  stored.condorcet.forEach(([independent, own], i) => {
    expect(found.independent[i]).toBeCloseTo(independent, 12);
    expect(found.panel[i]).toBeCloseTo(own, 12);
    expect(found.gap[i]).toBeCloseTo(independent - own, 12);
  });
});

test('identical models gain nothing from one another; the jury theorem says they would', () => {
  const answers = [1, 1, 1, 0, 0, 1, 1, 0, 1, 1];
  const matrix = matrixOf([answers, answers, answers]);
  const { panel } = panelOf(matrix, [0, 1, 2], optionsOf('miss', 'micro'));
  const right = rightAnswers(panel, 'miss');
  if (!right.ok) throw new Error(right.problem.message);
  const found = condorcetGap(panel, right.value);
  expect(found.panel[2]).toBeCloseTo(0.7, 14);
  expect(found.independent[2]).toBeCloseTo(0.7 ** 3 + 3 * 0.7 ** 2 * 0.3, 14);
  expect(effectiveNumber(errorMoments(panel)).effective[2]).toBeCloseTo(1, 12);
});

test('scores of more than two values are no votes', () => {
  const { panel } = panelOf(matrixOf([[1, 2, 3]]), [0], optionsOf('miss', 'micro'));
  expect(rightAnswers(panel, 'miss')).toMatchObject({
    ok: false,
    problem: { code: 'not-two-options' },
  });
});

test('errors that cancel have no effective number, and their floor is their common bias', () => {
  const reference = { kind: 'reference' } as const;
  const scorers = [{ kind: 'model', model: 0 }, { kind: 'model', model: 1 }, reference] as const;
  const rows = [
    [2, 0, 2, 0],
    [0, 2, 0, 2],
    [0, 0, 0, 0],
  ];
  const { panel } = panelOf(matrixOf(rows, { scorers }), [0, 1], optionsOf('squared', 'micro'));
  const moments = errorMoments(panel);
  expect(effectiveNumber(moments).effective[1]).toBeNaN();
  expect([...errorFloor(moments)!.mse]).toEqual([2, 1]);
  expect(errorFloor(moments)!.floor).toBe(0);
});

test('one model alone is its own ensemble and has no floor', () => {
  const scorers = [{ kind: 'model', model: 0 }, { kind: 'reference' }] as const;
  const rows = [
    [1, 2, 4, 3, 5, 2],
    [1, 3, 3, 3, 3, 3],
  ];
  const options = optionsOf('absolute', 'micro');
  const { panel, leftOut } = panelOf(matrixOf(rows, { scorers }), [0], options);
  for (const name of ['mean', 'median', 'majority', 'unanimous']) {
    const input = { panel, leftOut, weights: null, outcome: null, options };
    const found = compareEnsemble(input, RULES[name])!;
    expect(found.error.value).toBeCloseTo(found.averageMember.value, 14);
    expect(found.lessBest.value).toBeCloseTo(0, 14);
    expect(found.coverage).toBe(1);
  }
  expect(errorFloor(errorMoments(panel))).toBeNull();
  expect(condorcetGap(panel, new Uint8Array(6).fill(1)).gap[0]).toBe(0);
});

test('a rule that never decides has no result', () => {
  const { panel, leftOut } = opposed();
  const input = {
    panel,
    leftOut,
    weights: null,
    outcome: null,
    options: optionsOf('absolute', 'micro'),
  };
  expect(compareEnsemble(input, RULES['unanimous'])).toBeNull();
  expect(compareEnsemble(input, RULES['majority'])!.error.value).toBe(2);
});

function opposed(): { panel: Panel; leftOut: number } {
  const scorers = [
    { kind: 'model', model: 0 },
    { kind: 'model', model: 1 },
    { kind: 'reference' },
  ] as const;
  const rows = [
    [1, 1, 1],
    [5, 5, 5],
    [3, 3, 3],
  ];
  return panelOf(matrixOf(rows, { scorers }), [0, 1], optionsOf('absolute', 'micro'));
}

test('the best member is judged on items it was not chosen on', () => {
  // Pure noise: the best in hindsight looks better than the average, one chosen elsewhere does not.
  const columns = 400;
  const members = 12;
  let state = 1;
  const noise = (): number => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const rows = Array.from({ length: members }, () => Array.from({ length: columns }, noise));
  const scorers = [
    ...rows.map((_, model) => ({ kind: 'model', model }) as const),
    { kind: 'reference' } as const,
  ];
  const options = optionsOf('absolute', 'micro');
  const matrix = matrixOf([...rows, Array<number>(columns).fill(0)], { scorers });
  const { panel, leftOut } = panelOf(matrix, [...rows.keys()], options);
  const input = { panel, leftOut, weights: null, outcome: null, options };
  const found = compareEnsemble(input, RULES['mean'])!;
  const hindsight = Math.min(...rows.map((row) => row.reduce((sum, v) => sum + v / columns, 0)));
  const seemingGain = found.averageMember.value - hindsight;
  expect(seemingGain).toBeGreaterThan(0.015);
  expect(found.averageMember.value - found.bestMember.value).toBeLessThan(seemingGain / 3);
  expect(found.lessBest.low).toBeLessThan(found.lessBest.value);
  expect(found.lessBest.high).toBeGreaterThan(found.lessBest.value);
});

test('weights need a score of every model, and something to weigh by', () => {
  expect(benchmarkWeights([0.5, null], { by: 'proportional' })).toMatchObject({
    ok: false,
    problem: { code: 'no-benchmark' },
  });
  expect(benchmarkWeights([0.5, 0.6], { by: 'above-chance', chance: 0.9 })).toMatchObject({
    ok: false,
    problem: { code: 'no-weight' },
  });
  expect(() => benchmarkWeights([0.5], { by: 'softmax', temperature: 0 })).toThrow(/temperature/);
});

test('a score is rounded to the nearest grade of its task', () => {
  const grades = Float64Array.of(0, 1, 2, 4, 8);
  expect([-3, 0.49, 0.5, 3, 2.9, 5.9, 6.1, 99].map((x) => nearestGrade(x, grades))).toEqual([
    0, 0, 1, 4, 2, 4, 8, 8,
  ]);
  expect([2.4, 2.5, -0.6].map((x) => nearestGrade(x, null))).toEqual([2, 3, -1]);
});
