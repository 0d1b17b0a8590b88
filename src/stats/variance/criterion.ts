import type { Evaluation, Objective } from '../optimize/objective.ts';
import { averageInformation } from './average-information.ts';
import type { LeafBlock } from './leaf-block.ts';
import type { MixedModelSystem } from './system.ts';

/** What the factor at one gamma says beyond the criterion. */
export interface Derivatives {
  /** df/dgamma_k; 0 where gamma_k is 0. */
  readonly gradient: Float64Array;
  /** tr_k = (q_k - tr (M^-1)_kk) / gamma_k, and h_k = |b_k|^2 / gamma_k. */
  readonly traces: Float64Array;
  readonly squares: Float64Array;
  /** Spherical solution b by position, the intercept's coefficient last. */
  readonly solution: Float64Array;
}

/**
 * The REML or ML criterion of a system as a function of gamma_k = s_k^2 / s_e^2 (Bates et al. 2015,
 * eq. 41-42), by the bordered factor of M = [[T Z'Z T + I, T Z'X], [X'Z T, X'X]], T = diag(sqrt gamma):
 * f = log|M| + df (1 + log(2 pi q1 / df)), df = n - 1 for REML; for ML df = n and the intercept's
 * pivot leaves log|M|.
 */
export class Criterion implements Objective {
  readonly system: MixedModelSystem;
  readonly method: 'REML' | 'ML';
  readonly parameters: number;
  /** n - 1 or n. */
  readonly df: number;
  evaluations = 0;
  /** gamma, its square roots (1 for the intercept), and s_e^2 of the factor in memory. */
  gamma = new Float64Array(0);
  theta = new Float64Array(0);
  sigma2 = NaN;
  #derivatives: Derivatives | null = null;
  /** One packed front: a Gram matrix of leaves or a front of the inverse. */
  readonly #packed: Float64Array;

  constructor(system: MixedModelSystem, method: 'REML' | 'ML') {
    this.system = system;
    this.method = method;
    this.parameters = system.frame.terms.length;
    this.df = system.frame.n - (method === 'REML' ? 1 : 0);
    let largest = 0;
    for (const block of system.leaves) largest = Math.max(largest, block?.size ?? 0);
    this.#packed = new Float64Array((largest * (largest + 1)) / 2);
  }

  /** Factors at gamma. Infinity where the system is not positive definite to working precision. */
  value(gamma: Float64Array): number {
    const { factor, frame, symbolic } = this.system;
    this.evaluations++;
    this.gamma = gamma.slice();
    this.theta = Float64Array.from({ length: gamma.length + 1 }, (_, k) =>
      k < gamma.length ? Math.sqrt(gamma[k]) : 1,
    );
    this.#derivatives = null;
    factor.clear(frame.sumSquares);
    let logDeterminant = this.#leafLogDeterminant();
    let logIntercept = 0;
    for (let s = 0; s < symbolic.rows.length; s++) {
      factor.clearUpdate(s);
      this.#addEntries(s);
      const block = this.system.leaves[s];
      if (block) this.#subtractLeaves(s, block);
      if (!factor.eliminate(s)) return Infinity;
      const pivots = factor.pivots(s);
      for (let j = 0; j < pivots; j++) {
        const log = 2 * Math.log(factor.memory[factor.panelAt[s] + j * pivots + j]);
        if (symbolic.first[s] + j === symbolic.positions - 1) logIntercept = log;
        else logDeterminant += log;
      }
    }
    if (!(factor.remainder > 0)) return Infinity;
    this.sigma2 = factor.remainder / this.df;
    const determinant = logDeterminant + (this.method === 'REML' ? logIntercept : 0);
    return determinant + this.df * (1 + Math.log(2 * Math.PI * this.sigma2));
  }

  /** The residual is a difference: its relative error grows with what was subtracted. */
  rounding(): number {
    const { frame, factor } = this.system;
    return (4 * Number.EPSILON * this.df * frame.sumSquares) / factor.remainder;
  }

  #leafLogDeterminant(): number {
    let sum = 0;
    const gamma = this.gamma[this.system.leaf];
    for (const [count, levels] of this.system.leafCounts) sum += levels * Math.log1p(gamma * count);
    return sum;
  }

  /** Adds the scaled entries of supernode s, and the identity for random effects, to its panel. */
  #addEntries(s: number): void {
    const { entries, factor, symbolic, termOf } = this.system;
    const { memory } = factor;
    const intercept = symbolic.positions - 1;
    for (let e = entries.start[s]; e < entries.start[s + 1]; e++) {
      const column = entries.column[e];
      const row = entries.row[e];
      const scale = this.theta[termOf[column]] * (row < intercept ? this.theta[termOf[row]] : 1);
      memory[entries.at[e]] += scale * entries.value[e];
      if (row === column && row < intercept) memory[entries.at[e]] += 1;
    }
  }

  /** Subtracts sum_l phi(n_l) v_l v_l', scaled, from the panel; what lies above it, via the update. */
  #subtractLeaves(s: number, block: LeafBlock): void {
    const { factor } = this.system;
    const { memory, updateAt } = factor;
    const gamma = this.gamma[this.system.leaf];
    if (gamma === 0) return;
    block.gram((n) => gamma / (gamma * n + 1), this.#packed);
    const scale = this.frontScale(s, block.size);
    const pivots = factor.pivots(s);
    const panel = factor.panelAt[s];
    let t = 0;
    for (let i = 0; i < block.size; i++) {
      const own = Math.min(i + 1, pivots);
      const panelRow = panel + i * pivots;
      for (let j = 0; j < own; j++) memory[panelRow + j] -= this.#packed[t++] * scale[i] * scale[j];
      const updateRow = updateAt + (i - pivots) * (block.size - pivots) - pivots;
      for (let j = pivots; j <= i; j++) {
        memory[updateRow + j] += this.#packed[t++] * scale[i] * scale[j];
      }
    }
  }

  /** Square roots of gamma along a front; 1 for the intercept and the response. */
  frontScale(s: number, size: number): Float64Array {
    const { symbolic, factor, termOf } = this.system;
    const scale = new Float64Array(size).fill(1);
    const pivots = factor.pivots(s);
    for (let j = 0; j < pivots; j++) scale[j] = this.theta[termOf[symbolic.first[s] + j]];
    symbolic.rows[s].forEach((position, index) => {
      scale[pivots + index] = this.theta[termOf[position]];
    });
    return scale;
  }

  /** Derivatives at the gamma last factored; the factor must have succeeded. */
  derivatives(): Derivatives {
    return (this.#derivatives ??= this.#differentiate());
  }

  #differentiate(): Derivatives {
    const { frame, leaf, termOf, factor, leaves } = this.system;
    const solution = factor.solveBackward();
    const squares = new Float64Array(this.parameters);
    for (let p = 0; p + 1 < solution.length; p++) squares[termOf[p]] += solution[p] ** 2;
    for (let k = 0; k < this.parameters; k++) {
      squares[k] = this.gamma[k] > 0 ? squares[k] / this.gamma[k] : 0;
    }
    if (leaf >= 0) {
      const gamma = this.gamma[leaf];
      leaves.forEach((block, s) => {
        if (!block) return;
        const x = this.residualVector(s, block.size, solution);
        squares[leaf] += block.quadratics([(n) => 1 / (gamma * n + 1) ** 2], x)[0];
      });
    }
    const diagonal = this.#inverseTraces();
    const traces = new Float64Array(this.parameters);
    const gradient = new Float64Array(this.parameters);
    frame.terms.forEach((term, k) => {
      if (this.gamma[k] === 0) return;
      traces[k] = (term.levels - diagonal[k]) / this.gamma[k];
      gradient[k] = traces[k] - squares[k] / this.sigma2;
    });
    return { gradient, traces, squares, solution };
  }

  /**
   * The vector x for which v_l' x = y_l - n_l' u, with u = T b the predicted effects: what is left of
   * a leaf level's sum once all other terms are taken off.
   */
  residualVector(s: number, size: number, solution: Float64Array): Float64Array {
    const { symbolic, factor } = this.system;
    const x = this.frontScale(s, size);
    const pivots = factor.pivots(s);
    for (let j = 0; j < pivots; j++) x[j] *= -solution[symbolic.first[s] + j];
    symbolic.rows[s].forEach((position, index) => {
      x[pivots + index] *= -solution[position];
    });
    return x;
  }

  /** tr (M^-1)_kk for every term, from the selected inverse. */
  #inverseTraces(): Float64Array {
    const { factor, inverse, leaf, leaves, leafCounts, symbolic, termOf } = this.system;
    const traces = new Float64Array(this.parameters + 1);
    const gamma = leaf < 0 ? 0 : this.gamma[leaf];
    if (leaf >= 0) {
      for (const [count, levels] of leafCounts) traces[leaf] += levels / (gamma * count + 1);
    }
    for (let s = symbolic.rows.length - 1; s >= 0; s--) {
      inverse.compute(s, this.method === 'REML');
      const pivots = factor.pivots(s);
      for (let j = 0; j < pivots; j++) {
        traces[termOf[symbolic.first[s] + j]] += inverse.diagonal(s, j);
      }
      const block = leaves[s];
      if (!block) continue;
      inverse.front(s, this.frontScale(s, block.size), this.#packed);
      traces[leaf] += block.trace((n) => gamma / (gamma * n + 1) ** 2, this.#packed);
    }
    return traces;
  }

  /** Average information H_ij for all terms; rows and columns of zero gammas are zero. */
  information(): Float64Array[] {
    return averageInformation(this);
  }

  evaluation(): Evaluation {
    return { gradient: this.derivatives().gradient, information: this.information() };
  }

  /** Generalised-least-squares intercept (of the centred response) and its variance. */
  intercept(): { estimate: number; variance: number } {
    const { factor, symbolic } = this.system;
    const solution = this.derivatives().solution;
    const s = symbolic.rows.length - 1;
    const pivots = factor.pivots(s);
    const pivot = factor.memory[factor.panelAt[s] + pivots * pivots - 1];
    return { estimate: solution[solution.length - 1], variance: this.sigma2 / pivot ** 2 };
  }
}
