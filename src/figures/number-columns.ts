import { NARROW } from './svg.ts';
import { textWidth, widest } from './text.ts';

/** Room before each column of numbers, and after the names of the rows. */
export const COLUMN_GAP = 14;

/** A column of numbers at the right of a figure whose rows are read like a table's. */
export interface NumberColumn {
  readonly name: string;
  /** Place of its numbers among the cells of a row. */
  readonly index: number;
  /** Right edge, where the numbers end. */
  readonly x: number;
}

/**
 * The columns that a figure of this width has room for, from the right edge inwards, and what is left
 * of the width before them. Minor columns are left out where the figure is narrow.
 */
export function numberColumns(
  columns: readonly { readonly name: string; readonly minor?: boolean | undefined }[],
  rows: readonly { readonly cells: readonly string[] }[],
  { width }: { readonly width: number },
  size: number,
): { readonly places: readonly NumberColumn[]; readonly left: number } {
  let left = width;
  const places: NumberColumn[] = [];
  for (const [index, { name, minor }] of [...columns.entries()].toReversed()) {
    if (minor && width < NARROW) continue;
    places.push({ name, index, x: left });
    const texts = rows.map((row) => row.cells[index]);
    left -= Math.max(textWidth(name, 12), widest(texts, size)) + COLUMN_GAP;
  }
  return { places, left };
}
