import type { DenseKernels } from '../../linalg/dense-kernels.ts';
import { randomChiSquared } from '../../resample/random-chi-squared.ts';
import type { Random } from '../../resample/random.ts';
import { LevelSystem } from '../effects/level-system.ts';
import type { ModelFrame } from '../frame.ts';

/** Ratio so large that the identity in T Z'Z T + I no longer counts beside the counts. */
const GAMMA = 1e8;
/** Squared pivots below this, of a matrix whose others are of order GAMMA, are zeros plus rounding. */
const NULL_PIVOT = 1e3;

/**
 * Draws the sufficient statistics of new responses y = Zu + eps without making any observation:
 * u ~ N(0, s_k^2) gives Z'Zu and u'Z'Zu through the cross tables; W'eps for W = [Z X] is R'z with
 * R'R = W'W and z standard normal, eps'eps = |z|^2 + chi-squared on n - rank W, both times s_e^2. W'W
 * is singular (every term's columns add up to the same), so R comes from the factor at an enormous
 * gamma with its null pivots left out. The mean is left at zero: no component depends on it.
 */
export class ResponseSampler {
  readonly #system: LevelSystem;
  readonly #frame: ModelFrame;
  readonly #isNull: Uint8Array;
  readonly #rank: number;

  constructor(frame: ModelFrame, kernels: DenseKernels) {
    this.#system = new LevelSystem(frame, kernels, false);
    this.#frame = this.#system.frame;
    this.#system.factorAt(new Float64Array(frame.terms.length).fill(Math.sqrt(GAMMA)));
    const { symbolic } = this.#system;
    this.#isNull = new Uint8Array(symbolic.positions);
    let rank = 0;
    for (let p = 0; p < symbolic.positions; p++) {
      // The intercept is the sum of any term's columns, so it adds nothing where there is one.
      const isIntercept = p === symbolic.positions - 1;
      const isNull = isIntercept ? frame.terms.length > 0 : this.#pivot(p) ** 2 < NULL_PIVOT;
      this.#isNull[p] = isNull ? 1 : 0;
      if (!isNull) rank++;
    }
    this.#rank = rank;
  }

  /** The frame with a drawn response; variances of the terms in order, then of the residual. */
  draw(variances: Float64Array, random: Random): ModelFrame {
    const { terms, n } = this.#frame;
    const residual = variances[terms.length];
    const effects = terms.map((term, k) => {
      const sd = Math.sqrt(variances[k]);
      return Float64Array.from({ length: term.levels }, () => sd * random.normal());
    });
    const sums = this.#spreadEffects(effects);
    let squares = 0;
    effects.forEach((u, k) => (squares += dot(u, sums[k])));
    const noise = this.#drawNoise(Math.sqrt(residual), random);
    squares += residual * (noise.normSquared + randomChiSquared(random, n - this.#rank));
    effects.forEach((u, k) => (squares += 2 * dot(u, noise.sums[k])));
    const drawn = terms.map((term, k) => ({
      ...term,
      sums: sums[k].map((sum, l) => sum + noise.sums[k][l]),
    }));
    const sum = drawn[0]?.sums.reduce((a, b) => a + b, 0) ?? noise.total;
    return { ...this.#frame, terms: drawn, shift: 0, sum, sumSquares: squares };
  }

  /** Z'Zu, by term. */
  #spreadEffects(effects: readonly Float64Array[]): Float64Array[] {
    const { terms } = this.#frame;
    const sums = terms.map(({ counts }, k) => counts.map((count, l) => count * effects[k][l]));
    for (let a = 0; a < terms.length; a++) {
      for (let b = 0; b < a; b++) {
        const { start, columns, counts } = this.#frame.crossTable(a, b);
        for (let l = 0; l < terms[a].levels; l++) {
          for (let e = start[l]; e < start[l + 1]; e++) {
            sums[a][l] += counts[e] * effects[b][columns[e]];
            sums[b][columns[e]] += counts[e] * effects[a][l];
          }
        }
      }
    }
    return sums;
  }

  /** sd R'z by term and for the intercept, and |z|^2. Cost: the stored factor. */
  #drawNoise(sd: number, random: Random) {
    const { symbolic, factor } = this.#system;
    const w = new Float64Array(symbolic.positions);
    let normSquared = 0;
    for (let s = 0; s < symbolic.rows.length; s++) {
      const pivots = factor.pivots(s);
      const first = symbolic.first[s];
      const rows = symbolic.rows[s];
      const z = new Float64Array(pivots);
      for (let j = 0; j < pivots; j++) {
        if (this.#isNull[first + j]) continue;
        z[j] = random.normal();
        normSquared += z[j] ** 2;
      }
      for (let i = 0; i < pivots + rows.length; i++) {
        const row = factor.panelAt[s] + i * pivots;
        const last = Math.min(i + 1, pivots);
        let sum = 0;
        for (let j = 0; j < last; j++) sum += factor.memory[row + j] * z[j];
        w[i < pivots ? first + i : rows[i - pivots]] += sum;
      }
    }
    const scale = sd / Math.sqrt(GAMMA);
    const sums = this.#frame.terms.map((term, t) =>
      Float64Array.from({ length: term.levels }, (_, l) => scale * w[this.#system.position(t, l)]),
    );
    return { sums, total: sd * w[symbolic.positions - 1], normSquared };
  }

  #pivot(position: number): number {
    const { symbolic, factor } = this.#system;
    const s = symbolic.owner[position];
    const pivots = factor.pivots(s);
    const j = position - symbolic.first[s];
    return factor.memory[factor.panelAt[s] + j * pivots + j];
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
