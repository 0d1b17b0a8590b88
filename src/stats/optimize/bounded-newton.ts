import { GROW, newtonStep, SHRINK } from './newton-step.ts';
import type { Evaluation, Objective } from './objective.ts';
import { NEAR_ENOUGH, withSecant } from './secant-update.ts';
import type { Step } from './secant-update.ts';

export interface NewtonOptions {
  /** Least positive value of a parameter; below it only an exact zero is left. */
  readonly floor: number;
  /** No parameter is raised above this. */
  readonly ceiling: number;
  /** Stop once every free parameter's Newton step is below this share of it. */
  readonly tolerance: number;
  /** Most values computed. */
  readonly budget: number;
  /** A minimum already found: stop early once here or one step on is within `sameBasin` of it, relatively. */
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
/** Steps of negligible gain taken before giving up on the tolerance. */
const PATIENCE = 20;
/** Damping of the information matrix tried in turn, and how often the step is halved under each. */
const DAMPING = [
  { ridge: 0, halvings: 10 },
  { ridge: 1e-4, halvings: 4 },
  { ridge: 1e-2, halvings: 4 },
  { ridge: 1, halvings: 4 },
  { ridge: 100, halvings: 8 },
] as const;
/** Steps that shrink by this factor do so for good. */
const FAST = 0.05;
/** Relative step at which parameters at the floor may be set to zero. */
const NEAR = 1e-3;
/** A criterion that a change of log x by one moves by less than this has come to rest. */
const AT_REST = 1e-4;

/**
 * Minimises over non-negative parameters by Newton steps on the free ones, each parameter held within
 * [x/50, 100 x] and the step halved, then damped, until the value does not rise by more than
 * rounding. A parameter at the floor whose gradient pushes outwards is set to exactly zero and the
 * others converge again; at the end zeros whose gradient at the floor points inwards are freed once
 * more.
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
    // The others need not come to rest beside a floor that is about to become a zero.
    let stopped = this.#converge(NEAR);
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

  /**
   * Newton iterations with the present zeros held, until steps are relatively smaller than the
   * tolerance, or, where parameters are held at the floor, than `beside`.
   */
  #converge(beside = 0): Minimum['stopped'] {
    let idle = 0;
    let before: Step | null = null;
    for (;;) {
      if (!Number.isFinite(this.#value) || this.#atCeiling()) return 'line-search';
      if (this.#nearKnown(this.#x)) return 'same-basin';
      const derivatives = this.#objective.evaluation();
      const free = this.#freeParameters(derivatives);
      const evaluation = before ? withSecant(derivatives, before, this.#x, free) : derivatives;
      const step = newtonStep(evaluation, free, this.#x, 0);
      const last = this.#relativeStep;
      this.#relativeStep = 0;
      let gain = 0;
      free.forEach((k, i) => {
        this.#relativeStep = Math.max(this.#relativeStep, Math.abs(step[i]) / this.#x[k]);
        gain -= step[i] * evaluation.gradient[k];
      });
      const held = this.#x.some((value, k) => value > 0 && !free.includes(k));
      const tolerance = Math.max(this.#options.tolerance, held ? beside : 0);
      if (this.#relativeStep < tolerance) return 'relative-step';
      const next = this.#moved(free, step, 1);
      if (this.#nearKnown(next)) {
        this.#x = next;
        this.#value = this.#evaluate(next);
        return 'same-basin';
      }
      if (idle > PATIENCE) return 'flat';
      if (this.#evaluations >= this.#options.budget) return 'budget';
      this.#iterations++;
      const value = this.#value;
      before = { x: this.#x, gradient: derivatives.gradient };
      const negligible = Math.max(NEGLIGIBLE_GAIN, this.#objective.rounding());
      if (!this.#advance(evaluation, free)) {
        const rest = free.every((k) => Math.abs(this.#x[k] * evaluation.gradient[k]) < AT_REST);
        return rest ? 'flat' : 'line-search';
      }
      // Steps that shrink this fast leave the next one below the tolerance: it need not be computed.
      const rate = this.#relativeStep / last;
      if (last < NEAR_ENOUGH && rate < FAST && rate * this.#relativeStep < tolerance) {
        this.#relativeStep *= rate;
        return 'relative-step';
      }
      idle = Math.min(gain, value - this.#value) < negligible ? idle + 1 : 0;
    }
  }

  #freeParameters(evaluation: Evaluation): number[] {
    const free: number[] = [];
    this.#x.forEach((value, k) => {
      if (value > 0 && !(this.#atFloor(k) && evaluation.gradient[k] >= 0)) free.push(k);
    });
    return free;
  }

  /** A step that does not raise the value, damped as far as it takes; false where there is none. */
  #advance(evaluation: Evaluation, free: readonly number[]): boolean {
    const slack = 1e-12 * Math.abs(this.#value) + this.#objective.rounding();
    for (const { ridge, halvings } of DAMPING) {
      const step = newtonStep(evaluation, free, this.#x, ridge);
      for (let halving = 0, length = 1; halving <= halvings; halving++, length /= 2) {
        const trial = this.#moved(free, step, length);
        const value = this.#evaluate(trial);
        if (value <= this.#value + slack) {
          this.#x = trial;
          this.#value = value;
          return true;
        }
        if (this.#evaluations >= this.#options.budget) break;
      }
    }
    // The objective now holds another point: come back.
    this.#value = this.#evaluate(this.#x);
    return false;
  }

  #moved(free: readonly number[], step: Float64Array, length: number): Float64Array<ArrayBuffer> {
    const { floor, ceiling } = this.#options;
    const trial = this.#x.slice();
    free.forEach((k, i) => {
      const moved = this.#x[k] + length * step[i];
      trial[k] = Math.min(Math.max(moved, SHRINK * this.#x[k], floor), GROW * this.#x[k], ceiling);
    });
    return trial;
  }

  #nearKnown(x: Float64Array): boolean {
    const { known, sameBasin, floor } = this.#options;
    if (!known) return false;
    return x.every((value, k) =>
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
