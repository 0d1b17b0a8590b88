import type { Objective } from '../optimize/objective.ts';
import type { Criterion } from './criterion.ts';

/** Least and largest ratio by which the information of one term is scaled. */
const RANGE = [1e-4, 1e4] as const;

/**
 * A criterion whose information is brought from the average towards the expected one:
 * H_ij sqrt(r_i r_j), r_k = tr_k s_e^2 / h_k.
 *
 * The average information grows with what the data say of a term (h_k), the expected with what the
 * model says (tr_k); in a balanced one-way design r_k is their very ratio. Newton steps then are
 * Fisher's and land near the minimum at once, where the average information only doubles a gamma that
 * is too small and overshoots with one too large. At a minimum inside the bounds r_k = 1: the steps
 * end as those of Gilmour, Thompson & Cullis (1995).
 */
export function scoringObjective(criterion: Criterion): Objective {
  return {
    parameters: criterion.parameters,
    value: (gamma) => criterion.value(gamma),
    rounding: () => criterion.rounding(),
    evaluation: () => {
      const { gradient, traces, squares } = criterion.derivatives();
      const scale = traces.map((trace, k) => {
        const ratio = (trace * criterion.sigma2) / squares[k];
        return ratio > 0 ? Math.sqrt(Math.min(Math.max(ratio, RANGE[0]), RANGE[1])) : 1;
      });
      const information = criterion
        .information()
        .map((row, i) => row.map((entry, j) => entry * scale[i] * scale[j]));
      return { gradient, information };
    },
  };
}
