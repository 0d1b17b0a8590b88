import type { Database } from '../client/database.ts';
import type { ScoreWorkers } from '../client/resampler.ts';
import type { Result } from '../domain/problem.ts';

/** What scripts that drive the page may ask of it. */
export interface Automation {
  /** Runs a statement on the page's locked database; the bytes are an Arrow IPC stream. */
  query(sql: string): Promise<Result<Uint8Array>>;
  /** The workers that hold scores and resample them. */
  readonly scorers: ScoreWorkers;
}

declare global {
  interface Window {
    /** There only where the address asks for `?automation`. */
    declination?: Automation;
  }
}

/**
 * Lets scripts ask the database and the workers, where the address wishes it; a page opened plainly has
 * no globals.
 */
export function offerAutomation(database: Database, scorers: ScoreWorkers): void {
  if (!new URLSearchParams(location.search).has('automation')) return;
  window.declination = { query: (text) => database.query({ text, params: [] }), scorers };
}
