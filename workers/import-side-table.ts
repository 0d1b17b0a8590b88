import { ProblemError } from '../src/domain/problem.ts';
import { REFERENCE_RATER } from '../src/sql/error.ts';
import { toIpc } from './arrow-build.ts';
import type { Catalog } from './catalog.ts';
import { codesOf, isUnparsable, scoresOf, textAt } from './coder.ts';
import type { Engine } from './engine.ts';
import { gradeScores, noteLabels } from './grade-scores.ts';
import { NumberNotes } from './number-notes.ts';
import type { PlannedFile } from './planned-file.ts';
import { columnOf } from './planned-file.ts';
import type { Tally } from './tally.ts';
import { place } from './tally.ts';

/**
 * Reads a file of references, outcomes or items into its small table, `file` its code. A task column that is absent is
 * written as NULL and means "every task that has the item". Gives the number of rows.
 */
export async function importSideTable(
  engine: Engine,
  catalog: Catalog,
  planned: PlannedFile,
  file: number,
  tally: Tally,
  onBatch: (bytesDone: number) => void,
): Promise<number> {
  const valueRole =
    planned.kind === 'outcomes'
      ? 'outcome'
      : columnOf(planned, 'reference') >= 0
        ? 'reference'
        : 'score';
  const at = {
    task: columnOf(planned, 'task'),
    item: columnOf(planned, 'item'),
    unit: columnOf(planned, 'unit'),
    rater: columnOf(planned, 'rater'),
    text: columnOf(planned, 'text'),
    value: columnOf(planned, valueRole),
  };
  let rows = 0;
  let used = 0;
  let labelled = 0;
  const notes = new NumberNotes(planned.name, planned.table.decimalComma, tally);
  for await (const batch of planned.table.batches()) {
    const n = batch.rows;
    if (n > 0) {
      const codes = (facet: 'task' | 'item' | 'unit' | 'rater'): Int32Array<ArrayBuffer> =>
        at[facet] < 0
          ? new Int32Array(n).fill(-1)
          : codesOf(
              batch.columns[at[facet]],
              n,
              catalog.levels(facet === 'rater' ? REFERENCE_RATER : facet),
              // No task means every task; no unit, rater or item means none.
              -1,
            );
      const value =
        at.value < 0
          ? new Float64Array(n)
          : scoresOf(batch.columns[at.value], n, planned.table.decimalComma);
      if (at.value >= 0) notes.take(batch.columns[at.value], value, batch.firstRow);
      const rule = planned.kind === 'references' ? planned.grades : null;
      const grades = gradeScores(batch, at.value, value, catalog, rule);
      for (let row = 0; row < n; row++) {
        if (grades[row] >= 0) labelled++;
        if (grades[row] >= 0 || !Number.isNaN(value[row])) used++;
        else
          tally.add(
            'skipped',
            isUnparsable(batch.columns[at.value], row)
              ? `${planned.kind} that are not numbers`
              : `${planned.kind} without a value`,
            place(planned.name, batch.firstRow + row, textAt(batch.columns[at.value], row)),
          );
      }
      const from = { name: 'file_id', codes: new Int32Array(n).fill(file) };
      if (planned.kind === 'references')
        await engine.append(
          'reference_record',
          toIpc(
            [
              { name: 'task', codes: codes('task') },
              { name: 'item', codes: codes('item') },
              { name: 'rater', codes: codes('rater') },
              { name: 'score', numbers: value },
              { name: 'grade', codes: grades },
              from,
            ],
            n,
          ),
        );
      else if (planned.kind === 'outcomes')
        await engine.append(
          'outcome_value',
          toIpc(
            [
              { name: 'unit', codes: codes('unit') },
              { name: 'item', codes: codes('item') },
              { name: 'outcome', numbers: value },
              from,
            ],
            n,
          ),
        );
      else
        await engine.append(
          'item_info',
          toIpc(
            [
              { name: 'task', codes: codes('task') },
              { name: 'item', codes: codes('item') },
              { name: 'unit', codes: codes('unit') },
              {
                name: 'text',
                texts: Array.from({ length: n }, (_, row) =>
                  at.text < 0 ? null : textAt(batch.columns[at.text], row),
                ),
              },
              from,
            ],
            n,
          ),
        );
      rows += n;
    }
    for (const skip of batch.skips)
      tally.add(
        skip.kept ? 'note' : 'skipped',
        skip.reason,
        place(planned.name, skip.row, skip.found),
      );
    onBatch(batch.bytesDone);
  }
  notes.close();
  noteLabels(planned, labelled, tally);
  if (rows > 0 && used === 0)
    throw new ProblemError({
      code: 'no-numeric-score',
      severity: 'error',
      message: `No row of this file has a numeric ${valueRole}.`,
      file: planned.name,
      field: planned.table.columns[at.value],
      found: 'no number',
      expected: 'a number in at least one row',
      wayOn: 'Choose another column in the mapping.',
    });
  return rows;
}
