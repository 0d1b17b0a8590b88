import type { ResampleWork } from '../src/protocol/resampler.ts';
import { replicateDisattenuated } from '../src/stats/agreement/disattenuated-matrix.ts';
import {
  matrixReplicator,
  replicatePair,
  replicatesOf,
} from '../src/stats/agreement/resample-matrix.ts';
import type { ScoreBook } from '../src/stats/agreement/score-book.ts';
import { onlyTask, scoreMatrix, selectRows } from '../src/stats/agreement/score-matrix.ts';
import type { Show } from '../src/stats/agreement/score-matrix.ts';
import { onlyTaskParts, referenceParts, scoreParts } from '../src/stats/agreement/score-parts.ts';
import { replicateShared, sharedScope } from '../src/stats/agreement/shared-behaviour.ts';
import { sharedPlan } from '../src/stats/agreement/shared-plan.ts';
import type { SharedInput, SharedPlan } from '../src/stats/agreement/shared-plan.ts';
import type { ScoreMatrix } from '../src/stats/agreement/types.ts';
import type { DenseKernels } from '../src/stats/linalg/dense-kernels.ts';
import type { ReplicateRange } from '../src/stats/resample/cluster-draws.ts';
import type { RunningMoments } from '../src/stats/resample/running-moments.ts';

type Replicator = (range: ReplicateRange) => RunningMoments;

/** Works that are resampled at the same time: a view's headline, its matrix and a pair in focus. */
const MOST_REPLICATORS = 3;

interface Shared {
  readonly input: SharedInput;
  readonly plan: SharedPlan;
}

/** Splitting scores into parts is part of no answer's seed, so that every worker splits alike. */
const PART_SEED = 1;

/** Multiply-adds that all replicates of shared behaviour may take together, and the fewest to make. */
const MOST_WORK = 6e10;
const FEWEST_REPLICATES = 100;

/** The scores of one question, with what was last made of them for the next call to use. */
export class Scores {
  #matrix: { key: string; made: ScoreMatrix } | null = null;
  #shared: { key: string; made: Shared } | null = null;
  readonly #replicators = new Map<string, Replicator>();

  constructor(
    readonly book: ScoreBook,
    readonly grades: ReadonlyMap<number, Float64Array | null>,
    readonly kernels: DenseKernels,
  ) {}

  /** The matrix of all tasks or one, with all rows or some. */
  matrix(show: Show, task: number | null, rows?: readonly number[]): ScoreMatrix {
    const key = JSON.stringify([show, task]);
    if (this.#matrix?.key !== key) {
      const whole = scoreMatrix(this.book, show);
      this.#matrix = { key, made: task === null ? whole : onlyTask(whole, task) };
    }
    return rows ? selectRows(this.#matrix.made, rows) : this.#matrix.made;
  }

  /** The plan of what takes noise out of correlations, of all tasks or one. */
  shared(show: Show, task: number | null, average: 'micro' | 'macro'): Shared {
    const key = JSON.stringify([show, task, average]);
    if (this.#shared?.key !== key) {
      const models = scoreParts(this.book, show, PART_SEED);
      const reference = referenceParts(this.book, PART_SEED);
      const input: SharedInput = {
        matrix: this.matrix(show, task),
        modelParts: models && onlyTaskParts(models, this.book.columns, task),
        referenceParts: reference && onlyTaskParts(reference, this.book.columns, task),
        average,
      };
      this.#shared = { key, made: { input, plan: sharedPlan(input, this.kernels) } };
    }
    return this.#shared.made;
  }

  /** What makes replicates of some work, kept from one range to the next; several may take turns. */
  replicator(work: ResampleWork): Replicator {
    const key = JSON.stringify(work);
    const made = this.#replicators.get(key) ?? this.#prepare(work);
    this.#replicators.delete(key);
    this.#replicators.set(key, made);
    const [oldest] = this.#replicators.keys();
    if (this.#replicators.size > MOST_REPLICATORS) this.#replicators.delete(oldest);
    return made;
  }

  replicates(work: ResampleWork, wanted: number): number {
    switch (work.kind) {
      case 'pair':
        return wanted;
      case 'matrix':
        return replicatesOf(this.matrix(work.show, work.task), work.coefficient, wanted);
      case 'disattenuated':
        return affordable(this.shared(work.show, work.task, work.average).plan.cost, wanted);
      case 'shared': {
        const { plan } = this.shared(work.show, null, work.average);
        return affordable(plan.cost + plan.acrossCost, wanted);
      }
    }
  }

  #prepare(work: ResampleWork): Replicator {
    if (work.kind === 'shared') {
      const { plan, input } = this.shared(work.show, null, work.average);
      const scope = sharedScope(plan);
      return (range) => replicateShared(plan, scope, input.matrix.columns.clusters, range);
    }
    if (work.kind === 'disattenuated') {
      const { plan, input } = this.shared(work.show, work.task, work.average);
      return (range) => replicateDisattenuated(plan, input.matrix, range);
    }
    const { coefficient, average } = work;
    if (work.kind === 'pair') {
      const pair = this.matrix(work.show, work.task, work.rows);
      return (range) => replicatePair(pair, coefficient, average, range);
    }
    const matrix = this.matrix(work.show, work.task);
    return matrixReplicator(matrix, coefficient, average, this.kernels);
  }
}

function affordable(cost: number, wanted: number): number {
  return Math.min(wanted, Math.max(FEWEST_REPLICATES, Math.floor(MOST_WORK / cost)));
}
