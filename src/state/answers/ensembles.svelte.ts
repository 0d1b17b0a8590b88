import type { EnsemblesAnswer } from '../../analyses/ensembles/answers.ts';
import { loadBenchmarks } from '../../client/load-benchmarks.ts';
import { runEnsembles } from '../../client/run-ensembles.ts';
import { ok } from '../../domain/problem.ts';
import { Slot } from '../slot.svelte.ts';
import type { Subject, ViewAnswers } from '../subject.ts';
import type { Scoring } from './scoring.ts';

/** What Ensembles shows. Weights are by the benchmark that the Ladder takes. */
export class EnsemblesAnswers implements ViewAnswers {
  readonly answer = new Slot<EnsemblesAnswer>();
  /** Share of the rules that are worked out. */
  share = $state<number | null>(null);
  readonly #scoring: Scoring;

  constructor(scoring: Scoring) {
    this.#scoring = scoring;
  }

  ask({ dataset, question, options }: Subject): void {
    const { members, chance, temperature } = options.ensembles;
    const { benchmark } = options.ladder;
    const key = JSON.stringify([
      ...[dataset.version, question, members],
      ...[chance, temperature, benchmark],
    ]);
    void this.answer.ask(key, async (signal) => {
      this.share = null;
      const loaded = await this.#scoring.ready(dataset, question);
      if (!loaded.ok) return loaded;
      const { database, workers } = this.#scoring;
      const figures = await loadBenchmarks(database, dataset);
      if (!figures.ok) return figures;
      const about = {
        ...{ loaded: loaded.value, figures: figures.value, benchmark },
        ...{ question, options: options.ensembles },
      };
      return ok(await runEnsembles(workers, about, (share) => (this.share = share), signal));
    });
  }

  rest(): void {
    if (this.answer.busy) this.answer.clear();
  }

  clear(): void {
    this.answer.clear();
  }
}
