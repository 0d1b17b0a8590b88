import { fail, ok } from '../domain/problem.ts';
import type { Result } from '../domain/problem.ts';
import { recall, remember } from './storage.ts';
import { parseLinkState } from './url.ts';
import type { LinkState } from './url.ts';

/** A question with its view and its statement, under a name. */
export interface SavedQuery {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly query: LinkState;
}

/** What the reader says about a query. */
export type QueryWords = Pick<SavedQuery, 'name' | 'description' | 'tags'>;

const KEY = 'saved-queries';
const KIND = 'declination-queries';
const MOST = 500;
const LONGEST = { name: 200, description: 4000, tag: 60 };
const MOST_TAGS = 20;
const MOST_BYTES = 4_000_000;

/** The reader's saved queries, kept in the browser, and read from and written to a file. */
export class SavedQueries {
  #list = $state.raw<readonly SavedQuery[]>(recalled());

  get list(): readonly SavedQuery[] {
    return this.#list;
  }

  /** Keeps a query at the top. */
  add(words: QueryWords, query: LinkState): SavedQuery {
    const saved = { id: crypto.randomUUID(), ...words, query };
    this.#keep([saved, ...this.#list]);
    return saved;
  }

  /** Changes what is said about a query. */
  describe(id: string, words: QueryWords): void {
    this.#keep(this.#list.map((saved) => (saved.id === id ? { ...saved, ...words } : saved)));
  }

  /** Puts another query under the name. */
  replace(id: string, query: LinkState): void {
    this.#keep(this.#list.map((saved) => (saved.id === id ? { ...saved, query } : saved)));
  }

  remove(id: string): void {
    this.#keep(this.#list.filter((saved) => saved.id !== id));
  }

  /** Moves a query up (-1) or down (1); at an end it stays. */
  move(id: string, step: -1 | 1): void {
    const from = this.#list.findIndex((saved) => saved.id === id);
    const to = from + step;
    if (from < 0 || to < 0 || to >= this.#list.length) return;
    this.#keep(this.#list.with(from, this.#list[to]).with(to, this.#list[from]));
  }

  /** All queries as the text of a file. */
  write(): string {
    return `${JSON.stringify({ kind: KIND, version: 1, queries: this.#list }, null, 2)}\n`;
  }

  /**
   * Adds the queries of a file, which is not trusted, after those that are here; one that is here
   * already is left out. The number added, or a Problem, and then none is.
   */
  async read(file: File): Promise<Result<number>> {
    const queries = file.size > MOST_BYTES ? null : parseFile(await file.text());
    if (queries === null)
      return fail({
        code: 'unreadable-queries',
        message: 'This file holds no saved queries that can be read.',
        file: file.name,
        expected: 'a file that Export in Saved queries wrote',
      });
    const known = this.#list.map(fingerprint);
    const fresh = queries.filter((query) => !known.includes(fingerprint(query)));
    this.#keep([...this.#list, ...fresh.map((q) => ({ ...q, id: crypto.randomUUID() }))]);
    return ok(fresh.length);
  }

  #keep(list: readonly SavedQuery[]): void {
    this.#list = list.slice(0, MOST);
    remember(KEY, this.#list);
  }
}

function fingerprint({ name, query }: SavedQuery): string {
  return JSON.stringify([name, query]);
}

function recalled(): readonly SavedQuery[] {
  const kept = recall(KEY);
  return Array.isArray(kept) ? kept.flatMap((entry) => parseQuery(entry) ?? []).slice(0, MOST) : [];
}

function parseFile(text: string): SavedQuery[] | null {
  try {
    const content = JSON.parse(text) as Record<string, unknown> | null;
    const list = content?.['kind'] === KIND && content['version'] === 1 && content['queries'];
    if (!Array.isArray(list) || list.length > MOST) return null;
    const queries = list.map(parseQuery);
    return queries.every((query) => query !== null) ? queries : null;
  } catch {
    // Not JSON: not one of ours.
    return null;
  }
}

function parseQuery(input: unknown): SavedQuery | null {
  if (typeof input !== 'object' || input === null) return null;
  const { id, name, description, tags, query } = input as Record<string, unknown>;
  const isText = (value: unknown, most: number): value is string =>
    typeof value === 'string' && value.length <= most;
  if (!isText(id, 100) || !isText(name, LONGEST.name)) return null;
  if (!isText(description, LONGEST.description)) return null;
  if (!Array.isArray(tags) || tags.length > MOST_TAGS) return null;
  if (!tags.every((tag) => isText(tag, LONGEST.tag))) return null;
  const state = parseLinkState(query);
  return state.ok ? { id, name, description, tags, query: state.value } : null;
}
