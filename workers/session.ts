import type { Arrangement } from '../src/domain/arrangement.ts';
import type { Dataset } from '../src/domain/dataset.ts';
import type { ExportFormat } from '../src/domain/export-format.ts';
import type { ImportReport, Inspection, Mapping } from '../src/domain/import-report.ts';
import type { KeptData } from '../src/domain/kept-data.ts';
import type { Result } from '../src/domain/problem.ts';
import { fail, ok } from '../src/domain/problem.ts';
import type { Question } from '../src/domain/question.ts';
import type {
  ItemPage,
  LevelRanks,
  NeededItems,
  Removable,
  SliceAnswer,
} from '../src/domain/slice.ts';
import type { Statement } from '../src/domain/statement.ts';
import type { TableFormat } from '../src/formats/format.ts';
import type { Group } from '../src/formats/group.ts';
import type {
  Database,
  ImportRequest,
  ItemsRequest,
  SliceRequest,
  SqlAnswer,
  SqlRequest,
} from '../src/protocol/database.ts';
import type { Progress } from '../src/protocol/progress.ts';
import { itemsNeeded } from '../src/stats/slices/power.ts';
import type { PresentDesign } from '../src/stats/slices/power.ts';
import { isSameArrangement } from '../src/domain/arrangement.ts';
import { attempt, attemptKeeping, queryProblem } from './attempt.ts';
import { createTables, dropTables } from './all-tables.ts';
import { arrange } from './arrange.ts';
import { Catalog } from './catalog.ts';
import { Comparer } from './comparing.ts';
import type { DroppedGroup } from './dropped-groups.ts';
import type { Engine } from './engine.ts';
import { Guest } from './guest.ts';
import { inTurn } from './in-turn.ts';
import type { Looked } from './inspect.ts';
import { ItemPages } from './item-pages.ts';
import type { Loaded } from './loaded.ts';
import { NOTHING_LOADED } from './loaded.ts';
import type { LookedGroup } from './plan-files.ts';
import { keyOf, remember } from './remember.ts';
import type { Shelf } from './shelf.ts';
import { Slicer } from './slicing.ts';

/** What keeps data for the next visit; fetched when it is asked for. */
const reading = () => import('./reading.ts');
const keeping = () => import('./kept-data.ts');

interface Opened {
  readonly engine: Engine;
  readonly guest: Guest;
  readonly slicer: Slicer;
  readonly comparer: Comparer;
  readonly items: ItemPages;
  readonly milliseconds: number;
}

/**
 * The database worker's inside, free of worker and browser so that it runs in Node too: keeps what is
 * loaded, answers the page, and turns whatever goes wrong into a Problem.
 */
export class Session implements Database {
  readonly #openEngine: () => Promise<Engine>;
  #opened: Promise<Opened> | null = null;
  #catalog = new Catalog();
  #loaded: Loaded = NOTHING_LOADED;
  readonly #parquet: TableFormat;
  readonly #shelf: Shelf;
  readonly #grouped = new Map<string, Promise<DroppedGroup[]>>();
  readonly #looked = new Map<string, Promise<Looked>>();
  #cancelled = false;
  #importing = false;
  #choosing = new AbortController();
  #comparing = new AbortController();
  /** What changes the tables takes turns: there is one transaction at a time. */
  readonly #inTurn = inTurn();
  /** Whether anybody has asked for files or tables: then nothing is rehearsed. */
  #isWanted = false;
  /** While names change, cells and names do not go together: answers wait. */
  #arranging: Promise<unknown> = Promise.resolve();

  constructor(openEngine: () => Promise<Engine>, parquet: TableFormat, shelf: Shelf) {
    this.#shelf = shelf;
    this.#openEngine = openEngine;
    this.#parquet = parquet;
  }

  async open(): Promise<Result<{ engine: string; milliseconds: number }>> {
    return attempt(async () => {
      const { engine, milliseconds } = await this.#ready();
      // What fails now fails again, and is said, when files come.
      this.#prepare(engine).catch(() => undefined);
      return { engine: engine.version, milliseconds };
    });
  }

  /** Gets ready for files, while nobody waits. */
  async #prepare(engine: Engine): Promise<void> {
    const { rehearse } = await reading();
    if (this.#isWanted) return;
    await this.#inTurn(() => rehearse(engine, this.#parquet, () => this.#isWanted));
    await this.#parquet.prepare?.();
  }

  #turn<T>(task: () => Promise<T>): Promise<T> {
    this.#isWanted = true;
    return this.#inTurn(task);
  }

  async inspect(
    files: readonly File[],
    remembered: readonly Mapping[],
  ): Promise<readonly Inspection[]> {
    this.#isWanted = true;
    this.#forgetDrop();
    const looked: Looked[] = [];
    for (const [index, { group }] of (await this.#groups(files)).entries())
      looked.push(await this.#look(files, group, index, remembered));
    const settled = (await reading()).setAside(looked);
    for (const [i, each] of settled.entries())
      if (each !== looked[i]) this.#looked.set(keyOf(files, i), Promise.resolve(each));
    return settled.map(({ inspection }) => inspection);
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
      return await this.#turn(() => this.#read(requests, onProgress));
    } finally {
      this.#importing = false;
      this.#forgetDrop();
    }
  }

  #read(
    requests: readonly ImportRequest[],
    onProgress: (progress: Progress) => void,
  ): Promise<Result<{ report: ImportReport; dataset: Dataset }>> {
    return attempt(async () => {
      const { engine, slicer, comparer, items } = await this.#ready();
      const { importFiles, nowAndThen, planFiles } = await reading();
      const { planned, others } = await planFiles(
        requests,
        (request) => this.#requested(request),
        this.#loaded,
      );
      if (planned.length === 0 && others.every((f) => (f.problem?.severity ?? 'info') === 'info'))
        return { report: { files: others, entries: [] }, dataset: this.#loaded.dataset };
      const { report, loaded } = await importFiles(
        {
          engine,
          catalog: this.#catalog,
          loaded: this.#loaded,
          cancelled: () => this.#cancelled,
          onProgress: nowAndThen(onProgress),
        },
        planned,
        others,
      );
      this.#loaded = loaded;
      slicer.reset();
      comparer.reset();
      items.reset();
      return { report, dataset: loaded.dataset };
    });
  }

  cancelImport(): Promise<void> {
    this.#cancelled = true;
    return Promise.resolve();
  }

  async exportTables(
    format: ExportFormat,
    onProgress: (progress: Progress) => void,
  ): Promise<Result<Blob>> {
    return attempt(async () => {
      const { engine } = await this.#ready();
      const { exportTables } = await import('./export/export-tables.ts');
      return exportTables(engine, this.#catalog, this.#loaded.shape, format, onProgress);
    });
  }

  arrange(wanted: Arrangement): Promise<Result<Dataset>> {
    const change = async (): Promise<Dataset> => {
      const { engine, slicer, comparer, items } = await this.#ready();
      const held = slicer.hold();
      const { loaded, same } = await arrange(engine, this.#catalog, this.#loaded, wanted);
      this.#loaded = loaded;
      slicer.reset();
      const hasRuns = held && Object.hasOwn(held.read.cells.cube.codes, 'run');
      if (held && same.scores && (same.runs || !hasRuns)) slicer.resume(held);
      comparer.reset();
      items.reset();
      return this.#loaded.dataset;
    };
    return (this.#arranging = attempt(() => this.#turn(change)));
  }

  clear(): Promise<Dataset> {
    return this.#turn(() => this.#clear());
  }

  async #clear(): Promise<Dataset> {
    const { engine, guest, slicer, comparer, items } = await this.#ready();
    await dropTables(engine);
    await guest.clear();
    await createTables(engine);
    this.#catalog = new Catalog(this.#catalog.arrangement);
    this.#loaded = NOTHING_LOADED;
    slicer.reset();
    comparer.reset();
    items.reset();
    this.#opened = Promise.resolve(this.#assemble(engine, guest, 0));
    return this.#loaded.dataset;
  }

  async slice(request: SliceRequest): Promise<Result<SliceAnswer>> {
    return attempt(async () => (await this.#arranged()).slicer.slice(request));
  }

  async items(request: ItemsRequest): Promise<Result<ItemPage>> {
    return attempt(async () => (await this.#arranged()).items.page(request));
  }

  async removable(question: Question): Promise<Result<Removable>> {
    const { signal } = this.#choosing;
    return attempt(async () => {
      const { slicer } = await this.#arranged();
      // One view asks for it: the page opens without.
      const { removable } = await import('./removable.ts');
      return removable(slicer, this.#catalog, question, signal);
    });
  }

  cancelRemovable(): Promise<void> {
    this.#choosing.abort();
    this.#choosing = new AbortController();
    return Promise.resolve();
  }

  async compare(question: Question, facet: string): Promise<Result<LevelRanks>> {
    // The latest comparison is the one that is waited for; a stop from now on means this one.
    this.#comparing.abort();
    this.#comparing = new AbortController();
    const { signal } = this.#comparing;
    return attempt(async () => (await this.#arranged()).comparer.compare(question, facet, signal));
  }

  cancelCompare(): Promise<void> {
    this.#comparing.abort();
    return Promise.resolve();
  }

  itemsNeeded(
    design: PresentDesign,
    differences: readonly number[],
  ): Promise<Result<readonly NeededItems[]>> {
    const items = (difference: number): number => itemsNeeded(design, difference);
    return Promise.resolve(
      ok(differences.map((difference) => ({ difference, items: items(difference) }))),
    );
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

  async runSql({ text, question, parameters }: SqlRequest): Promise<Result<SqlAnswer>> {
    return attempt(async () => {
      const { guest } = await this.#ready();
      const hasObservations = this.#loaded.dataset.observations > 0;
      return guest.ask(text, hasObservations ? question : null, parameters);
    });
  }

  async cancelSql(): Promise<void> {
    await (await this.#ready()).guest.cancel();
  }

  keep(note: string): Promise<Result<KeptData>> {
    const write = async (): Promise<KeptData> => {
      const { engine } = await this.#ready();
      const { keepData } = await keeping();
      return keepData(engine, this.#catalog, this.#loaded, this.#shelf, note);
    };
    return attemptKeeping(() => this.#turn(write));
  }

  kept(): Promise<Result<KeptData | null>> {
    return attemptKeeping(async () => (await keeping()).keptData(this.#shelf));
  }

  restore(): Promise<Result<{ dataset: Dataset; note: string } | null>> {
    return attemptKeeping(() => this.#turn(() => this.#restore()));
  }

  async #restore(): Promise<{ dataset: Dataset; note: string } | null> {
    const { engine, guest } = await this.#ready();
    const { arrangement } = this.#catalog;
    const { restoreData } = await keeping();
    const restored = await restoreData(engine, this.#shelf, () => dropTables(engine));
    if (!restored) return null;
    this.#catalog = restored.catalog;
    // Whatever it was when they were kept: what the page asked for last holds.
    this.#loaded = isSameArrangement(arrangement, restored.catalog.arrangement)
      ? restored.loaded
      : (await arrange(engine, restored.catalog, restored.loaded, arrangement)).loaded;
    this.#opened = Promise.resolve(this.#assemble(engine, guest, 0));
    return { dataset: this.#loaded.dataset, note: restored.note };
  }

  forgetKept(): Promise<Result<null>> {
    return attemptKeeping(async () => {
      await (await keeping()).forgetKept(this.#shelf);
      return null;
    });
  }

  #forgetDrop(): void {
    this.#grouped.clear();
    this.#looked.clear();
  }

  async #arranged(): Promise<Opened> {
    await this.#arranging;
    return this.#ready();
  }

  #ready(): Promise<Opened> {
    return (this.#opened ??= this.#start());
  }

  async #start(): Promise<Opened> {
    const start = performance.now();
    const engine = await this.#openEngine();
    await createTables(engine);
    return this.#assemble(engine, new Guest(engine.guest), performance.now() - start);
  }

  #assemble(engine: Engine, guest: Guest, milliseconds: number): Opened {
    const slicer = new Slicer(engine, this.#catalog);
    const comparer = new Comparer(engine, this.#catalog, slicer);
    const items = new ItemPages(engine, this.#catalog, slicer);
    return { engine, guest, slicer, comparer, items, milliseconds };
  }

  /** The group a request names; an inspection of the same files is not done again. */
  async #requested({ files, index }: ImportRequest): Promise<LookedGroup> {
    const found = (await this.#groups(files)).at(index);
    if (!found) throw new Error(`invalid request; no group at this index: ${index}`);
    const looked = await this.#look(files, found.group, index, []);
    return { ...looked, container: found.container };
  }

  #groups(files: readonly File[]): Promise<DroppedGroup[]> {
    return remember(this.#grouped, keyOf(files), async () =>
      (await reading()).groupsOf(files, this.#parquet),
    );
  }

  #look(
    files: readonly File[],
    group: Group,
    index: number,
    remembered: readonly Mapping[],
  ): Promise<Looked> {
    return remember(this.#looked, keyOf(files, index), async () => {
      const { formats, lookAt } = await reading();
      return lookAt(group, index, formats(this.#parquet), remembered);
    });
  }
}
