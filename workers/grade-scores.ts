import type { Batch } from '../src/formats/batch.ts';
import type { GradeRule } from '../src/formats/grades.ts';
import type { Catalog } from './catalog.ts';
import { isUnparsable, textAt } from './coder.ts';

/**
 * Codes of the labels in a column of scores, -1 where there is none, and puts the numbers they count as
 * into `scores`. Without a rule nothing is a label.
 */
export function gradeScores(
  batch: Batch,
  column: number,
  scores: Float64Array,
  catalog: Catalog,
  rule: GradeRule | null,
): Int32Array<ArrayBuffer> {
  const codes = new Int32Array(batch.rows).fill(-1);
  if (!rule || column < 0) return codes;
  for (let row = 0; row < batch.rows; row++) {
    if (!Number.isNaN(scores[row]) || !isUnparsable(batch.columns[column], row)) continue;
    codes[row] = catalog.grades.codeOf(textAt(batch.columns[column], row)!, rule);
    if (codes[row] >= 0) scores[row] = catalog.grades.value(codes[row]) ?? NaN;
  }
  return codes;
}
