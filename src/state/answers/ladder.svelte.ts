import type { LadderAnswer } from '../../analyses/ladder/answers.ts';
import { loadBenchmarks } from '../../client/load-benchmarks.ts';
import { runLadder } from '../../client/run-ladder.ts';
import { ok } from '../../domain/problem.ts';
import type { Result } from '../../domain/problem.ts';
import { Slot } from '../slot.svelte.ts';
import type { Subject, ViewAnswers } from '../subject.ts';
import type { Scoring } from './scoring.ts';

/** What the Ladder shows: its lines come with their intervals. */
export class LadderAnswers implements ViewAnswers {
  readonly ladder = new Slot<LadderAnswer>();
  readonly #scoring: Scoring;

  constructor(scoring: Scoring) {
    this.#scoring = scoring;
  }

  ask({ dataset, question, options }: Subject): void {
    const { show, benchmark } = options.ladder;
    const key = JSON.stringify([dataset.version, question, show, benchmark]);
    void this.ladder.ask(key, (signal) => this.#work({ dataset, question, options }, signal));
  }

  clear(): void {
    this.ladder.clear();
  }

  async #work(
    { dataset, question, options }: Pick<Subject, 'dataset' | 'question' | 'options'>,
    signal: AbortSignal,
  ): Promise<Result<LadderAnswer>> {
    const loaded = await this.#scoring.ready(dataset, question);
    if (!loaded.ok) return loaded;
    const figures = await loadBenchmarks(this.#scoring.database, dataset);
    if (!figures.ok) return figures;
    const about = {
      loaded: loaded.value,
      figures: figures.value,
      question,
      options: options.ladder,
    };
    return ok(await runLadder(this.#scoring.workers, about, signal));
  }
}
