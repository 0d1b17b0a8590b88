import { expect, test } from 'vitest';
import { countIntervals, KINDS } from './intervals/count.ts';

// The long form is `npm run bench:intervals`; its table is committed beside it.
const SIMULATIONS = 300;

test.each(KINDS)(
  'the interval of a %s holds the truth as often as it says, the naive one does not',
  (kind) => {
    for (const sizes of ['equal', 'lognormal'] as const) {
      const design = { kind, clusters: 30, sizes };
      const { covered, naiveCovered, width, naiveWidth } = countIntervals(
        design,
        SIMULATIONS,
        7,
        100,
      );
      // Four standard errors around 95 %.
      expect(covered / SIMULATIONS).toBeGreaterThan(0.9);
      expect(covered / SIMULATIONS).toBeLessThan(0.995);
      expect(naiveCovered / SIMULATIONS).toBeLessThan(0.9);
      expect(width).toBeGreaterThan(naiveWidth);
    }
  },
);

test('the same seed counts the same', () => {
  const design = { kind: 'paired difference', clusters: 10, sizes: 'lognormal' } as const;
  expect(countIntervals(design, 20, 3, 0)).toEqual(countIntervals(design, 20, 3, 0));
});
