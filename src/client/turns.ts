interface Waiting {
  readonly canWait: boolean;
  begin(): void;
}

/**
 * Turns at something that does one thing at a time, such as a worker: in order of asking, but what
 * somebody waits for goes before what can wait. Whoever gives up while waiting is never begun.
 */
export class Turns {
  #current: symbol | null = null;
  #waiting: Waiting[] = [];

  /** Whether somebody has a turn. */
  get busy(): boolean {
    return this.#current !== null;
  }

  /** Resolves, when it is one's turn, to what ends it. Rejects with the signal's reason. */
  take(signal: AbortSignal, canWait = false): Promise<() => void> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      if (!this.busy) return resolve(this.seize());
      const waiting: Waiting = {
        canWait,
        begin: () => {
          signal.removeEventListener('abort', giveUp);
          resolve(this.seize());
        },
      };
      const giveUp = (): void => {
        this.#waiting = this.#waiting.filter((other) => other !== waiting);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', giveUp);
      this.#waiting.push(waiting);
    });
  }

  /** Begins a turn at once; whoever had one is no longer waited for. Returns what ends it. */
  seize(): () => void {
    const turn = Symbol('turn');
    this.#current = turn;
    return () => {
      if (this.#current !== turn) return;
      this.#current = null;
      const first = this.#waiting.findIndex((waiting) => !waiting.canWait);
      this.#waiting.splice(Math.max(0, first), 1)[0]?.begin();
    };
  }
}
