import type { Evaluation, Objective } from '../../optimize/objective.ts';
import type { Criterion } from '../criterion.ts';

/**
 * The criterion as a function of the variances v themselves, terms in order and the residual last,
 * nothing profiled out: D(v) = log|M| + df log(2 pi v_e) + q1 / v_e at gamma = v / v_e, whose least
 * value over v_e is the criterion.
 */
export class VarianceDeviance implements Objective {
  readonly parameters: number;
  readonly #criterion: Criterion;
  #residual = NaN;

  constructor(criterion: Criterion) {
    this.#criterion = criterion;
    this.parameters = criterion.parameters + 1;
  }

  value(v: Float64Array): number {
    const terms = this.parameters - 1;
    const residual = (this.#residual = v[terms]);
    const profiled = this.#criterion.value(v.subarray(0, terms).map((value) => value / residual));
    const ratio = this.#criterion.sigma2 / residual;
    return profiled + this.#criterion.df * (ratio - 1 - Math.log(ratio));
  }

  rounding(): number {
    return (this.#criterion.rounding() * this.#criterion.sigma2) / this.#residual;
  }

  /**
   * Gradient and average information in v. With P of the full V, V = sum v_k V_k and P V P = P give the
   * residual's row from the others: v_e y'PPV_jPy = y'PV_jPy - sum_k v_k y'PV_kPV_jPy (Gilmour,
   * Thompson & Cullis 1995, eq. 5, for linear variance structures).
   */
  evaluation(): Evaluation {
    const criterion = this.#criterion;
    const { gamma, df, sigma2 } = criterion;
    const e = this.#residual;
    const terms = gamma.length;
    const { traces, squares } = criterion.derivatives();
    const profiled = criterion.information();
    const q = profiled.map((row, i) =>
      row.map((h, j) => sigma2 * (h + (squares[i] * squares[j]) / (df * sigma2 * sigma2))),
    );
    const gradient = new Float64Array(terms + 1);
    const information = Array.from({ length: terms + 1 }, () => new Float64Array(terms + 1));
    let withTerms = 0;
    for (let i = 0; i < terms; i++) {
      gradient[i] = (traces[i] - squares[i] / e) / e;
      gradient[terms] -= gamma[i] * gradient[i];
      let projected = 0;
      for (let j = 0; j < terms; j++) {
        information[i][j] = q[i][j] / e ** 3;
        projected += gamma[j] * q[i][j];
      }
      information[i][terms] = information[terms][i] = (squares[i] - projected) / e ** 3;
      withTerms += gamma[i] * information[i][terms];
    }
    gradient[terms] += (df * (1 - sigma2 / e)) / e;
    const pp = gamma.reduce((rest, g, i) => rest - g * squares[i], df * sigma2) / e ** 2;
    information[terms][terms] = pp / e - withTerms;
    return { gradient, information };
  }
}
