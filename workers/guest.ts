import { tableFromIPC } from 'apache-arrow';
import { ProblemError } from '../src/domain/problem.ts';
import type { Problem } from '../src/domain/problem.ts';
import type { Question } from '../src/domain/question.ts';
import type { SqlParameter } from '../src/domain/sql-parameter.ts';
import type { SqlAnswer } from '../src/protocol/database.ts';
import { OWN_DATABASE, createSliceView } from '../src/sql/slice-view.ts';
import { ident, sql } from '../src/sql/sql.ts';
import { readUserStatement } from '../src/sql/user-statement.ts';
import type { UserStatement } from '../src/sql/user-statement.ts';
import { bindParameters } from './bind-parameters.ts';
import type { GuestConnection } from './engine.ts';
import { inTurn } from './in-turn.ts';

/** Rows that an answer keeps: a table of more is too high for a browser to scroll. */
const MOST_ROWS = 500_000;
/** Bytes that an answer keeps, since the page holds them beside the data. */
const MOST_BYTES = 256 * 2 ** 20;

type Bound = Awaited<ReturnType<typeof bindParameters>>;

const SEVERAL = /multiple statements/i;
/** Statements whose columns DESCRIBE does not tell. */
const UNDESCRIBED = ['explain', 'describe', 'desc', 'show', 'summarize'];

/**
 * Runs what readers type. Each statement runs alone in a transaction that has first written the view
 * `slice` into the readers' own database; DuckDB refuses a transaction that writes to two databases, so
 * that none of the workbench's tables can be changed, whatever is typed. The engine itself makes sure
 * that it is one statement, so that none can end the transaction and go on.
 */
export class Guest {
  readonly #connection: GuestConnection;
  readonly #turn = inTurn();
  #cancelled = false;

  constructor(connection: GuestConnection) {
    this.#connection = connection;
  }

  /** The answer to a statement with its parameters; throws a ProblemError where there is none. */
  ask(
    typed: string,
    question: Question | null,
    parameters: readonly SqlParameter[],
  ): Promise<SqlAnswer> {
    return this.#turn(async () => {
      this.#cancelled = false;
      const statement = readUserStatement(typed);
      if (!statement.ok) throw new ProblemError(statement.problem);
      const start = performance.now();
      await this.#connection.run('BEGIN TRANSACTION');
      try {
        await this.#connection.run(createSliceView(question).text);
        const answer = await this.#answer(statement.value, parameters);
        await this.#refuseTakenNames(statement.value);
        await this.#connection.run('COMMIT');
        return { ...answer, milliseconds: performance.now() - start };
      } catch (error) {
        await this.#rollBack();
        throw new ProblemError(this.#problem(typed, error));
      }
    });
  }

  /** Interrupts the statement that runs. */
  async cancel(): Promise<void> {
    this.#cancelled = true;
    await this.#connection.cancel();
  }

  /** Drops everything that readers have kept. */
  clear(): Promise<void> {
    return this.#turn(async () => {
      for (const { database, name, kind } of await this.#own())
        await this.#connection.run(
          sql`DROP ${kind === 'view' ? sql`VIEW` : sql`TABLE`} ${ident(database)}.main.${ident(name)}`
            .text,
        );
    });
  }

  async #answer(
    statement: UserStatement,
    parameters: readonly SqlParameter[],
  ): Promise<Omit<SqlAnswer, 'milliseconds'>> {
    const isWhole = await this.#isWhole(statement);
    const bound = await bindParameters(this.#connection, statement, parameters);
    const types = isWhole ? await this.#types(statement, bound) : [];
    this.#heed();
    let header = await this.#connection.start(bound.run);
    while (header === null) {
      this.#heed();
      header = await this.#connection.poll();
    }
    const pieces = [header];
    let rows = 0;
    let bytes = header.length;
    let complete = false;
    while (!complete && rows < MOST_ROWS && bytes < MOST_BYTES) {
      this.#heed();
      const piece = await this.#connection.fetch();
      if (piece === null) continue;
      complete = piece.length === 0;
      if (complete) break;
      rows += tableFromIPC([header, piece]).numRows;
      bytes += piece.length;
      pieces.push(piece);
    }
    if (!complete) await this.#connection.cancel();
    return { ipc: joined(pieces), types, complete };
  }

  /**
   * Has the engine read the text, which throws unless it is one statement without a mistake; false where
   * the engine takes that apart itself.
   */
  async #isWhole({ text }: UserStatement): Promise<boolean> {
    try {
      await this.#connection.prepare(text);
      return true;
    } catch (error) {
      // A PIVOT is; without a semicolon it is one statement still.
      if (!SEVERAL.test(messageOf(error)) || text.includes(';')) throw error;
      return false;
    }
  }

  /** Types of the columns, as the engine names them; throws where the values do not fit. */
  async #types({ keeps, verb, parameters }: UserStatement, bound: Bound): Promise<string[]> {
    if (keeps && parameters.length > 0) await bound.describe('EXPLAIN');
    if (keeps || UNDESCRIBED.includes(verb)) return [];
    const described = tableFromIPC(await bound.describe('DESCRIBE'));
    const types = described.getChild('column_type');
    return Array.from({ length: described.numRows }, (_, row) => String(types?.get(row)));
  }

  /** Refuses a table that would stand in front of one of the workbench's. */
  async #refuseTakenNames({ keeps }: UserStatement): Promise<void> {
    if (!keeps) return;
    const own = await this.#own();
    const taken = new Set(await this.#names('memory'));
    const found = own.find(({ name }) => taken.has(name.toLowerCase()));
    if (found)
      throw new ProblemError({
        code: 'name-taken',
        severity: 'error',
        message: `The name “${found.name}” is the workbench’s own; nothing was kept.`,
        wayOn: 'Choose another name.',
      });
  }

  async #own(): Promise<{ database: string; name: string; kind: 'table' | 'view' }[]> {
    const list = (kind: 'table' | 'view') =>
      `SELECT database_name AS database, ${kind}_name AS name, '${kind}' AS kind FROM duckdb_${kind}s() WHERE NOT internal AND database_name IN ('${OWN_DATABASE}', 'temp')`;
    const found = tableFromIPC(
      await this.#connection.run(`${list('view')} UNION ALL ${list('table')}`),
    );
    return found.toArray().map((row: { toJSON(): unknown }) => row.toJSON() as never);
  }

  async #names(database: string): Promise<string[]> {
    const found = tableFromIPC(
      await this.#connection.run(
        `SELECT lower(table_name) AS name FROM information_schema.tables WHERE table_catalog = '${database}'`,
      ),
    );
    return Array.from({ length: found.numRows }, (_, i) => String(found.getChild('name')?.get(i)));
  }

  #heed(): void {
    if (this.#cancelled) throw new Error('cancelled');
  }

  async #rollBack(): Promise<void> {
    await this.#connection.cancel();
    try {
      await this.#connection.run('ROLLBACK');
    } catch {
      // The engine has ended a transaction that failed by itself.
    }
  }

  #problem(text: string, error: unknown): Problem {
    if (error instanceof ProblemError) return error.problem;
    if (this.#cancelled)
      return {
        code: 'query-cancelled',
        severity: 'info',
        message: 'The statement was stopped; nothing was changed.',
      };
    const detail = messageOf(error);
    if (detail.includes('already modified database'))
      return {
        code: 'read-only',
        severity: 'error',
        message: 'The tables of the workbench can be read only; nothing was changed.',
        sql: text,
        wayOn: 'Make a table of your own instead: CREATE TABLE name AS SELECT …',
      };
    if (SEVERAL.test(detail))
      return {
        code: 'several-statements',
        severity: 'error',
        message: 'These are several statements; nothing was run.',
        wayOn: 'Run one at a time: select it, or take the others out.',
      };
    return {
      code: 'query-failed',
      severity: 'error',
      message: 'The statement could not be run.',
      sql: text,
      detail,
    };
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
