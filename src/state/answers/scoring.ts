import type { LoadedScores } from '../../analyses/agreement/scorer-names.ts';
import type { Database } from '../../client/database.ts';
import { loadScoreNames, loadScores } from '../../client/load-scores.ts';
import type { ScoreWorkers } from '../../client/resampler.ts';
import type { Dataset } from '../../domain/dataset.ts';
import { ok } from '../../domain/problem.ts';
import type { Result } from '../../domain/problem.ts';
import type { Question } from '../../domain/question.ts';

/**
 * The scores of the present question in the workers that compute on them: loaded once, for whichever
 * view asks first. What agreement is about does not depend on how tasks are averaged.
 */
export class Scoring {
  #key = '';
  #loaded: Promise<Result<LoadedScores>> | null = null;

  constructor(
    readonly database: Database,
    readonly workers: ScoreWorkers,
  ) {}

  /** Sees to it that the workers hold the scores of this question. */
  ready(dataset: Dataset, question: Question): Promise<Result<LoadedScores>> {
    const key = JSON.stringify([dataset.version, { ...question, average: '' }]);
    if (this.#key !== key || this.#loaded === null) {
      this.#key = key;
      const before = this.#loaded;
      this.#loaded = this.#load(dataset, question, before).catch((error: unknown) => {
        if (this.#key === key) this.clear();
        throw error;
      });
    }
    return this.#loaded;
  }

  clear(): void {
    this.#key = '';
    this.#loaded = null;
  }

  /** In turn, so that the scores asked for last are the ones that stay. */
  async #load(
    dataset: Dataset,
    question: Question,
    before: Promise<unknown> | null,
  ): Promise<Result<LoadedScores>> {
    await before?.catch(() => undefined);
    const encoded = await loadScores(this.database, dataset, question);
    if (!encoded.ok) return encoded;
    const names = await loadScoreNames(this.database);
    if (!names.ok) return names;
    return ok({ summary: await this.workers.load(encoded.value), names: names.value });
  }
}
