import type { JudgesReport } from '../../analyses/judges/report.ts';
import type { Database } from '../../client/database.ts';
import type { JudgesWorker } from '../../client/judges-worker.ts';
import { runJudges } from '../../client/run-judges.ts';
import { Slot } from '../slot.svelte.ts';
import type { Subject, ViewAnswers } from '../subject.ts';

/** What judgements say of judges; it is asked of the files, whatever the question. */
export class JudgesAnswers implements ViewAnswers {
  readonly report = new Slot<JudgesReport>();
  readonly #database: Database;
  readonly #worker: JudgesWorker;

  constructor(database: Database, worker: JudgesWorker) {
    this.#database = database;
    this.#worker = worker;
  }

  ask({ dataset, options }: Subject): void {
    const asked = { ...options.judges, tables: [] };
    void this.report.ask(JSON.stringify([dataset.version, asked]), () =>
      runJudges(this.#database, this.#worker, dataset, options.judges),
    );
  }

  clear(): void {
    this.report.clear();
  }
}
