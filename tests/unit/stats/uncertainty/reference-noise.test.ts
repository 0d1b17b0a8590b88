import { describe, expect, test } from 'vitest';
import { fitVariance } from '../../../../src/stats/variance/fit.ts';
import { referenceNoise } from '../../../../src/stats/variance/reference-noise.ts';
import { makeDesign, requestFor } from '../variance/design.ts';

const design = makeDesign({
  seed: 51,
  facets: { model: 6, item: 30 },
  terms: ['model', 'item'],
  sd: { item: 1 },
});
const result = fitVariance(requestFor(design));
if (!result.ok) throw new Error(result.problem.message);
const fit = result.value;
const common = fit.groups.find(({ group }) => group === 'common')!.variance;

describe('reference noise', () => {
  test('is a part of what is common to all', () => {
    const found = referenceNoise(fit, 'signed', { items: 30, rated: 28, noise: common / 4 })!;
    expect(found.ofCommon).toBeCloseTo(0.25, 12);
    expect(found.share).toBeCloseTo(common / 4 / fit.total, 12);
    expect(found).toMatchObject({ cut: false, items: 30, rated: 28 });
  });

  test('is never more than that', () => {
    const found = referenceNoise(fit, 'signed', { items: 30, rated: 30, noise: 3 * common });
    expect(found).toMatchObject({ ofCommon: 1, cut: true });
  });

  test('is not told of errors whose variances do not add, or of unknown raters', () => {
    const raters = { items: 30, rated: 30, noise: common / 4 };
    expect(referenceNoise(fit, 'absolute', raters)).toBeNull();
    expect(referenceNoise(fit, 'miss', raters)).toBeNull();
    expect(referenceNoise(fit, 'signed', { ...raters, noise: null })).toBeNull();
  });
});
