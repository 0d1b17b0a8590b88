import type { ProfileInterval } from '../../analyses/variance/fit.ts';
import type { Progress } from '../../client/database.ts';
import { Latest, STALE } from '../../client/latest.ts';
import type { Result } from '../../domain/problem.ts';

/** Profile intervals of single components, worked out one after the other as they are asked for. */
export class Profiles {
  intervals = $state.raw<Readonly<Record<string, ProfileInterval>>>({});
  /** How far the present round is; null where none runs. */
  progress = $state.raw<Progress | null>(null);
  #latest = new Latest();

  /** Works out those of `terms` that are not there yet. A later round takes over from an earlier one. */
  async run(
    terms: readonly string[],
    ask: (term: string, signal: AbortSignal) => Promise<Result<ProfileInterval>>,
  ): Promise<void> {
    const missing = terms.filter((term) => !(term in this.intervals));
    if (missing.length === 0) return;
    const round = await this.#latest.run(async (signal) => {
      for (const [done, term] of missing.entries()) {
        signal.throwIfAborted();
        this.progress = { done, total: missing.length, unit: 'steps', label: `Profiling ${term}` };
        const found = await ask(term, signal);
        signal.throwIfAborted();
        if (found.ok) this.intervals = { ...this.intervals, [term]: found.value };
      }
    });
    if (round !== STALE) this.progress = null;
  }

  /** Stops the round; what is known stays. */
  stop(): void {
    this.#latest.cancel();
    this.progress = null;
  }

  /** Forgets everything: they were of another fit. */
  clear(): void {
    this.stop();
    this.intervals = {};
  }
}
