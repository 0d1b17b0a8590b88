import { ABSENT_LEVEL } from '../src/domain/observation.ts';
import { ProblemError } from '../src/domain/problem.ts';
import { MERGED_RUN } from '../src/sql/schema.ts';
import type { Batch } from '../src/formats/batch.ts';
import type { OutColumn } from './arrow-build.ts';
import { toIpc } from './arrow-build.ts';
import type { Catalog } from './catalog.ts';
import { FIRST_RUN } from './catalog.ts';
import type { CellSet } from './cell-set.ts';
import {
  codesOf,
  EMPTY_LEVEL,
  isBlank,
  isUnparsable,
  numbersOf,
  scoresOf,
  textAt,
} from './coder.ts';
import type { ItemTexts } from './item-texts.ts';
import type { PlannedFile } from './planned-file.ts';
import { columnOf, facetColumns, numberColumns } from './planned-file.ts';
import { gradeScores, noteLabels } from './grade-scores.ts';
import { NumberNotes } from './number-notes.ts';
import { place } from './tally.ts';
import type { Tally } from './tally.ts';
import type { WriteBehind } from './write-behind.ts';

/** Values of a failure column that say that nothing failed. */
const NO_FAILURE = new Set([
  '',
  'ok',
  'success',
  'succeeded',
  'completed',
  'none',
  'no',
  'false',
  '0',
  'null',
  'nan',
]);
/** Why a response has no score that holds something else than a number. */
export const UNPARSABLE = 'unparsable score';
const EMPTY = 'no score given';

/** What the row table holds. */
export interface RowLayout {
  /** All its columns in their physical order. */
  readonly columns: readonly string[];
  readonly facets: readonly string[];
  readonly numbers: readonly string[];
  readonly failure: boolean;
  readonly reference: boolean;
  readonly outcome: boolean;
  readonly response: boolean;
  /** Whether labels stand among the scores, or among the references beside them. */
  readonly grade: boolean;
  readonly reference_grade: boolean;
}

/** The file that is read, by the code of its rows, and the cells that all files have scored so far. */
export interface Met {
  readonly file: number;
  readonly cells: CellSet;
  /** Facets by which the cells are told apart, beside task and item. */
  readonly facets: readonly string[];
}

/**
 * Codes the batches of one file of observations and has them appended to the row table. Gives the number
 * of rows; throws a ProblemError where no row has a numeric score.
 */
export async function importObservations(
  rowTable: WriteBehind,
  catalog: Catalog,
  planned: PlannedFile,
  layout: RowLayout,
  tally: Tally,
  met: Met,
  texts: ItemTexts,
  onBatch: (bytesDone: number) => void,
): Promise<number> {
  const facets = facetColumns(planned);
  const numbers = numberColumns(planned);
  const at = {
    item: columnOf(planned, 'item'),
    score: columnOf(planned, 'score'),
    reference: columnOf(planned, 'reference'),
    outcome: columnOf(planned, 'outcome'),
    failure: columnOf(planned, 'failure'),
    text: columnOf(planned, 'text'),
    response: columnOf(planned, 'response'),
  };
  const comma = planned.table.decimalComma;
  let rows = 0;
  let scored = 0;
  let labelled = 0;
  const notes = new NumberNotes(planned.name, comma, tally);
  let firstBad: { row: number; found: string } | null = null;

  for await (const batch of planned.table.batches()) {
    if (batch.rows > 0) {
      const n = batch.rows;
      const codes = new Map(
        facets.map(({ facet, column }) => [
          facet,
          codesOf(batch.columns[column], n, catalog.levels(facet)),
        ]),
      );
      const absent = (facet: string): Int32Array<ArrayBuffer> =>
        new Int32Array(n).fill(
          catalog.levels(facet).codeOf(facet === 'run' ? FIRST_RUN : ABSENT_LEVEL),
        );
      const items =
        at.item < 0 ? absent('item') : codesOf(batch.columns[at.item], n, catalog.levels('item'));
      const tasks =
        codes.get('task') ?? (layout.facets.includes('task') ? absent('task') : new Int32Array(n));
      noteEmpty(batch, columnOf(planned, 'model'), 'model', planned, tally);
      noteEmpty(batch, at.item, 'item', planned, tally);
      const pairs = new Int32Array(n);
      for (let row = 0; row < n; row++) pairs[row] = catalog.pairs.code(tasks[row], items[row]);

      const score = scoresOf(batch.columns[at.score], n, comma);
      notes.take(batch.columns[at.score], score, batch.firstRow);
      const graded = gradeScores(batch, at.score, score, catalog, planned.grades);
      const failure = failures(batch, score, at.score, at.failure, catalog, graded);
      for (let row = 0; row < n; row++) {
        if (graded[row] >= 0) labelled++;
        if (graded[row] >= 0 || !Number.isNaN(score[row])) scored++;
      }
      countMissing(batch, failure, catalog, planned, tally, at.score);
      if (!firstBad && scored === 0) {
        const row = Array.from({ length: n }, (_, r) => r).find((r) =>
          isUnparsable(batch.columns[at.score], r),
        );
        if (row !== undefined)
          firstBad = {
            row: batch.firstRow + row,
            found: textAt(batch.columns[at.score], row) ?? '',
          };
      }
      if (at.text >= 0) collectTexts(batch, at.text, pairs, texts);

      for (const facet of layout.facets) if (!codes.has(facet)) codes.set(facet, absent(facet));
      if (at.item >= 0) {
        const empty = catalog.levels('item').find(EMPTY_LEVEL);
        met.cells.add(
          pairs,
          met.facets.map((facet) => codes.get(facet)!),
          n,
          items,
          empty,
        );
      }

      const out: OutColumn[] = [
        { name: 'item_id', codes: items },
        { name: 'task_item', codes: pairs },
        { name: 'score', numbers: score },
        { name: 'file_id', codes: new Int32Array(n).fill(met.file) },
        ...layout.facets.map((facet) => ({ name: facet, codes: codes.get(facet)! })),
        ...layout.numbers.map((name) => {
          const column = numbers.find((c) => c.name === name)?.column;
          return {
            name,
            numbers:
              column === undefined ? allMissing(n) : numbersOf(batch.columns[column], n, comma),
          };
        }),
      ];
      if (layout.failure) out.push({ name: 'failure', codes: failure });
      for (const role of ['reference', 'outcome'] as const) {
        if (!layout[role]) continue;
        const numbers = at[role] < 0 ? allMissing(n) : scoresOf(batch.columns[at[role]], n, comma);
        if (role === 'reference' && layout.reference_grade)
          out.push({
            name: 'reference_grade',
            codes: gradeScores(batch, at.reference, numbers, catalog, planned.grades),
          });
        out.push({ name: role, numbers });
      }
      if (layout.grade) out.push({ name: 'grade', codes: graded });
      if (layout.columns.includes(MERGED_RUN))
        out.push({ name: MERGED_RUN, codes: new Int32Array(n).fill(-1) });
      if (layout.response)
        out.push({
          name: 'response',
          texts: Array.from({ length: n }, (_, row) =>
            at.response < 0 ? null : textAt(batch.columns[at.response], row),
          ),
        });
      // Appending goes by position, whatever the names.
      out.sort((a, b) => layout.columns.indexOf(a.name) - layout.columns.indexOf(b.name));
      await rowTable.append('observation', toIpc(out, n));
      await texts.write();
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
  // A log says itself which column is the score: one whose responses all failed is no mistake.
  if (rows > 0 && scored === 0 && !planned.table.roles) throw noNumericScore(planned, firstBad);
  return rows;
}

/** Failure code per row (-1 none); a row that failed loses its score, whatever the file wrote there. */
function failures(
  batch: Batch,
  score: Float64Array,
  scoreColumn: number,
  failureColumn: number,
  catalog: Catalog,
  graded: Int32Array,
): Int32Array<ArrayBuffer> {
  const levels = catalog.levels('failure');
  const codes = new Int32Array(batch.rows).fill(-1);
  for (let row = 0; row < batch.rows; row++) {
    const said = failureColumn < 0 ? null : textAt(batch.columns[failureColumn], row);
    if (said !== null && !NO_FAILURE.has(said.trim().toLowerCase())) {
      codes[row] = levels.codeOf(said.trim().slice(0, 200));
      score[row] = NaN;
      // Whatever the label comes to count as, this response failed.
      graded[row] = -1;
    } else if (Number.isNaN(score[row])) {
      codes[row] = levels.codeOf(
        isUnparsable(batch.columns[scoreColumn], row) ? UNPARSABLE : EMPTY,
      );
    }
  }
  return codes;
}

function countMissing(
  batch: Batch,
  failure: Int32Array,
  catalog: Catalog,
  planned: PlannedFile,
  tally: Tally,
  scoreColumn: number,
): void {
  const seen = new Map<number, { count: number; row: number }>();
  for (let row = 0; row < batch.rows; row++) {
    if (failure[row] < 0) continue;
    const known = seen.get(failure[row]);
    if (known) known.count++;
    else seen.set(failure[row], { count: 1, row });
  }
  for (const [code, { count, row }] of seen)
    tally.add(
      'missing',
      `without a score: ${catalog.levels('failure').name(code)}`,
      place(planned.name, batch.firstRow + row, textAt(batch.columns[scoreColumn], row)),
      count,
    );
}

/** Says where rows lack the name of their model or item, as below the merged cells of a spreadsheet. */
function noteEmpty(
  batch: Batch,
  column: number,
  role: 'model' | 'item',
  { name }: PlannedFile,
  tally: Tally,
): void {
  if (column < 0) return;
  let [count, first] = [0, -1];
  for (let row = 0; row < batch.rows; row++) {
    if (!isBlank(batch.columns[column], row)) continue;
    count++;
    if (first < 0) first = row;
  }
  const reason = `rows without a ${role}: they count as those of one ${role}, “${EMPTY_LEVEL}”`;
  if (count > 0) tally.add('note', reason, place(name, batch.firstRow + first, null), count);
}

function collectTexts(batch: Batch, column: number, pairs: Int32Array, texts: ItemTexts): void {
  for (let row = 0; row < batch.rows; row++) {
    if (texts.has(pairs[row])) continue;
    const text = textAt(batch.columns[column], row);
    if (text !== null) texts.take(pairs[row], text);
  }
}

function allMissing(rows: number): Float64Array<ArrayBuffer> {
  return new Float64Array(rows).fill(NaN);
}

function noNumericScore(
  planned: PlannedFile,
  bad: { row: number; found: string } | null,
): ProblemError {
  return new ProblemError({
    code: 'no-numeric-score',
    severity: 'error',
    message: 'No row of this file has a numeric score.',
    file: planned.name,
    ...(bad ? { row: bad.row, found: bad.found } : { found: 'empty fields' }),
    field: planned.table.columns[columnOf(planned, 'score')],
    expected: 'a number in at least one row',
    wayOn: 'Choose another column as the score, or turn labels into numbers first.',
  });
}
