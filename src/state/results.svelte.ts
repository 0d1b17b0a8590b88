import { settle } from '../analyses/slices/options.ts';
import type { Database } from '../client/database.ts';
import type { StoppableFitter } from '../client/fitter.ts';
import type { JudgesWorker } from '../client/judges-worker.ts';
import { runSlices } from '../client/run-analysis.ts';
import { askRanks } from '../client/run-ranks.ts';
import type { LevelRanks, SliceAnswer } from '../domain/slice.ts';
import { JudgesAnswers } from './answers/judges.svelte.ts';
import { GeneralizationAnswers } from './answers/generalization.svelte.ts';
import { VarianceAnswers } from './answers/variance.svelte.ts';
import type { ScoreWorkers } from '../client/resampler.ts';
import { AgreementAnswers } from './answers/agreement.svelte.ts';
import { LadderAnswers } from './answers/ladder.svelte.ts';
import { EnsemblesAnswers } from './answers/ensembles.svelte.ts';
import { Scoring } from './answers/scoring.ts';
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
  readonly variance: VarianceAnswers;
  readonly judges: JudgesAnswers;
  readonly generalization: GeneralizationAnswers;
  readonly agreement: AgreementAnswers;
  readonly ladder: LadderAnswers;
  readonly ensembles: EnsemblesAnswers;
  readonly #scoring: Scoring;
  /** Answers of the views that keep them in a class of their own, by view. */
  readonly #ofView: Partial<Record<ViewName, ViewAnswers>>;
  readonly #database: Database;

  constructor(
    database: Database,
    fitter: StoppableFitter,
    judges: JudgesWorker,
    scorers: ScoreWorkers,
  ) {
    this.#scoring = new Scoring(database, scorers);
    this.agreement = new AgreementAnswers(this.#scoring);
    this.ladder = new LadderAnswers(this.#scoring);
    this.ensembles = new EnsemblesAnswers(this.#scoring);
    this.#database = database;
    this.variance = new VarianceAnswers(database, fitter);
    this.judges = new JudgesAnswers(database, judges);
    this.generalization = new GeneralizationAnswers(database, fitter);
    this.#ofView = {
      variance: this.variance,
      judges: this.judges,
      agreement: this.agreement,
      ladder: this.ladder,
      ensembles: this.ensembles,
      generalization: this.generalization,
    };
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
    this.#restBut(view);
    this.#ofView[view]?.ask(subject);
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
      return askRanks(this.#database, ranked, facet, signal);
    });
  }

  /** Asks for what a view shows that asks the files themselves, where the question has no answer. */
  askFiles(subject: Subject): void {
    this.leaveQuestion();
    this.#ofView[subject.view]?.ask(subject);
  }

  /** Views that are not on show work nothing out. */
  #restBut(view: ViewName): void {
    for (const [name, answers] of Object.entries(this.#ofView)) if (name !== view) answers.rest?.();
  }

  /** The data cannot answer the question: no answer to an earlier one may stay. */
  leaveQuestion(): void {
    this.slices.clear();
    this.ranks.clear();
    this.#scoring.clear();
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
