import type { Problem, Result } from '../../domain/problem.ts';
import type { ItemPage, ItemRow } from '../../domain/slice.ts';

/** Items are asked for this many at a time. */
const PAGE = 100;

/** Rows of the items panel, fetched by page as they come into sight; the latest question wins. */
export class ItemPages {
  #rows = $state.raw<readonly (ItemRow | undefined)[]>([]);
  #total = $state(0);
  #waiting = $state(true);
  #problem = $state.raw<Problem | null>(null);
  /** By page: whether it was asked for. */
  #asked: boolean[] = [];
  #generation = 0;
  #fetch: (offset: number, limit: number) => Promise<Result<ItemPage>> = () => {
    throw new Error('invalid item pages; not reset to a question yet');
  };

  get total(): number {
    return this.#total;
  }

  /** True until the first page of the present question is there; the rows shown are the last one's. */
  get waiting(): boolean {
    return this.#waiting;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  row(index: number): ItemRow | undefined {
    return this.#rows[index];
  }

  /** Starts over for another question. The rows of the last one stay until the first page arrives. */
  reset(fetch: (offset: number, limit: number) => Promise<Result<ItemPage>>): void {
    this.#generation++;
    this.#fetch = fetch;
    this.#asked = [];
    this.#waiting = true;
    void this.#load(0);
  }

  /** Fetches the pages that hold rows `first` to `last`, each once. */
  need(first: number, last: number): void {
    for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page++)
      void this.#load(page);
  }

  async #load(page: number): Promise<void> {
    if (this.#asked[page]) return;
    this.#asked[page] = true;
    const generation = this.#generation;
    const result = await this.#fetch(page * PAGE, PAGE);
    if (generation !== this.#generation) return;
    if (!result.ok) {
      this.#problem = result.problem;
      this.#waiting = false;
      return;
    }
    const rows = this.#waiting ? [] : this.#rows.slice();
    result.value.rows.forEach((row, i) => (rows[result.value.offset + i] = row));
    this.#rows = rows;
    this.#total = result.value.total;
    this.#waiting = false;
    this.#problem = null;
  }
}
