/** A cell table as the database gave it: codes in the order of `facets`, then count and centred sum. */
export interface EncodedCells {
  readonly facets: readonly string[];
  /** An Arrow IPC stream; transferred. */
  readonly bytes: Uint8Array;
}
