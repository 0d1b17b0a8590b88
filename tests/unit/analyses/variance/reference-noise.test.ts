import { describe, expect, test } from 'vitest';
import { readRaters, referenceNoise } from '../../../../src/analyses/variance/reference-noise.ts';
import { FIT } from '../../../figures/study.ts';

const common = FIT.groups.find(({ group }) => group === 'common')!.variance;

describe('reference noise', () => {
  test('is a part of what is common to all', () => {
    const found = referenceNoise(FIT, 'signed', { items: 30, rated: 28, noise: common / 4 })!;
    expect(found.ofCommon).toBeCloseTo(0.25, 12);
    expect(found.share).toBeCloseTo(common / 4 / FIT.total, 12);
    expect(found).toMatchObject({ cut: false, items: 30, rated: 28, firstOrder: false });
  });

  test('is never more than that', () => {
    const found = referenceNoise(FIT, 'signed', { items: 30, rated: 30, noise: 3 * common });
    expect(found).toMatchObject({ ofCommon: 1, cut: true });
  });

  test('is known to first order of errors that are no plain difference', () => {
    const raters = { items: 30, rated: 30, noise: common / 4 };
    expect(referenceNoise(FIT, 'absolute', raters)!.firstOrder).toBe(true);
  });

  test('is not told where nothing is known of the raters', () => {
    expect(
      referenceNoise(FIT, 'signed', readRaters({ items: 3, rated: 0, noise: null })),
    ).toBeNull();
    expect(referenceNoise(FIT, 'signed', readRaters(undefined))).toBeNull();
    expect(referenceNoise(FIT, 'signed', null)).toBeNull();
  });
});
