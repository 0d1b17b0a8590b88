import { settle } from '../analyses/slices/options.ts';
import type { Database } from '../client/database.ts';
import type { StoppableFitter } from '../client/fitter.ts';
import { runSlices } from '../client/run-analysis.ts';
import { runVariance } from '../client/run-variance.ts';
import type { VarianceFit } from '../client/run-variance.ts';
import type { Dataset } from '../domain/dataset.ts';
import type { Question } from '../domain/question.ts';
import type { LevelRanks, Removable, SliceAnswer } from '../domain/slice.ts';
import { Slot } from './slot.svelte.ts';
import type { ViewOptions } from './url.ts';
import type { ViewName } from './view-names.ts';

/** What answers are wanted to. */
export interface Subject {
  readonly dataset: Dataset;
  readonly question: Question;
  readonly view: ViewName;
  readonly options: ViewOptions;
}

/** From so many observations on, comparing takes long enough to hold up the next filter. */
const LARGE = 500_000;
/** Milliseconds without another question, after which a large study's levels are compared. */
const QUIET = 400;

/** The answers to the present question, each worked out when a view needs it. */
export class Results {
  readonly slices = new Slot<SliceAnswer>();
  readonly ranks = new Slot<LevelRanks>();
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
    const sliced = this.slices.ask(JSON.stringify([about, by, rows, columns]), () =>
      runSlices(this.#database, dataset, question, options.slices),
    );
    if (view === 'slices') void this.#rank(subject, sliced);
    if (view !== 'variance') return;
    const { method, terms } = options.variance;
    void this.fit.ask(JSON.stringify([about, method, terms]), (signal) =>
      runVariance(this.#database, this.#fitter, dataset, question, options.variance, signal),
    );
    void this.removable.ask(JSON.stringify(about), () => this.#database.removable(question));
  }

  /**
   * Ranks after the slices, which nothing may hold up. A filter on the ranked facet itself plays no
   * part in them, so choosing one of its marks ranks nothing anew.
   */
  async #rank({ dataset, question, options }: Subject, sliced: Promise<void>): Promise<void> {
    const facet = settle(options.slices, dataset).by;
    const filters = question.filters.filter((filter) => filter.facet !== facet);
    const ranked = { ...question, filters };
    await this.ranks.ask(JSON.stringify([dataset.version, ranked, facet]), async (signal) => {
      await sliced.catch(() => undefined);
      if (dataset.observations > LARGE) await pause(QUIET, signal);
      return this.#database.compare(ranked, facet);
    });
  }

  /** Other data: no earlier answer may stay. */
  clear(): void {
    this.slices.clear();
    this.ranks.clear();
    this.fit.clear();
    this.removable.clear();
  }
}

/** Waits; a stop rejects with the signal's reason. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
