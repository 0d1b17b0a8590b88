import type { RowMap } from './row-map.ts';
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

/** A system factored at one gamma: what the average information needs of the criterion. */
export interface FactoredModel {
  readonly system: MixedModelSystem;
  readonly parameters: number;
  readonly df: number;
  /** gamma, its square roots (1 for the intercept), and s_e^2 of the factor in memory. */
  readonly gamma: Float64Array;
  readonly theta: Float64Array;
  readonly sigma2: number;
  derivatives(): Derivatives;
  /** Of group s: its rows' sums less what the solution explains. */
  residualVector(s: number, map: RowMap, solution: Float64Array): Float64Array;
}
