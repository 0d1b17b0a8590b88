import type { JudgesReport } from '../../analyses/judges/report.ts';
import type { Database } from '../../client/database.ts';
import type { JudgesWorker } from '../../client/judges-worker.ts';
import { Slot } from '../slot.svelte.ts';
import type { Subject, ViewAnswers } from '../subject.ts';
import { WAYS } from './ways.ts';

/** What judgements say of judges; it is asked of the files, whatever the question. */
export class JudgesAnswers implements ViewAnswers {
  readonly report = new Slot<JudgesReport>();
  readonly judged = new Slot<JudgesReport['judged']>();
  readonly #database: Database;
  readonly #worker: JudgesWorker;

  constructor(database: Database, worker: JudgesWorker) {
    this.#database = database;
    this.#worker = worker;
  }

  ask({ dataset, options }: Subject): void {
    const asked = { ...options.judges, tables: [] };
    const key = JSON.stringify([dataset.version, asked]);
    const first = this.report.ask(key, async () =>
      (await WAYS.judges()).runJudges(this.#database, this.#worker, dataset, options.judges),
    );
    // The rest after the answer, which nothing may hold up.
    void this.judged.ask(key, async () => {
      await first.catch(() => undefined);
      return (await WAYS.judges()).runJudged(this.#database, this.#worker, dataset, options.judges);
    });
  }

  clear(): void {
    this.report.clear();
    this.judged.clear();
  }
}
