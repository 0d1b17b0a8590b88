import type { Result } from '../../domain/problem.ts';
import { seededRandom } from '../resample/random.ts';
import { logistic } from './log-loss.ts';
import { maximiseLikelihood } from './logistic-regression.ts';
import type { LogisticDesign } from './types.ts';
import { refuse } from './refuse.ts';

/**
 * Fold of each record, 0-based: whole clusters, dealt out in a seeded random order so that folds hold
 * nearly the same number of clusters. `clusters` null deals out records. Throws for fewer than 2 folds.
 */
export function dealFolds(
  n: number,
  clusters: Int32Array | null,
  folds: number,
  seed: number,
): Uint8Array {
  if (!(Number.isInteger(folds) && folds >= 2 && folds <= 255))
    throw new Error(`invalid folds; not in [2, 255]: ${folds}`);
  let count = n;
  if (clusters) {
    count = 0;
    for (const cluster of clusters) count = Math.max(count, cluster + 1);
  }
  const order = seededRandom(seed).shuffle(Int32Array.from({ length: count }, (_, i) => i));
  const foldOf = new Uint8Array(count);
  order.forEach((cluster, position) => {
    foldOf[cluster] = position % folds;
  });
  return Uint8Array.from({ length: n }, (_, row) => foldOf[clusters ? clusters[row] : row]);
}

/**
 * Probability of every record from a logistic regression fitted without its fold (Stone 1974). A fold
 * whose complement cannot be fitted is that fit's Problem, naming the fold. `onFold` hears how many
 * are done.
 */
export function crossValidate(
  design: LogisticDesign,
  fold: Uint8Array,
  onFold: (done: number) => void = () => undefined,
): Result<Float64Array> {
  const n = design.response.length;
  const probability = new Float64Array(n);
  let folds = 0;
  for (const f of fold) folds = Math.max(folds, f + 1);
  for (let f = 0; f < folds; f++) {
    const kept = rowsWhere(fold, (other) => other !== f);
    const found = maximiseLikelihood({
      columns: design.columns.map(({ name, values }) => ({ name, values: take(values, kept) })),
      response: take(design.response, kept),
      clusters: null,
    });
    if (!found.ok)
      return refuse({
        ...found.problem,
        message: `Without fold ${f + 1} of ${folds}: ${found.problem.message}`,
      });
    const { beta } = found.value;
    for (const row of rowsWhere(fold, (other) => other === f)) {
      let eta = beta[0];
      design.columns.forEach(({ values }, j) => (eta += beta[j + 1] * values[row]));
      probability[row] = logistic(eta);
    }
    onFold(f + 1);
  }
  return { ok: true, value: probability };
}

function rowsWhere(fold: Uint8Array, keep: (fold: number) => boolean): number[] {
  const rows: number[] = [];
  for (let row = 0; row < fold.length; row++) if (keep(fold[row])) rows.push(row);
  return rows;
}

function take(values: Float64Array, rows: readonly number[]): Float64Array {
  return Float64Array.from(rows, (row) => values[row]);
}
