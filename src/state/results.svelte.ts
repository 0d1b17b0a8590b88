import type { Database } from '../client/database.ts';
import type { StoppableFitter } from '../client/fitter.ts';
import { Latest, STALE } from '../client/latest.ts';
import { runSlices } from '../client/run-analysis.ts';
import { runVariance } from '../client/run-variance.ts';
import type { VarianceFit } from '../client/run-variance.ts';
import type { Dataset } from '../domain/dataset.ts';
import type { Result } from '../domain/problem.ts';
import type { Question } from '../domain/question.ts';
import type { Removable, SliceAnswer } from '../domain/slice.ts';
import type { ViewOptions } from './url.ts';
import type { ViewName } from './view-names.ts';

/** What answers are wanted to. */
export interface Subject {
  readonly dataset: Dataset;
  readonly question: Question;
  readonly view: ViewName;
  readonly options: ViewOptions;
}

/** An answer on show, and the one that is being worked out. */
class Slot<T> {
  /** The last answer; it stays on show until the next is there. */
  value = $state.raw<Result<T> | null>(null);
  busy = $state(false);
  /** Whether the reader stopped it; there is then no answer to the present question. */
  stopped = $state(false);
  #latest = new Latest();
  #asked = '';

  /** Works an answer out, unless `key` says that it has been asked for already. */
  async ask(key: string, task: (signal: AbortSignal) => Promise<Result<T>>): Promise<void> {
    if (key === this.#asked) return;
    this.#asked = key;
    this.busy = true;
    this.stopped = false;
    try {
      const answer = await this.#latest.run(task);
      if (answer === STALE) return;
      this.value = answer;
      this.busy = false;
    } catch (error) {
      if (key === this.#asked) this.clear();
      throw error;
    }
  }

  /** Stops what is being worked out; nothing answers the present question then. */
  stop(): void {
    this.#latest.cancel();
    this.value = null;
    this.busy = false;
    this.stopped = true;
  }

  /** Takes the answer off show, and asks anew next time. */
  clear(): void {
    this.#latest.cancel();
    this.#asked = '';
    this.value = null;
    this.busy = false;
    this.stopped = false;
  }
}

/** The answers to the present question, each worked out when a view needs it. */
export class Results {
  readonly slices = new Slot<SliceAnswer>();
  readonly fit = new Slot<VarianceFit>();
  readonly removable = new Slot<Removable>();
  readonly #database: Database;
  readonly #fitter: StoppableFitter;

  constructor(database: Database, fitter: StoppableFitter) {
    this.#database = database;
    this.#fitter = fitter;
  }

  /** Asks for what the view shows; slices always, since the question bar tells what stands behind. */
  ask(subject: Subject): void {
    const { dataset, question, view, options } = subject;
    const about = [dataset.version, question];
    const { by, rows, columns } = options.slices;
    void this.slices.ask(JSON.stringify([about, by, rows, columns]), () =>
      runSlices(this.#database, dataset, question, options.slices),
    );
    if (view !== 'variance') return;
    const { method, terms } = options.variance;
    void this.fit.ask(JSON.stringify([about, method, terms]), (signal) =>
      runVariance(this.#database, this.#fitter, dataset, question, options.variance, signal),
    );
    void this.removable.ask(JSON.stringify(about), () => this.#database.removable(question));
  }

  /** Other data: no earlier answer may stay. */
  clear(): void {
    this.slices.clear();
    this.fit.clear();
    this.removable.clear();
  }
}
