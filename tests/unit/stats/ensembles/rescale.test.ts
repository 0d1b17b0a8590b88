import { describe, expect, test } from 'vitest';
import { nearestGrade } from '../../../../src/stats/ensembles/score-error.ts';
import { rescaledGrades } from '../../../../src/stats/ensembles/rescale.ts';

const ENDS = { low: 1, high: 5 };

describe('grades between wrong and right', () => {
  test('lie where their scores lie', () => {
    expect([...rescaledGrades(Float64Array.of(1, 2, 5), ENDS)!]).toEqual([0, 0.25, 1]);
  });

  test('are the whole numbers of the scale where a task has no list of them', () => {
    const grades = rescaledGrades(null, { low: 0.5, high: 3 })!;
    expect([...grades]).toEqual([0.2, 0.6, 1]);
    // 2.4 on the scale itself is nearest to 2.
    expect(nearestGrade((2.4 - 0.5) / 2.5, grades)).toBe(0.6);
  });

  test('are not listed where there are thousands', () => {
    expect(rescaledGrades(null, { low: 0, high: 1e6 })).toBeNull();
  });
});
