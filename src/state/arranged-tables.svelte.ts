import type { Database, Progress } from '../client/database.ts';
import { AS_READ, arrangementOf, isSameArrangement } from '../domain/arrangement.ts';
import type { Arrangement } from '../domain/arrangement.ts';
import type { Dataset } from '../domain/dataset.ts';
import type { ExportFormat } from '../domain/export-format.ts';
import type { Result } from '../domain/problem.ts';
import type { Question } from '../domain/question.ts';
import { questionGaps } from './question-gaps.ts';
import type { QuestionGap } from './question-gaps.ts';

/** The loaded tables, their names and grades in step with the question. */
export class ArrangedTables {
  /** The arrangement the tables have, or are being given. */
  #present = $state.raw<Arrangement>(AS_READ);
  readonly #database: Database;
  readonly #ondone: (result: Result<Dataset>) => void;

  constructor(database: Database, ondone: (result: Result<Dataset>) => void) {
    this.#database = database;
    this.#ondone = ondone;
  }

  /** Whether the tables are as the question wants them. */
  suit(question: Question): boolean {
    return isSameArrangement(arrangementOf(question), this.#present);
  }

  /** What a question names that the data do not have; nothing while its names are being given. */
  gaps(question: Question, dataset: Dataset): QuestionGap[] {
    return dataset.observations > 0 && this.suit(question) ? questionGaps(question, dataset) : [];
  }

  /** All canonical tables as one ZIP, which can be dropped again. */
  export(format: ExportFormat, onProgress: (progress: Progress) => void): Promise<Result<Blob>> {
    return this.#database.exportTables(format, onProgress);
  }

  /** Has levels called and grades counted as the question wants. */
  async follow(question: Question): Promise<void> {
    const wanted = arrangementOf(question);
    const before = this.#present;
    this.#present = wanted;
    const result = await this.#database.arrange(wanted);
    // Another question may have been asked meanwhile; its own arrangement then follows.
    if (this.#present !== wanted) return;
    if (!result.ok) this.#present = before;
    this.#ondone(result);
  }
}
