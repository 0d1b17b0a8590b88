import type { VarianceAnswer } from '../analyses/variance/fit.ts';
import { settle } from '../analyses/slices/options.ts';
import type { Database } from '../client/database.ts';
import type { StoppableFitter } from '../client/fitter.ts';
import type { JudgesWorker } from '../client/judges-worker.ts';
import { runSlices } from '../client/run-analysis.ts';
import { runVariance } from '../client/run-variance.ts';
import type { LevelRanks, Removable, SliceAnswer } from '../domain/slice.ts';
import { JudgesAnswers } from './answers/judges.svelte.ts';
import { GeneralizationAnswers } from './answers/generalization.svelte.ts';
import { FitAnswers } from './fit-answers.svelte.ts';
import { Slot } from './slot.svelte.ts';
import type { Subject, ViewAnswers } from './subject.ts';
import { VIEWS, answersQuestion } from './view-names.ts';
import type { ViewName } from './view-names.ts';

/** From so many observations on, comparing takes long enough to hold up the next filter. */
const LARGE = 500_000;
/** Milliseconds without another question, after which a large study's levels are compared. */
const QUIET = 400;

/** The answers to the present question, each worked out when a view needs it. */
export class Results {
  readonly slices = new Slot<SliceAnswer>();
  readonly ranks = new Slot<LevelRanks>();
  readonly fit = new Slot<VarianceAnswer>();
  readonly removable = new Slot<Removable>();
  /** What is asked of the fit on show. */
  readonly answers: FitAnswers;
  readonly judges: JudgesAnswers;
  readonly generalization: GeneralizationAnswers;
  /** Answers of the views that keep them in a class of their own, by view. */
  readonly #ofView: Partial<Record<ViewName, ViewAnswers>>;
  readonly #database: Database;
  readonly #fitter: StoppableFitter;
  #fitted = '';
  #subject: Subject | null = null;

  constructor(database: Database, fitter: StoppableFitter, judges: JudgesWorker) {
    this.#database = database;
    this.#fitter = fitter;
    this.answers = new FitAnswers(database, fitter);
    this.judges = new JudgesAnswers(database, judges);
    this.generalization = new GeneralizationAnswers(database, fitter);
    this.#ofView = { judges: this.judges, generalization: this.generalization };
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
    this.#ofView[view]?.ask(subject);
    if (view !== 'variance') return;
    void this.#fit(subject, JSON.stringify(about));
  }

  /** Profile interval of one component of the fit on show. */
  profile(term: string): void {
    const answer = this.fit.value;
    if (answer?.ok && !this.fit.busy) this.answers.profile(answer.value.fit, term);
  }

  /** Runs the bootstrap that was stopped once more. */
  runAgain(): void {
    this.answers.bootstrap.clear();
    if (this.fit.value?.ok && !this.fit.busy && this.#subject)
      this.answers.ask(this.fit.value.value, this.#subject);
  }

  /** Residual spread of a large study, on demand. */
  askSpread(): void {
    const answer = this.fit.value;
    if (answer?.ok && !this.fit.busy && this.#subject)
      this.answers.askSpread(answer.value, this.#subject);
  }

  /** The fit first, alone; once it is on show, all that is asked of it and beside it. */
  async #fit(subject: Subject, about: string): Promise<void> {
    const { dataset, question, options } = subject;
    const { method, terms } = options.variance;
    const key = JSON.stringify([about, method, terms]);
    this.#subject = subject;
    if (key !== this.#fitted) this.answers.hold();
    this.#fitted = key;
    await this.fit.ask(key, (signal) =>
      runVariance(this.#database, this.#fitter, dataset, question, options.variance, signal),
    );
    if (this.fit.busy) return;
    void this.removable.ask(about, () => this.#database.removable(question));
    // The options may have changed since, and with them what is asked of the fit.
    if (this.fit.value?.ok) this.answers.ask(this.fit.value.value, this.#subject);
    else this.answers.clear();
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

  /** Asks for what a view shows that asks the files themselves, where the question has no answer. */
  askFiles(subject: Subject): void {
    this.leaveQuestion();
    this.#ofView[subject.view]?.ask(subject);
  }

  /** The data cannot answer the question: no answer to an earlier one may stay. */
  leaveQuestion(): void {
    this.slices.clear();
    this.ranks.clear();
    this.fit.clear();
    this.answers.clear();
    this.removable.clear();
    this.#fitted = '';
    for (const { name } of VIEWS) if (answersQuestion(name)) this.#ofView[name]?.clear();
  }

  /** Other data: no earlier answer may stay. */
  clear(): void {
    this.leaveQuestion();
    for (const answers of Object.values(this.#ofView)) answers.clear();
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
