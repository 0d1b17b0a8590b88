import { solvePositiveDefinite } from '../linalg/solve-positive-definite.ts';
import type { Evaluation, Objective } from './objective.ts';

export interface NewtonOptions {
  /** Least positive value of a parameter; below it only an exact zero is left. */
  readonly floor: number;
  /** No parameter is raised above this. */
  readonly ceiling: number;
  /** Stop once every free parameter's Newton step is below this share of it. */
  readonly tolerance: number;
  /** Most values computed. */
  readonly budget: number;
  /** A minimum already found: stop early once within `sameBasin` of it, relatively. */
  readonly known?: Minimum;
  readonly sameBasin: number;
}

export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  readonly iterations: number;
  readonly evaluations: number;
  readonly stopped: 'relative-step' | 'flat' | 'budget' | 'line-search' | 'same-basin';
  /** Largest relative step at the end. */
  readonly relativeStep: number;
}

/** Steps whose predicted gain is below this do nothing that any use of the criterion could see. */
const NEGLIGIBLE_GAIN = 1e-11;
const PATIENCE = 12;
const HALVINGS = 30;

/**
 * Minimises over non-negative parameters by Newton steps on the free ones, each parameter held within
 * [x/50, 100 x] and the step halved until the value does not rise. A parameter at the floor whose
 * gradient pushes outwards is set to exactly zero and the others converge again; at the end zeros
 * whose gradient at the floor points inwards are freed once more.
 */
export function minimizeNewton(
  objective: Objective,
  start: Float64Array,
  options: NewtonOptions,
): Minimum {
  return new BoundedNewton(objective, options).run(start);
}

class BoundedNewton {
  readonly #objective: Objective;
  readonly #options: NewtonOptions;
  #x = new Float64Array(0);
  #value = Infinity;
  #iterations = 0;
  #evaluations = 0;
  #relativeStep = Infinity;

  constructor(objective: Objective, options: NewtonOptions) {
    this.#objective = objective;
    this.#options = options;
  }

  run(start: Float64Array): Minimum {
    this.#x = start.map((value) => Math.max(value, this.#options.floor));
    this.#value = this.#evaluate(this.#x);
    let stopped = this.#converge();
    // Zeros are set, checked and freed at most a few times; each round can only lower the value.
    for (let round = 0; round < 5 && stopped !== 'budget' && stopped !== 'same-basin'; round++) {
      const freed = round > 0 && this.#freeZeros();
      const pinned = this.#pinFloors();
      if (!freed && !pinned) break;
      stopped = this.#converge();
    }
    return {
      x: this.#x,
      value: this.#value,
      iterations: this.#iterations,
      evaluations: this.#evaluations,
      stopped,
      relativeStep: this.#relativeStep,
    };
  }

  #evaluate(x: Float64Array): number {
    this.#evaluations++;
    return this.#objective.value(x);
  }

  #atFloor(k: number): boolean {
    return this.#x[k] <= this.#options.floor * (1 + 1e-6);
  }

  #atCeiling(): boolean {
    return this.#x.some((value) => value >= this.#options.ceiling);
  }

  /** Newton iterations with the present zeros held. */
  #converge(): Minimum['stopped'] {
    let idle = 0;
    for (;;) {
      if (!Number.isFinite(this.#value) || this.#atCeiling()) return 'line-search';
      if (this.#nearKnown()) return 'same-basin';
      const evaluation = this.#objective.evaluation();
      const free = this.#freeParameters(evaluation);
      const step = newtonStep(evaluation, free, this.#x);
      this.#relativeStep = 0;
      let gain = 0;
      free.forEach((k, i) => {
        this.#relativeStep = Math.max(this.#relativeStep, Math.abs(step[i]) / this.#x[k]);
        gain -= step[i] * evaluation.gradient[k];
      });
      if (this.#relativeStep < this.#options.tolerance) return 'relative-step';
      idle = gain < NEGLIGIBLE_GAIN ? idle + 1 : 0;
      if (idle > PATIENCE) return 'flat';
      if (this.#evaluations >= this.#options.budget) return 'budget';
      this.#iterations++;
      if (!this.#search(free, step)) return gain < NEGLIGIBLE_GAIN ? 'flat' : 'line-search';
    }
  }

  #freeParameters(evaluation: Evaluation): number[] {
    const free: number[] = [];
    this.#x.forEach((value, k) => {
      if (value > 0 && !(this.#atFloor(k) && evaluation.gradient[k] >= 0)) free.push(k);
    });
    return free;
  }

  /** Halves the step until the value does not rise; false where it always does. */
  #search(free: readonly number[], step: Float64Array): boolean {
    const slack = 1e-12 * Math.abs(this.#value);
    let length = 1;
    for (let halving = 0; halving <= HALVINGS; halving++, length /= 2) {
      const trial = this.#x.slice();
      free.forEach((k, i) => {
        const moved = this.#x[k] + length * step[i];
        const held = Math.min(Math.max(moved, this.#x[k] / 50), this.#x[k] * 100);
        trial[k] = Math.min(Math.max(held, this.#options.floor), this.#options.ceiling);
      });
      const value = this.#evaluate(trial);
      if (value <= this.#value + slack) {
        this.#x = trial;
        this.#value = value;
        return true;
      }
      if (this.#evaluations >= this.#options.budget) break;
    }
    // The objective now holds another point: come back.
    this.#value = this.#evaluate(this.#x);
    return false;
  }

  #nearKnown(): boolean {
    const { known, sameBasin, floor } = this.#options;
    if (!known) return false;
    return this.#x.every((value, k) =>
      known.x[k] === 0
        ? value <= 2 * floor
        : Math.abs(value - known.x[k]) <= sameBasin * known.x[k],
    );
  }

  /** Sets parameters at the floor to exactly zero; takes them back if the value rises. */
  #pinFloors(): boolean {
    if (!Number.isFinite(this.#value)) return false;
    const gradient = this.#objective.evaluation().gradient;
    const trial = this.#x.map((value, k) =>
      value > 0 && this.#atFloor(k) && gradient[k] >= 0 ? 0 : value,
    );
    if (trial.every((value, k) => value === this.#x[k])) return false;
    const before = this.#value;
    const value = this.#evaluate(trial);
    if (value <= before + 1e-9 + 1e-12 * Math.abs(before)) {
      this.#x = trial;
      this.#value = value;
      return true;
    }
    this.#value = this.#evaluate(this.#x);
    return false;
  }

  /** Frees zeros whose gradient at the floor points inwards. */
  #freeZeros(): boolean {
    if (!this.#x.some((value) => value === 0)) return false;
    const lifted = this.#x.map((value) => (value === 0 ? this.#options.floor : value));
    const value = this.#evaluate(lifted);
    const gradient = Number.isFinite(value) ? this.#objective.evaluation().gradient : null;
    const freed = this.#x.map((x, k) => (x === 0 && gradient && gradient[k] < 0 ? lifted[k] : x));
    const changed = freed.some((x, k) => x !== this.#x[k]);
    this.#x = freed;
    this.#value = this.#evaluate(freed);
    return changed;
  }
}

/** -H^-1 g on the free parameters, with a growing ridge where H is not positive definite. */
function newtonStep(
  evaluation: Evaluation,
  free: readonly number[],
  x: Float64Array,
): Float64Array {
  const down = Float64Array.from(free, (k) => -evaluation.gradient[k]);
  for (let ridge = 0; ridge < 1e9; ridge = ridge === 0 ? 1e-8 : ridge * 100) {
    const h = free.map((i) =>
      Float64Array.from(free, (j) => {
        const entry = evaluation.information[i][j];
        return i === j ? entry + ridge * (Math.abs(entry) + 1e-12) : entry;
      }),
    );
    const step = solvePositiveDefinite(h, down);
    if (step && dot(step, down) > 0) return step;
  }
  // No curvature to use: a step in the logarithm of each parameter.
  return down.map((value, i) => value * x[free[i]] ** 2);
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}
