/** Identifies a file by content, so that a link can say which files it was made with. */
export interface Fingerprint {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Lower-case hexadecimal SHA-256 over size and content (see `src/formats/fingerprint.ts`). */
  readonly hash: string;
  /** Rows read. */
  readonly rows: number;
}
