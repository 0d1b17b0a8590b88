import type { Database } from '../client/database.ts';
import { readVocabulary, runSql } from '../client/run-sql.ts';
import type { SqlResult, SqlVocabulary } from '../client/run-sql.ts';
import type { Problem } from '../domain/problem.ts';
import type { Question } from '../domain/question.ts';

/** The statement on the desk and its answer. A statement runs only when the reader says so. */
export class SqlDesk {
  /** What the editor holds. */
  text = $state('');
  /** Whether the text came with a link and has not been run here. */
  isFromLink = $state(false);
  busy = $state(false);
  /** The last answer; it stays on show until the next is there. */
  answer = $state.raw<SqlResult | null>(null);
  problem = $state.raw<Problem | null>(null);
  /** The text that answer or problem belong to. */
  ran = $state('');
  vocabulary = $state.raw<SqlVocabulary | null>(null);
  readonly #database: Database;
  #runs = 0;
  #running: Promise<void> = Promise.resolve();
  /** The question that the last run was about. */
  #question: Question | null = null;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Puts another text on the desk, without running it. */
  put(text: string, isFromLink: boolean): void {
    if (text === this.text) return;
    this.text = text;
    this.isFromLink = isFromLink;
    this.#forget();
  }

  /** Runs what is on the desk; a statement that still runs is stopped first. */
  async run(question: Question): Promise<void> {
    if (this.busy) await this.stop();
    await this.#running;
    this.#running = this.#run(question);
    await this.#running;
  }

  /** Runs a statement about `slice` again, where the reader has run it and the question has changed. */
  async follow(question: Question): Promise<void> {
    if (this.#question === null || this.busy || this.ran !== this.text) return;
    if (JSON.stringify(question) === JSON.stringify(this.#question)) return;
    if (/\bslice\b/i.test(this.text)) await this.run(question);
  }

  /** Stops the statement that runs. */
  async stop(): Promise<void> {
    await this.#database.cancelSql();
  }

  /** Reads the words and tables that the editor completes. */
  async learn(question: Question): Promise<void> {
    this.vocabulary = await readVocabulary(this.#database, question);
  }

  /** Other data: answers given before are of no use. */
  clear(): void {
    this.#forget();
    this.vocabulary = null;
  }

  async #run(question: Question): Promise<void> {
    const run = ++this.#runs;
    const { text } = this;
    this.isFromLink = false;
    this.busy = true;
    this.#question = question;
    try {
      const result = await runSql(this.#database, text, question);
      if (run !== this.#runs) return;
      this.ran = text;
      this.problem = result.ok ? null : result.problem;
      this.answer = result.ok ? result.value : null;
      // A statement that keeps a table leaves another name to complete.
      if (result.ok && !/^\s*(select|from|with)\b/i.test(text)) await this.learn(question);
    } finally {
      this.busy = false;
    }
  }

  #forget(): void {
    this.#runs += 1;
    if (this.busy) void this.stop();
    this.answer = null;
    this.problem = null;
    this.ran = '';
    this.#question = null;
  }
}
