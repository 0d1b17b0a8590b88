/** A piece of a sentence. `answer` is the one number that answers; only it is magenta. */
export interface Span {
  readonly text: string;
  readonly role?: 'answer' | 'interval' | 'strong' | 'code';
}

/** What a view or a panel says in words, ready to be set. */
export type Sentence = readonly Span[];

/** A table cell: what is shown, and the value at full precision for the CSV. */
export interface Cell {
  readonly text: string;
  readonly value: string | number | null;
}

/** The numbers of a figure as a table. Units stand in the headings, not in the cells. */
export interface NumberTable {
  readonly columns: readonly { readonly name: string; readonly numeric: boolean }[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A cell that holds words. */
export function word(text: string): Cell {
  return { text, value: text };
}

/** A cell that holds a number, or a dash where there is none. */
export function numberCell(value: number | null, write: (x: number) => string): Cell {
  return value === null || !Number.isFinite(value)
    ? { text: '–', value: null }
    : { text: write(value), value };
}

/** The words of a sentence without their roles. */
export function plainText(sentence: Sentence): string {
  return sentence.map((span) => span.text).join('');
}
