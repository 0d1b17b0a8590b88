/** What a request that was overtaken by a newer one resolves to. */
export const STALE: unique symbol = Symbol('stale');

/**
 * One request at a time, and the latest wins: a newer request tells the running one to stop through
 * its signal, waits until it has, and makes those waiting in between stale without starting them.
 * What a task throws reaches its caller, stale or not; only the signal's own reason counts as stale.
 */
export class Latest {
  #current = new AbortController();
  /** Settles with the last request; null where none runs or waits. */
  #settled: Promise<void> | null = null;

  /**
   * Resolves to the task's value, or to `STALE` where a newer request or `cancel` came first. Starts at
   * once where nothing runs, so that the worker has the request before the page is drawn again.
   */
  run<T>(task: (signal: AbortSignal) => Promise<T>): Promise<T | typeof STALE> {
    this.cancel();
    const { signal } = (this.#current = new AbortController());
    const start = async (): Promise<T | typeof STALE> => {
      if (signal.aborted) return STALE;
      try {
        const value = await task(signal);
        return signal.aborted ? STALE : value;
      } catch (error) {
        if (signal.aborted && error === signal.reason) return STALE;
        throw error;
      }
    };
    const result = this.#settled === null ? start() : this.#settled.then(start);
    const settled: Promise<void> = result.then(
      () => this.#settle(settled),
      () => this.#settle(settled),
    );
    this.#settled = settled;
    return result;
  }

  #settle(request: Promise<void>): void {
    if (this.#settled === request) this.#settled = null;
  }

  /** Makes whatever runs or waits stale. */
  cancel(): void {
    this.#current.abort();
  }
}
