import { tableFromIPC } from 'apache-arrow';
import type { Dataset } from '../src/domain/dataset.ts';
import type { ImportReport, Inspection, Mapping } from '../src/domain/import-report.ts';
import type { Problem, Result } from '../src/domain/problem.ts';
import { ProblemError, fail, ok } from '../src/domain/problem.ts';
import type { Question } from '../src/domain/question.ts';
import type { ItemPage, Removable, SliceAnswer } from '../src/domain/slice.ts';
import type { Statement } from '../src/domain/statement.ts';
import { formats } from '../src/formats/detect.ts';
import type { TableFormat } from '../src/formats/format.ts';
import type {
  Database,
  ImportRequest,
  ItemsRequest,
  SliceRequest,
} from '../src/protocol/database.ts';
import type { Progress } from '../src/protocol/progress.ts';
import { CREATE_TABLES } from '../src/sql/schema.ts';
import { ident } from '../src/sql/sql.ts';
import { Catalog } from './catalog.ts';
import type { Engine } from './engine.ts';
import { importFiles } from './import-files.ts';
import type { Looked } from './inspect.ts';
import { lookAt } from './inspect.ts';
import { ItemPages } from './item-pages.ts';
import type { Loaded } from './loaded.ts';
import { NOTHING_LOADED } from './loaded.ts';
import { planFiles } from './plan-files.ts';
import { removable } from './removable.ts';
import { Slicer } from './slicing.ts';

interface Opened {
  readonly engine: Engine;
  readonly slicer: Slicer;
  readonly items: ItemPages;
  readonly milliseconds: number;
}

/**
 * The database worker's inside, free of worker and browser so that it runs in Node too: keeps what is
 * loaded, answers the page, and turns whatever goes wrong into a Problem.
 */
export class Session implements Database {
  readonly #formats: readonly TableFormat[];
  readonly #openEngine: () => Promise<Engine>;
  #opened: Promise<Opened> | null = null;
  #catalog = new Catalog();
  #loaded: Loaded = NOTHING_LOADED;
  #looked = new Map<string, Promise<Looked>>();
  #cancelled = false;
  #importing = false;

  constructor(openEngine: () => Promise<Engine>, parquet: TableFormat) {
    this.#openEngine = openEngine;
    this.#formats = formats(parquet);
  }

  async open(): Promise<Result<{ engine: string; milliseconds: number }>> {
    return attempt(async () => {
      const { engine, milliseconds } = await this.#ready();
      return { engine: engine.version, milliseconds };
    });
  }

  async inspect(
    files: readonly File[],
    remembered: readonly Mapping[],
  ): Promise<readonly Inspection[]> {
    this.#looked.clear();
    const looked = [];
    for (const [index, file] of files.entries())
      looked.push((await this.#look(file, index, remembered)).inspection);
    return looked;
  }

  async import(
    requests: readonly ImportRequest[],
    onProgress: (progress: Progress) => void,
  ): Promise<Result<{ report: ImportReport; dataset: Dataset }>> {
    if (this.#importing)
      return fail({
        code: 'import-running',
        message: 'Another import is still running.',
        wayOn: 'Wait for it or cancel it first.',
      });
    this.#importing = true;
    this.#cancelled = false;
    try {
      return await attempt(async () => {
        const { engine, slicer, items } = await this.#ready();
        const { planned, others } = await planFiles(
          requests,
          (file) => this.#look(file, 0, []),
          this.#loaded,
        );
        if (planned.length === 0 && others.every((file) => file.problem === null))
          return { report: { files: others, entries: [] }, dataset: this.#loaded.dataset };
        const { report, loaded } = await importFiles(
          {
            engine,
            catalog: this.#catalog,
            loaded: this.#loaded,
            cancelled: () => this.#cancelled,
            onProgress,
          },
          planned,
          others,
        );
        this.#loaded = loaded;
        slicer.reset();
        items.reset();
        return { report, dataset: loaded.dataset };
      });
    } finally {
      this.#importing = false;
      this.#looked.clear();
    }
  }

  cancelImport(): Promise<void> {
    this.#cancelled = true;
    return Promise.resolve();
  }

  async clear(): Promise<Dataset> {
    const { engine, slicer, items } = await this.#ready();
    const tables = await engine.query({
      text: `SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = 'main' ORDER BY table_type DESC`,
      params: [],
    });
    await dropAll(engine, tables);
    await createTables(engine);
    this.#catalog = new Catalog();
    this.#loaded = NOTHING_LOADED;
    slicer.reset();
    items.reset();
    this.#opened = Promise.resolve(this.#assemble(engine, 0));
    return this.#loaded.dataset;
  }

  async slice(request: SliceRequest): Promise<Result<SliceAnswer>> {
    return attempt(async () => (await this.#ready()).slicer.slice(request));
  }

  async items(request: ItemsRequest): Promise<Result<ItemPage>> {
    return attempt(async () => (await this.#ready()).items.page(request));
  }

  async removable(question: Question): Promise<Result<Removable>> {
    return attempt(async () => removable((await this.#ready()).slicer, this.#catalog, question));
  }

  async query(statement: Statement): Promise<Result<Uint8Array>> {
    try {
      const { engine } = await this.#ready();
      return ok(await engine.query(statement));
    } catch (error) {
      return { ok: false, problem: queryProblem(statement, error) };
    }
  }

  async cancelQuery(): Promise<void> {
    await (await this.#ready()).engine.cancel();
  }

  #ready(): Promise<Opened> {
    return (this.#opened ??= this.#start());
  }

  async #start(): Promise<Opened> {
    const start = performance.now();
    const engine = await this.#openEngine();
    await createTables(engine);
    return this.#assemble(engine, performance.now() - start);
  }

  #assemble(engine: Engine, milliseconds: number): Opened {
    const slicer = new Slicer(engine, this.#catalog);
    return { engine, slicer, items: new ItemPages(engine, this.#catalog, slicer), milliseconds };
  }

  /** A file comes as a fresh copy with every call, so what was seen is found again by its name and time. */
  #look(file: File, index: number, remembered: readonly Mapping[]): Promise<Looked> {
    const key = `${file.webkitRelativePath}\n${file.name}\n${file.size}\n${file.lastModified}`;
    let looked = this.#looked.get(key);
    if (!looked) this.#looked.set(key, (looked = lookAt(file, index, this.#formats, remembered)));
    return looked;
  }
}

async function createTables(engine: Engine): Promise<void> {
  for (const statement of CREATE_TABLES) await engine.run(statement);
}

async function dropAll(engine: Engine, listing: Uint8Array): Promise<void> {
  const tables = tableFromIPC(listing);
  for (const row of tables) {
    const { table_name: name, table_type: type } = row.toJSON() as Record<string, string>;
    await engine.run(`DROP ${type === 'VIEW' ? 'VIEW' : 'TABLE'} ${ident(name).text}`);
  }
}

/** Runs to a value, or to the Problem that stood in its way: nothing is thrown across the worker. */
async function attempt<T>(run: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await run());
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, problem: error.problem };
    return fail({
      code: 'unexpected',
      message: 'Something went wrong inside the workbench; the data are unchanged.',
      wayOn: 'Try again; if it stays, reload the page and drop the files once more.',
      detail: error instanceof Error ? error.message : String(error),
    });
  }
}

function queryProblem(statement: Statement, error: unknown): Problem {
  const detail = error instanceof Error ? error.message : String(error);
  return {
    code: /interrupt|cancel/i.test(detail) ? 'query-cancelled' : 'query-failed',
    severity: 'error',
    message: 'The statement could not be run.',
    sql: statement.text,
    detail,
    wayOn: 'Mend the statement and run it again.',
  };
}
