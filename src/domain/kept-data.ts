import type { Fingerprint } from './fingerprint.ts';

/** Data that the browser keeps from one visit to the next, because the reader said so. */
export interface KeptData {
  readonly files: readonly Fingerprint[];
  /** Bytes they take in the browser. */
  readonly bytes: number;
  /** When they were kept: ISO 8601. */
  readonly date: string;
  /** What the page wrote beside them. */
  readonly note: string;
}
