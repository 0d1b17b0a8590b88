/** What a parameter of a statement may be. */
export type SqlValue = string | number | boolean | null;

/** A statement with its parameters; values never stand in the text. */
export interface Statement {
  readonly text: string;
  readonly params: readonly SqlValue[];
}
