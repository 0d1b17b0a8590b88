import { expect, test } from 'vitest';
import { disattenuate, reliabilityIf } from '../../../../src/stats/agreement/disattenuate.ts';
import { scoreMatrix } from '../../../../src/stats/agreement/score-matrix.ts';
import { referenceParts, scoreParts } from '../../../../src/stats/agreement/score-parts.ts';
import {
  replicateShared,
  sharedBehaviour,
  sharedScope,
} from '../../../../src/stats/agreement/shared-behaviour.ts';
import { sharedPlan } from '../../../../src/stats/agreement/shared-plan.ts';
import { plainKernels } from '../../../../src/stats/linalg/plain-kernels.ts';
import { mergeMoments } from '../../../../src/stats/resample/running-moments.ts';
import { matrixOf } from './matrix.ts';
import { stored, studyBook } from './study.ts';

const AVERAGES = ['micro', 'macro'] as const;

function planned(average: 'micro' | 'macro') {
  const book = studyBook();
  const input = {
    matrix: scoreMatrix(book, 'model'),
    modelParts: scoreParts(book, 'model', 1),
    referenceParts: referenceParts(book, 1),
    average,
  };
  return { input, plan: sharedPlan(input, plainKernels) };
}

test.each(AVERAGES)('reliabilities of models and reference are those of R, %s', (average) => {
  const { plan } = planned(average);
  const { within } = plan.readers(null);
  const expected = stored.shared[average];
  plan.models.forEach((side, m) => {
    expect(reliabilityIf(side, within)!.value).toBeCloseTo(expected.reliability[m], 12);
  });
  const ofReference = reliabilityIf(plan.reference!, within)!.value;
  expect(ofReference).toBeCloseTo(expected.referenceReliability, 12);
});

test.each(AVERAGES)(
  'models that share prompts are corrected over different ones, %s',
  (average) => {
    const { plan } = planned(average);
    const { within } = plan.readers(null);
    const { disattenuated } = stored.shared[average];
    const models = disattenuate(plan.models[0], plan.models[1], within);
    expect(models).toMatchObject({ ok: true, by: 'cross-parts' });
    expect(models.ok && models.value).toBeCloseTo(disattenuated.firstPair, 12);
    const expert = disattenuate(plan.models[0], plan.reference!, within);
    expect(expert).toMatchObject({ ok: true, by: 'reliabilities' });
    expect(expert.ok && expert.value).toBeCloseTo(disattenuated.firstReference, 12);
  },
);

test.each(AVERAGES)('shared behaviour is that of R, raw and disattenuated, %s', (average) => {
  const { input, plan } = planned(average);
  const scope = sharedScope(plan);
  expect(scope).toEqual({ models: [0, 1, 2, 3], reference: true });
  const moments = replicateShared(plan, scope, 24, { seed: 5, from: 0, to: 30 });
  const { raw, disattenuated } = sharedBehaviour(input, plan, scope, moments, 5);
  const expected = stored.shared[average];
  for (const name of ['modelModel', 'acrossTasks', 'modelReference', 'humanCeiling'] as const)
    expect(raw[name]!.value, name).toBeCloseTo(expected[name], 12);
  for (const name of ['modelModel', 'acrossTasks', 'modelReference'] as const)
    expect(disattenuated[name]!.value, name).toBeCloseTo(expected.disattenuated[name], 12);
  expect(raw.difference!.value).toBeCloseTo(expected.modelModel - expected.modelReference, 12);
  expect(raw.differenceAcross!.value).toBeCloseTo(
    expected.acrossTasks - expected.modelReference,
    12,
  );
  expect(raw.modelModel!.pairs).toBe(6);
  expect(raw.acrossTasks!.pairs).toBe(36);
  expect(disattenuated.humanCeiling).toBeNull();
  for (const one of [raw.modelModel!, raw.difference!, disattenuated.modelModel!]) {
    expect(one.low).toBeLessThan(one.value);
    expect(one.high).toBeGreaterThan(one.value);
  }
});

test('replicates are the same however they are divided between workers', () => {
  const { plan } = planned('micro');
  const scope = sharedScope(plan);
  const make = (from: number, to: number) =>
    replicateShared(plan, scope, 24, { seed: 9, from, to });
  const whole = make(0, 12);
  const merged = make(7, 12);
  mergeMoments(merged, make(0, 7));
  expect(merged.offered).toBe(whole.offered);
  whole.mean.forEach((mean, s) => {
    if (whole.n[s] === 0) return;
    expect(merged.mean[s]).toBeCloseTo(mean, 13);
    expect(merged.squares[s]).toBeCloseTo(whole.squares[s], 13);
  });
});

test('what the data do not have is named, not invented', () => {
  const rows = [
    [1, 2, 3, 4, 5, 7],
    [2, 1, 4, 3, 6, 5],
  ];
  const matrix = matrixOf(rows, { tasks: [0, 0, 0, 1, 1, 1] });
  const input = { matrix, modelParts: null, referenceParts: null, average: 'micro' } as const;
  const plan = sharedPlan(input, plainKernels);
  const scope = sharedScope(plan);
  const moments = replicateShared(plan, scope, 6, { seed: 1, from: 0, to: 20 });
  const { raw, disattenuated } = sharedBehaviour(input, plan, scope, moments, 1);
  expect(raw.modelModel!.value).toBeCloseTo(0.5 * (0.5 + 2 / Math.sqrt(28 / 3)), 12);
  for (const name of ['acrossTasks', 'modelReference', 'humanCeiling', 'difference'] as const)
    expect(raw[name], name).toBeNull();
  expect(raw.absent.map(({ code }) => code)).toEqual([
    'no-shared-items',
    'no-reference',
    'one-rater',
  ]);
  expect(disattenuated.modelModel).toBeNull();
  expect(disattenuated.absent.map(({ code }) => code)).toEqual(['unreliable-models']);
});

test('an unreliable side is refused with its reliability', () => {
  const read = (a: number, b: number) => (a < 2 && b < 2 ? 0.1 : 0.4);
  const side = (first: number, facet: string) => ({
    row: 9,
    facet,
    parts: { first, parts: 2, lengthening: 2 },
  });
  const found = disattenuate(side(0, 'prompt'), side(2, 'rater'), read);
  expect(found).toMatchObject({ ok: false, problem: { code: 'unreliable', found: '0.18' } });
  const single = disattenuate({ row: 0, facet: null, parts: null }, side(2, 'rater'), read);
  expect(single).toMatchObject({ ok: false, problem: { code: 'no-replicates' } });
});
