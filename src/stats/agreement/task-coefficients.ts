import type { DenseKernels } from '../linalg/dense-kernels.ts';
import { biweightMidcorrelation, spreadOf } from './biweight.ts';
import type { Spread } from './biweight.ts';
import { centredBlock } from './centred-block.ts';
import { crossMomentsOf } from './cross-moments.ts';
import { kendallMemory, kendallTauB } from './kendall.ts';
import { kappaOf, pearsonOf, WHY } from './moment-coefficients.ts';
import type { PairValue } from './moment-coefficients.ts';
import { denseRanks } from './ranks.ts';
import { spearmanMemory, spearmanRho } from './spearman.ts';
import type { Coefficient } from './types.ts';

/** Writes the coefficient of rows a and b, b < a, into `out`. */
export type PairReader = (a: number, b: number, out: PairValue) => void;

/**
 * A coefficient of all pairs of rows of one task, pairwise complete: what pairs share is computed at
 * once, the rest when a pair is read. `scores` is rows x columns, NaN where missing.
 */
export function taskCoefficients(
  scores: Float64Array,
  rows: number,
  columns: number,
  coefficient: Coefficient,
  kernels: DenseKernels,
): PairReader {
  const row = (r: number): Float64Array => scores.subarray(r * columns, (r + 1) * columns);
  switch (coefficient) {
    case 'pearson':
    case 'kappa': {
      const block = centredBlock(scores, rows, columns);
      const moments = crossMomentsOf(block, kernels)(null);
      const read = coefficient === 'pearson' ? pearsonOf : kappaOf;
      return (a, b, out) => read(block, moments, a, b, out);
    }
    case 'spearman': {
      const ranks = Array.from({ length: rows }, (_, r) => denseRanks(row(r)));
      const memory = spearmanMemory(columns);
      return (a, b, out) => {
        const { n, rho } = spearmanRho(ranks[a], ranks[b], memory);
        write(out, rho, n, 'constant');
      };
    }
    case 'kendall': {
      const ranks = Array.from({ length: rows }, (_, r) => denseRanks(row(r)));
      const memory = kendallMemory(columns);
      return (a, b, out) => {
        const { n, tau } = kendallTauB(ranks[a], ranks[b], memory);
        write(out, tau, n, 'constant');
      };
    }
    case 'biweight':
      return biweightReader(Array.from({ length: rows }, (_, r) => row(r)));
  }
}

function write(out: PairValue, value: number, n: number, why: 'constant' | 'no-spread'): void {
  out.n = n;
  out.value = n < 2 ? NaN : value;
  out.why = n < 2 ? WHY['too-few-items'] : Number.isNaN(value) ? WHY[why] : WHY.defined;
}

/** A row's spread over all its values is found once; a pair that shares fewer finds its own. */
function biweightReader(rows: readonly Float64Array[]): PairReader {
  const length = rows[0]?.length ?? 0;
  const scratch = new Float64Array(length);
  const spreadWith = (own: Float64Array, other: Float64Array): Spread & { n: number } => {
    let n = 0;
    for (let i = 0; i < length; i++) if (!Number.isNaN(own[i] + other[i])) scratch[n++] = own[i];
    return { n, ...spreadOf(scratch, n) };
  };
  const whole = rows.map((row) => spreadWith(row, row));
  return (a, b, out) => {
    const n = countShared(rows[a], rows[b]);
    const ofA = n === whole[a].n ? whole[a] : spreadWith(rows[a], rows[b]);
    const ofB = n === whole[b].n ? whole[b] : spreadWith(rows[b], rows[a]);
    write(out, biweightMidcorrelation(rows[a], rows[b], ofA, ofB), n, 'no-spread');
  };
}

function countShared(a: Float64Array, b: Float64Array): number {
  let n = 0;
  for (let i = 0; i < a.length; i++) if (!Number.isNaN(a[i] + b[i])) n++;
  return n;
}
