import { solvePositiveDefinite } from '../linalg/solve-positive-definite.ts';
import type { Evaluation, Objective } from './objective.ts';
import { planeStep } from './plane-step.ts';
import type { Steps } from './steps.ts';

export interface PlaneOptions {
  /** The plane normal'x = normal'start is kept; all zeros for none. */
  readonly normal: Float64Array;
  /** No variable goes below its floor. */
  readonly floor: Float64Array;
  /** Stop once a step promises to lower the value by less than this. */
  readonly tolerance: number;
  /** Most values computed. */
  readonly budget: number;
}

export interface PlaneMinimum {
  readonly x: Float64Array;
  readonly value: number;
  readonly evaluations: number;
  /** False where the budget ended the search, or no step lowered the value. */
  readonly settled: boolean;
}

/** Damping of the curvature tried in turn, and how often the step is halved under each. */
const DAMPING = [
  { ridge: 0, halvings: 8 },
  { ridge: 0.1, halvings: 4 },
  { ridge: 10, halvings: 6 },
  { ridge: 1e3, halvings: 6 },
] as const;
/** Share of the promised gain that a step must bring. */
const SUFFICIENT = 1e-4;

/**
 * Minimises over the part of a plane that lies above the floors, from a start in it, by Newton steps
 * of a quadratic model, the step halved, then damped, until the value falls. Variables at their floor
 * are held by the model itself, so none is lost there. Gives way after every value.
 */
export function* minimizeOnPlane(
  objective: Objective,
  start: Float64Array,
  options: PlaneOptions,
): Steps<PlaneMinimum> {
  let x = start;
  let value = objective.value(x);
  yield;
  let evaluations = 1;
  const end = (settled: boolean): PlaneMinimum => ({ x, value, evaluations, settled });
  while (Number.isFinite(value)) {
    const evaluation = objective.evaluation();
    const slack = 1e-12 * Math.abs(value) + objective.rounding();
    let advanced = false;
    for (const { ridge, halvings } of DAMPING) {
      const { step, gain } = proposal(evaluation, x, options, ridge);
      if (gain < Math.max(options.tolerance, slack)) return end(true);
      const slope = dot(evaluation.gradient, step);
      for (let halving = 0, length = 1; halving <= halvings && !advanced; halving++, length /= 2) {
        if (evaluations >= options.budget) return end(false);
        const trial = x.map((xi, i) => Math.max(options.floor[i], xi + length * step[i]));
        const next = objective.value(trial);
        evaluations++;
        yield;
        if (!(next <= value + SUFFICIENT * length * slope + slack)) continue;
        x = trial;
        value = next;
        advanced = true;
      }
      if (advanced) break;
    }
    if (!advanced) return end(false);
  }
  return end(false);
}

/** The step in relative terms, so that damping means the same for every variable, and its promise. */
function proposal(
  { gradient, information }: Evaluation,
  x: Float64Array,
  { normal, floor }: PlaneOptions,
  ridge: number,
): { step: Float64Array; gain: number } {
  const scaled = gradient.map((g, i) => g * x[i]);
  const curvature = positiveDefinite(
    information.map((row, i) => row.map((value, j) => value * x[i] * x[j])),
    ridge,
  );
  const relative = planeStep({
    gradient: scaled,
    curvature,
    normal: normal.map((c, i) => c * x[i]),
    least: x.map((xi, i) => (xi <= floor[i] ? 0 : floor[i] / xi - 1)),
  });
  const bend = curvature.reduce((sum, row, i) => sum + relative[i] * dot(row, relative), 0);
  const step = relative.map((value, i) => value * x[i]);
  return { step, gain: -(dot(scaled, relative) + bend / 2) };
}

/** H + ridge diag H, the ridge grown until it is positive definite. */
function positiveDefinite(h: Float64Array[], ridge: number): Float64Array[] {
  const zero = new Float64Array(h.length);
  for (let damping = ridge; ; damping = damping === 0 ? 1e-10 : damping * 100) {
    if (damping > 1e12) throw new Error('invalid curvature; no damping makes it positive definite');
    const damped = h.map((row, i) => {
      const copy = row.slice();
      copy[i] += damping * (Math.abs(row[i]) + 1e-8);
      return copy;
    });
    if (solvePositiveDefinite(damped, zero)) return damped;
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
