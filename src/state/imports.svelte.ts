import type { Database, ImportRequest, Progress } from '../client/database.ts';
import type { Dataset } from '../domain/dataset.ts';
import type { ImportReport, Inspection, Mapping } from '../domain/import-report.ts';
import type { Problem } from '../domain/problem.ts';
import type { Study } from '../domain/study.ts';
import { fetchFiles } from './fetch-files.ts';
import { rememberedMappings, rememberMapping } from './remembered-mappings.ts';
import { turn } from './turn.ts';

/** A dropped file or group of files, what it was recognised as, and what is to become of it. */
export interface ImportEntry {
  /** Everything that was dropped with it. */
  readonly files: readonly File[];
  readonly inspection: Inspection;
  /** Chosen by the user; null accepts the guesses. */
  readonly mapping: Mapping | null;
  readonly skipped: boolean;
}

/** What the mapping dialog asks about. */
export interface MappingRequest {
  readonly inspection: Inspection;
  /** Roles to start from; null for the guesses. */
  readonly mapping: Mapping | null;
  /** The chosen roles, or null to skip the file. */
  answer(mapping: Mapping | null): void;
}

/**
 * Takes files in: recognise, ask where unsure, read all in one transaction. One import at a time;
 * what is dropped meanwhile waits. Until an import ends well, the data stay what they were.
 */
export class Imports {
  stage = $state<'idle' | 'fetching' | 'recognising' | 'asking' | 'reading'>('idle');
  /** Files of the present import, or of the last one. */
  entries = $state.raw<readonly ImportEntry[]>([]);
  progress = $state.raw<Progress | null>(null);
  asked = $state.raw<MappingRequest | null>(null);
  report = $state.raw<ImportReport | null>(null);
  problem = $state.raw<Problem | null>(null);

  /** What the link that was opened says of columns; null where none was, or it says nothing of them. */
  linked: readonly Mapping[] | null = null;

  readonly #database: Database;
  readonly #onstart: () => void;
  readonly #onloaded: (dataset: Dataset, study: Study | null) => void;
  #waiting: File[] = [];
  #loaded = $state.raw<readonly ImportEntry[]>([]);
  #cancelled = new AbortController();

  constructor(
    database: Database,
    /** `study` is the one that was opened, null for the reader's own files. */
    on: { start: () => void; loaded: (dataset: Dataset, study: Study | null) => void },
  ) {
    this.#database = database;
    this.#onstart = on.start;
    this.#onloaded = on.loaded;
  }

  get busy(): boolean {
    return this.stage !== 'idle';
  }

  /** Files that are loaded, with the roles chosen for their columns. */
  get loaded(): readonly ImportEntry[] {
    return this.#loaded;
  }

  /** Takes files in, after those that are being read. */
  async add(files: readonly File[]): Promise<void> {
    this.#waiting.push(...files);
    if (this.busy) return;
    while (this.#waiting.length > 0) {
      const next = this.#waiting.splice(0);
      await this.#run(() => this.#take(next, null));
    }
  }

  /** Fetches a study that lies beside the page and takes it in like any other files. */
  async addStudy(study: Study): Promise<void> {
    if (this.busy) return;
    await this.#run(async (signal) => {
      this.stage = 'fetching';
      const label = `Fetching ${study.title}`;
      const fetched = await fetchFiles(
        study.files,
        (done, total) => (this.progress = { done, total, unit: 'bytes', label }),
        signal,
      );
      if (fetched.ok) await this.#take(fetched.value, study);
      else this.problem = fetched.problem;
    });
  }

  /** Asks anew what the columns of a loaded file mean, and reads everything again if that changes. */
  async changeMapping(index: number): Promise<void> {
    if (this.busy) return;
    await this.#run(async () => {
      const before = this.#loaded;
      const mapping = await this.#askMapping(before[index].inspection, before[index].mapping);
      if (!mapping) return;
      const changed = before.map((entry, i) => (i === index ? { ...entry, mapping } : entry));
      await this.#database.clear();
      if (await this.#read(changed, null)) return;
      // The tables held one mapping at a time: put the earlier one back, and keep the Problem on show.
      const { problem } = this;
      await this.#read(before, null);
      this.problem = problem;
    });
  }

  /** Stops the import at its next step; the data stay what they were. */
  cancel(): void {
    this.#cancelled.abort();
    this.#waiting = [];
    this.asked?.answer(null);
    if (this.stage === 'reading') void this.#database.cancelImport();
  }

  /** Forgets files, report and problem, once the data are forgotten. */
  forget(): void {
    this.entries = [];
    this.#loaded = [];
    this.report = null;
    this.problem = null;
  }

  async #run(task: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#cancelled = new AbortController();
    const { signal } = this.#cancelled;
    this.problem = null;
    this.progress = null;
    this.entries = [];
    this.#onstart();
    try {
      await task(signal);
    } catch (error) {
      if (!signal.aborted || error !== signal.reason) throw error;
      this.problem = { code: 'cancelled', severity: 'info', message: CANCELLED };
    } finally {
      this.stage = 'idle';
      this.progress = null;
    }
  }

  async #take(files: readonly File[], study: Study | null): Promise<void> {
    const { signal } = this.#cancelled;
    this.stage = 'recognising';
    // Files of a link are read as its sender read them, whatever was said here of others.
    const inspections = await this.#database.inspect(files, this.linked ?? rememberedMappings());
    await turn();
    signal.throwIfAborted();
    this.entries = inspections.map((inspection) => ({
      files,
      inspection,
      mapping: null,
      skipped: false,
    }));
    for (const [index, { inspection }] of this.entries.entries()) {
      if (!inspection.needsMapping || inspection.problem) continue;
      const mapping = await this.#askMapping(inspection, null);
      signal.throwIfAborted();
      this.entries = this.entries.with(index, {
        ...this.entries[index],
        mapping,
        skipped: mapping === null,
      });
    }
    const readable = this.entries.filter((entry) => !entry.skipped && !entry.inspection.problem);
    if (readable.length === 0) return;
    await this.#read(
      [...this.#loaded, ...this.entries.filter((e) => !e.skipped)],
      study,
      this.#loaded.length,
    );
  }

  async #askMapping(inspection: Inspection, mapping: Mapping | null): Promise<Mapping | null> {
    this.stage = 'asking';
    const chosen = await new Promise<Mapping | null>((answer) => {
      this.asked = { inspection, mapping, answer };
    });
    this.asked = null;
    if (chosen) rememberMapping(chosen);
    return chosen;
  }

  /** Reads the entries from `first` on; those before it are in already. True where it went well. */
  async #read(entries: readonly ImportEntry[], study: Study | null, first = 0): Promise<boolean> {
    this.stage = 'reading';
    const requests: ImportRequest[] = entries.slice(first).map((entry) => ({
      files: entry.files,
      index: entry.inspection.index,
      mapping: entry.inspection.problem ? null : mappingOf(entry),
    }));
    const result = await this.#database.import(requests, (progress) => {
      this.progress = progress;
    });
    if (!result.ok) {
      this.problem = result.problem;
      return false;
    }
    const { report, dataset } = result.value;
    await turn();
    const read = report.files.filter((f) => f.state === 'read').map((f) => f.name);
    this.#loaded = entries.filter((e, i) => i < first || read.includes(e.inspection.name));
    this.report = report;
    this.#onloaded(dataset, study);
    return true;
  }
}

/** The roles a file is read with: the chosen ones, else the guesses. */
function mappingOf({ mapping, inspection }: ImportEntry): Mapping {
  return (
    mapping ?? Object.fromEntries(inspection.columns.map((column) => [column.name, column.role]))
  );
}

const CANCELLED = 'The import was cancelled; what was there before is unchanged.';
