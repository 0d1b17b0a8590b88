import type { Evaluation, Objective } from '../optimize/objective.ts';
import { averageInformation } from './average-information.ts';
import type { Derivatives, FactoredModel } from './factored-model.ts';
import type { RowMap } from './row-map.ts';
import type { MixedModelSystem, SystemGroup } from './system.ts';

/**
 * The REML or ML criterion of a system as a function of gamma_k = s_k^2 / s_e^2 (Bates et al. 2015,
 * eq. 41-42), by the bordered factor of M = [[T Z'Z T + I, T Z'X], [X'Z T, X'X]], T = diag(sqrt gamma):
 * f = log|M| + df (1 + log(2 pi q1 / df)), df = n - 1 for REML; for ML df = n and the intercept's
 * pivot leaves log|M|.
 */
export class Criterion implements Objective, FactoredModel {
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
  /** Working space: a packed matrix over the rows of a group, and a square. */
  readonly #packedRows: Float64Array;
  readonly #rows: Float64Array;

  constructor(system: MixedModelSystem, method: 'REML' | 'ML') {
    this.system = system;
    this.method = method;
    this.parameters = system.frame.terms.length;
    this.df = system.frame.n - (method === 'REML' ? 1 : 0);
    let rows = 0;
    for (const group of system.groups) rows = Math.max(rows, group?.map.rows ?? 0);
    this.#packedRows = new Float64Array((rows * (rows + 1)) / 2);
    this.#rows = new Float64Array(rows * rows);
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
    let logDeterminant = 0;
    let logIntercept = 0;
    for (let s = 0; s < symbolic.rows.length; s++) {
      factor.clearUpdate(s);
      this.#addEntries(s);
      const group = this.system.groups[s];
      if (group) logDeterminant += this.#subtractBlocks(s, group);
      if (!factor.eliminate(s)) return Infinity;
      const pivots = factor.pivots(s);
      for (let j = 0; j < pivots; j++) {
        const log = 2 * Math.log(factor.memory[factor.panelAt[s] + j * pivots + j]);
        if (symbolic.first[s] + j === symbolic.positions - 1) logIntercept = log;
        else logDeterminant += log;
      }
    }
    if (!(factor.remainder > 0) || Number.isNaN(logDeterminant)) return Infinity;
    this.sigma2 = factor.remainder / this.df;
    const determinant = logDeterminant + (this.method === 'REML' ? logIntercept : 0);
    return determinant + this.df * (1 + Math.log(2 * Math.PI * this.sigma2));
  }

  /** The residual is a difference: its relative error grows with what was subtracted. */
  rounding(): number {
    const { frame, factor } = this.system;
    return (4 * Number.EPSILON * this.df * frame.sumSquares) / factor.remainder;
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

  /**
   * Eliminates the blocks of supernode s and subtracts what they leave from its panel, and from what
   * lies above it by way of the update. Returns their log determinant.
   */
  #subtractBlocks(s: number, { group, map }: SystemGroup): number {
    const { factor } = this.system;
    const logDeterminant = group.eliminate(this.gamma, this.#packedRows);
    map.subtractSymmetric(this.#packedRows, this.frontScale(s, map.front), {
      memory: factor.memory,
      panel: factor.panelAt[s],
      pivots: factor.pivots(s),
      update: factor.updateAt,
    });
    return logDeterminant;
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
    const { frame, termOf, factor, groups } = this.system;
    const solution = factor.solveBackward();
    const squares = new Float64Array(this.parameters);
    for (let p = 0; p + 1 < solution.length; p++) {
      const scale = this.theta[termOf[p]];
      if (scale > 0) squares[termOf[p]] += (solution[p] / scale) ** 2;
    }
    groups.forEach((group, s) => {
      group?.group.addSquares(this.residualVector(s, group.map, solution), squares);
    });
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
   * The vector x over the rows of a group for which C'x = y - Z'u, with u = T b the predicted outer
   * effects and the intercept: what is left of the sums of a block's levels.
   */
  residualVector(s: number, map: RowMap, solution: Float64Array): Float64Array {
    const { symbolic, factor } = this.system;
    const front = this.frontScale(s, map.front);
    const pivots = factor.pivots(s);
    for (let j = 0; j < pivots; j++) front[j] *= -solution[symbolic.first[s] + j];
    symbolic.rows[s].forEach((position, index) => {
      front[pivots + index] *= -solution[position];
    });
    return map.gather(front, 1);
  }

  /** tr (M^-1)_kk for every term, from the selected inverse. */
  #inverseTraces(): Float64Array {
    const { factor, inverse, groups, symbolic, termOf } = this.system;
    const traces = new Float64Array(this.parameters + 1);
    for (let s = symbolic.rows.length - 1; s >= 0; s--) {
      inverse.compute(s, this.method === 'REML');
      const pivots = factor.pivots(s);
      for (let j = 0; j < pivots; j++) {
        traces[termOf[symbolic.first[s] + j]] += inverse.diagonal(s, j);
      }
      const group = groups[s];
      if (!group) continue;
      const scale = this.frontScale(s, group.map.front);
      group.map.gatherSymmetric(inverse.front(s), scale, this.#rows);
      group.group.addTraces(this.#rows, 0, traces);
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
