import type {
  DeploymentReport,
  GeneralizationCounts,
  SurveyReport,
} from '../../analyses/generalization/counts.ts';
import type { Database, Progress } from '../../client/database.ts';
import type { StoppableFitter } from '../../client/fitter.ts';
import { Slot } from '../slot.svelte.ts';
import type { Subject, ViewAnswers } from '../subject.ts';
import { WAYS } from './ways.ts';

/** Answers of the Generalization view: what the files hold, models on question pairs, the survey. */
export class GeneralizationAnswers implements ViewAnswers {
  readonly counts = new Slot<GeneralizationCounts>();
  readonly deployment = new Slot<DeploymentReport | null>();
  readonly survey = new Slot<SurveyReport | null>();
  /** How far the regressions are. */
  progress = $state.raw<Progress | null>(null);
  readonly #database: Database;
  readonly #fitter: StoppableFitter;
  #subject: Subject | null = null;

  constructor(database: Database, fitter: StoppableFitter) {
    this.#database = database;
    this.#fitter = fitter;
  }

  /** The question plays no part: records of human generalization have no measure and no filter. */
  ask(subject: Subject): void {
    this.#subject = subject;
    void this.#ask(subject);
  }

  /** Ends the regressions; nothing answers then. */
  stop(): void {
    this.survey.stop();
    this.progress = null;
  }

  /** Runs the regressions that were stopped once more. */
  runAgain(): void {
    this.survey.clear();
    if (this.#subject) this.ask(this.#subject);
  }

  clear(): void {
    this.counts.clear();
    this.deployment.clear();
    this.survey.clear();
    this.progress = null;
    this.#subject = null;
  }

  async #ask(subject: Subject): Promise<void> {
    const { version } = subject.dataset;
    const { generalization: options } = subject.options;
    await this.counts.ask(String(version), async () =>
      (await WAYS.generalization()).runGeneralizationCounts(this.#database),
    );
    // The options may have changed since; the latest subject is asked.
    if (this.counts.busy || this.#subject !== subject || !this.counts.value?.ok) return;
    const counts = this.counts.value.value;
    const { beliefsFrom, beliefs, weights, folds, seed } = options;
    void this.deployment.ask(
      JSON.stringify([version, beliefsFrom, beliefs, weights]),
      async (signal) =>
        (await WAYS.generalization()).runDeployments(
          this.#database,
          this.#fitter,
          counts,
          options,
          signal,
        ),
    );
    void this.survey.ask(JSON.stringify([version, folds, seed]), async (signal) => {
      this.progress = null;
      const tell = (progress: Progress): void => {
        if (!signal.aborted) this.progress = progress;
      };
      const { runSurvey } = await WAYS.generalization();
      return runSurvey(this.#database, this.#fitter, counts, options, tell, signal);
    });
  }
}
