import type { Batch } from '../src/formats/batch.ts';
import { isProposal, NUMBERED, OWN } from '../src/formats/grades.ts';
import type { GradeRule } from '../src/formats/grades.ts';
import type { Catalog } from './catalog.ts';
import { isUnparsable, textAt } from './coder.ts';
import type { PlannedFile } from './planned-file.ts';
import type { Tally } from './tally.ts';

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

/** Says where what the labels of a file count as is no matter of course. */
export function noteLabels({ name, grades }: PlannedFile, count: number, tally: Tally): void {
  if (grades === OWN)
    tally.add(
      'note',
      'labels that count as no score until Data is told what they count as',
      name,
      count,
    );
  else if (grades && (grades === NUMBERED || isProposal(grades)))
    tally.add(
      'note',
      'labels that count as the numbers shown in Data, where they can be changed',
      name,
      count,
    );
}
