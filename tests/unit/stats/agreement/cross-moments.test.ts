import { expect, test } from 'vitest';
import { centredBlock } from '../../../../src/stats/agreement/centred-block.ts';
import { crossMomentsOf } from '../../../../src/stats/agreement/cross-moments.ts';
import { scoreBook } from '../../../../src/stats/agreement/score-book.ts';
import { plainKernels } from '../../../../src/stats/linalg/plain-kernels.ts';
import { drawTimes } from '../../../../src/stats/resample/cluster-draws.ts';
import { seededRandom } from '../../../../src/stats/resample/random.ts';
import { openNodeKernels } from '../../../tooling/node-kernels.ts';

const compiled = await openNodeKernels();

/** Sums of every pair as the definition says, one column after another. */
function bySum(scores: Float64Array, rows: number, weights: Float64Array | null) {
  const columns = scores.length / rows;
  const { centre } = centredBlock(scores, rows, columns);
  const [n, sum, squares, products] = [0, 0, 0, 0].map(() => new Float64Array(rows * rows));
  for (let a = 0; a < rows; a++) {
    for (let b = 0; b < rows; b++) {
      const at = a * rows + b;
      for (let c = 0; c < columns; c++) {
        const [x, y] = [scores[a * columns + c] - centre[a], scores[b * columns + c] - centre[b]];
        if (Number.isNaN(x + y)) continue;
        const weight = weights?.[c] ?? 1;
        n[at] += weight;
        sum[at] += weight * x;
        squares[at] += weight * x * x;
        products[at] += weight * x * y;
      }
    }
  }
  return { n, sum, squares, products };
}

test.each([
  ['plain', plainKernels],
  ['compiled', compiled],
] as const)('sums of pairs by the %s kernels are those of the definition', (_, kernels) => {
  const random = seededRandom(11);
  for (const rows of [1, 2, 7, 12]) {
    for (const lacking of [0, 0.05, 0.6]) {
      const columns = 83;
      const scores = new Float64Array(rows * columns);
      for (let i = 0; i < scores.length; i++)
        scores[i] = random.uniform() < lacking ? NaN : 3 + random.normal();
      const moments = crossMomentsOf(centredBlock(scores, rows, columns), kernels);
      const weights = new Float64Array(columns);
      // Twice the same weights: nothing is left behind by the call between.
      for (const replicate of [null, 0, 1, 0]) {
        if (replicate !== null) drawTimes(5, replicate, weights);
        const found = moments(replicate === null ? null : weights);
        const expected = bySum(scores, rows, replicate === null ? null : weights);
        for (let a = 0; a < rows; a++) {
          for (let b = 0; b < rows; b++) {
            const at = a * rows + b;
            expect(found.n[at]).toBe(expected.n[at]);
            expect(Math.abs(found.sum[at] - expected.sum[at])).toBeLessThan(1e-12);
            expect(Math.abs(found.squares[at] - expected.squares[at])).toBeLessThan(1e-12);
            if (b <= a)
              expect(Math.abs(found.products[at] - expected.products[at])).toBeLessThan(1e-12);
          }
        }
      }
    }
  }
});

test('sources are in order of model, prompt and run however far apart their codes are', () => {
  const none = { taskItem: new Int32Array(), score: new Float64Array() };
  const one = Float64Array.of(NaN);
  const columns = {
    ...{ taskItem: Int32Array.of(0), task: Int32Array.of(0), item: Int32Array.of(0) },
    ...{ cluster: Int32Array.of(0), unit: Int32Array.of(0), outcome: one },
    scale: { scoreMean: one, scoreSd: one, referenceMean: one, referenceSd: one },
  };
  const sources = (far: number) =>
    scoreBook({
      columns,
      scores: {
        model: Int32Array.of(far, 1, 0, 1),
        prompt: Int32Array.of(0, far, 2, 1),
        run: Int32Array.of(3, 0, far, 0),
        taskItem: new Int32Array(4),
        sum: Float64Array.of(1, 2, 3, 4),
        n: new Float64Array(4).fill(1),
      },
      humans: { ...none, rater: new Int32Array() },
      references: { taskItem: none.taskItem, reference: none.score },
    });
  for (const far of [9, 100_000]) {
    const book = sources(far);
    expect(book.sources).toEqual([
      { model: 0, prompt: 2, run: far },
      { model: 1, prompt: 1, run: 0 },
      { model: 1, prompt: far, run: 0 },
      { model: far, prompt: 0, run: 3 },
    ]);
    expect([...book.sums]).toEqual([3, 4, 2, 1]);
  }
});
