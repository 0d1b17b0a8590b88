/** A short word on something that happened elsewhere on the page. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  /** What can be done about it. */
  readonly action?: { readonly label: string; run(): void };
}

/** Milliseconds a toast stays; one that offers something stays until it is closed. */
const STAY = 6000;

/** The toasts on show, the latest last. */
export class Toasts {
  #list = $state.raw<readonly Toast[]>([]);
  #next = 0;

  get list(): readonly Toast[] {
    return this.#list;
  }

  say(text: string, action?: Toast['action']): void {
    const id = this.#next++;
    this.#list = [...this.#list, { id, text, ...(action && { action }) }].slice(-3);
    if (!action) setTimeout(() => this.close(id), STAY);
  }

  close(id: number): void {
    this.#list = this.#list.filter((toast) => toast.id !== id);
  }
}
