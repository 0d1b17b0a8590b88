import type { Result } from '../domain/problem.ts';
import { readHash, writeHash } from './url.ts';
import type { LinkState } from './url.ts';

/**
 * Keeps the address and the state in step: every question and view is an entry of the browser's
 * history, so that its back button undoes and its forward button redoes.
 */
export class LinkHistory {
  #depth = $state(0);
  #deepest = $state(0);
  #hash = location.hash;

  constructor(onvisit: (state: Result<LinkState>) => void) {
    this.#depth = this.#deepest = depthOf(history.state);
    addEventListener('popstate', (event) => {
      // A link typed into the address bar makes an entry of its own, with nothing in it yet.
      const typed = event.state === null && location.hash !== '';
      this.#depth = typed ? this.#depth + 1 : depthOf(event.state);
      this.#deepest = typed ? this.#depth : Math.max(this.#deepest, this.#depth);
      if (location.hash === this.#hash) return;
      this.#hash = location.hash;
      onvisit(readHash(this.#hash));
    });
  }

  get canUndo(): boolean {
    return this.#depth > 0;
  }

  get canRedo(): boolean {
    return this.#depth < this.#deepest;
  }

  undo(): void {
    history.back();
  }

  redo(): void {
    history.forward();
  }

  /** What the address says now. */
  read(): Result<LinkState> {
    return readHash(location.hash);
  }

  /** A new entry, unless the address says the same already. */
  push(state: LinkState): void {
    const hash = writeHash(state);
    if (hash === this.#hash) return;
    this.#hash = hash;
    this.#deepest = ++this.#depth;
    history.pushState({ depth: this.#depth }, '', hash);
  }

  /** Changes the present entry: for settings that are not worth an undo. */
  replace(state: LinkState): void {
    this.#hash = writeHash(state);
    history.replaceState({ depth: this.#depth }, '', this.#hash);
  }

  /** Takes the hash off the address. */
  clear(): void {
    this.#hash = '';
    history.replaceState({ depth: this.#depth }, '', location.pathname + location.search);
  }
}

function depthOf(state: unknown): number {
  const depth = (state as { depth?: unknown } | null)?.depth;
  return typeof depth === 'number' ? depth : 0;
}
