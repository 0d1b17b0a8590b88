import { solveSquare } from '../linalg/solve-square.ts';
import type { ModelFrame } from './frame.ts';

/** Components by equating sums of squares to their expectations. */
export interface HendersonComponents {
  /** Terms in the order of the frame, the residual last. May be negative, as moments can be. */
  readonly components: readonly { readonly term: string; readonly variance: number }[];
  /** Balanced data: the estimates are the expected-mean-square ones, and REML's where none is negative. */
  readonly balanced: boolean;
}

/**
 * Henderson's method I (Henderson 1953; Searle, Casella & McCulloch 1992, section 5.3): the uncorrected
 * sums of squares T_k = sum_l y_l^2 / n_l of every term, y'y and T_mu = y_.^2 / n are equated to their
 * expectations, which need counts alone: E T_k = n mu^2 + sum_j s_j^2 sum_lm n_lm^2 / n_l + q_k s_e^2.
 * Null where the equations cannot tell the components apart. Cost: one pass over every cross table.
 */
export function hendersonComponents(frame: ModelFrame): HendersonComponents | null {
  const { terms, n } = frame;
  const { shared, balanced } = sharedSquares(frame);
  const rows = terms.map((term, k) => [...shared[k], term.levels]);
  const all = [...terms.map(() => n), n];
  const mean = [...terms.map(({ counts }) => sumOfSquares(counts) / n), 1];
  const sums = terms.map(({ counts, sums }) =>
    sums.reduce((total, sum, l) => total + (sum * sum) / counts[l], 0),
  );
  // Taking T_mu off every equation removes mu^2, and with it most of the cancellation.
  const tMean = frame.sum ** 2 / n;
  const solution = solveSquare(
    [...rows, all].map((row) => row.map((value, j) => value - mean[j])),
    [...sums, frame.sumSquares].map((value) => value - tMean),
  );
  if (!solution) return null;
  const names = [...terms.map((term) => term.name), 'Residual'];
  return {
    components: names.map((term, k) => ({ term, variance: solution[k] })),
    balanced,
  };
}

/**
 * For every pair of terms the sum over levels l of k and m of j of n_lm^2 / n_l. Balanced: all levels
 * of a term, and all cells of a pair that occur, have the same count.
 */
function sharedSquares({ terms, n, crossTable }: ModelFrame): {
  shared: number[][];
  balanced: boolean;
} {
  const shared = terms.map(() => terms.map(() => n));
  let balanced = terms.every(({ counts }) => counts.every((count) => count === counts[0]));
  for (let k = 0; k < terms.length; k++) {
    for (let j = 0; j < k; j++) {
      const table = crossTable(k, j);
      let overRows = 0;
      let overColumns = 0;
      for (let l = 0; l < terms[k].levels; l++) {
        for (let e = table.start[l]; e < table.start[l + 1]; e++) {
          const square = table.counts[e] ** 2;
          overRows += square / terms[k].counts[l];
          overColumns += square / terms[j].counts[table.columns[e]];
        }
      }
      shared[k][j] = overRows;
      shared[j][k] = overColumns;
      balanced &&= table.counts.every((count) => count === table.counts[0]);
    }
  }
  return { shared, balanced };
}

function sumOfSquares(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}
