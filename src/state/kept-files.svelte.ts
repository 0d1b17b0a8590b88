import type { Database } from '../client/database.ts';
import type { Dataset } from '../domain/dataset.ts';
import type { Mapping } from '../domain/import-report.ts';
import type { KeptData } from '../domain/kept-data.ts';
import type { Problem } from '../domain/problem.ts';
import { isStudyId } from '../domain/study.ts';
import { parseMappings } from './linked-mappings.ts';
import { recall, remember } from './storage.ts';

const KEY = 'keeps-data';

/** What the page notes beside the data. */
interface Note {
  readonly study: string | null;
  readonly mappings: readonly Mapping[];
}

/** The data that the browser keeps for the next visit, where the reader wishes it. */
export class KeptFiles {
  /** Whether the reader wishes it. */
  isWanted = $state(recall(KEY) === true);
  /** What is kept now. */
  info = $state.raw<KeptData | null>(null);
  busy = $state(false);
  problem = $state.raw<Problem | null>(null);
  readonly #database: Database;
  readonly #note: () => Note;
  #version = 0;

  constructor(database: Database, note: () => Note) {
    this.#database = database;
    this.#note = note;
  }

  /** Sees what is kept. */
  async look(): Promise<void> {
    const kept = await this.#database.kept();
    if (kept.ok) this.info = kept.value;
    else if (this.isWanted) this.problem = kept.problem;
  }

  /** Takes the reader's word: yes keeps what is loaded and will be, no deletes what is kept. */
  async want(wanted: boolean, dataset: Dataset): Promise<void> {
    this.isWanted = wanted;
    remember(KEY, wanted);
    if (!wanted) return this.forget();
    // A browser may clear what it was not asked to keep; one that refuses keeps it while it has room.
    await navigator.storage.persist();
    await this.save(dataset);
  }

  /** Keeps what is loaded, where the reader wishes it and it is not kept yet. */
  async save(dataset: Dataset): Promise<void> {
    if (!this.isWanted || dataset.files.length === 0 || dataset.version === this.#version) return;
    this.#version = dataset.version;
    this.busy = true;
    const kept = await this.#database.keep(JSON.stringify(this.#note()));
    this.busy = false;
    this.problem = kept.ok ? null : kept.problem;
    if (kept.ok) this.info = kept.value;
    else this.#version = 0;
  }

  /** Loads what is kept into the database. */
  async restore(): Promise<({ dataset: Dataset } & Note) | null> {
    this.busy = true;
    const restored = await this.#database.restore();
    this.busy = false;
    if (!restored.ok) this.problem = restored.problem;
    if (!restored.ok || !restored.value) return null;
    const { dataset, note } = restored.value;
    this.#version = dataset.version;
    return { dataset, ...parseNote(note) };
  }

  /** Deletes what is kept; what is loaded stays. */
  async forget(): Promise<void> {
    this.#version = 0;
    const gone = await this.#database.forgetKept();
    this.problem = gone.ok || this.info === null ? null : gone.problem;
    if (gone.ok) this.info = null;
  }
}

function parseNote(text: string): Note {
  const { study, mappings } = JSON.parse(text) as Record<string, unknown>;
  return { study: isStudyId(study) ? study : null, mappings: parseMappings(mappings) ?? [] };
}
