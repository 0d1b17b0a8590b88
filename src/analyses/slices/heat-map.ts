import { choiceKey, isChosen } from '../../domain/choice.ts';
import type { Choice } from '../../domain/choice.ts';
import { extent } from '../../domain/extent.ts';
import { count, fixed } from '../../domain/format.ts';
import { numberCell, word } from '../../domain/panel.ts';
import type { NumberTable } from '../../domain/panel.ts';
import type { Question } from '../../domain/question.ts';
import type { Slice, SliceAnswer } from '../../domain/slice.ts';
import { measureWords } from '../measure-words.ts';
import { columnDecimals } from './dot-interval.ts';
import { filled, findGroup } from './find-group.ts';
import { marginOf } from './margin.ts';
import { stepOf, stepsFor } from './steps.ts';
import type { Steps } from './steps.ts';

/** A cell of the heat-map; `value` is as shown. */
export interface HeatCell {
  readonly key: string;
  readonly value: number;
  readonly text: string;
  /** Colour step, 1 to 7. */
  readonly step: number;
  readonly label: string;
  readonly chosen: boolean;
}

/** A row or column with its margin, the mean over the other facet; null where it cannot be known. */
export interface HeatLine {
  readonly key: string;
  readonly name: string;
  readonly margin: string;
  readonly chosen: boolean;
}

export interface HeatMapModel {
  readonly rowFacet: string;
  readonly columnFacet: string;
  readonly rows: readonly HeatLine[];
  readonly columns: readonly HeatLine[];
  /** Per row, per column; null where the combination does not occur. */
  readonly cells: readonly (readonly (HeatCell | null)[])[];
  readonly total: string;
  readonly steps: Steps;
  readonly hiddenRows: number;
  readonly hiddenColumns: number;
  /** Smallest and largest number of observations in a cell drawn. */
  readonly n: { readonly low: number; readonly high: number };
}

const MOST_ROWS = 40;
const MOST_COLUMNS = 24;

/** View model of the heat-map rows x columns, both ordered by their means; null where not answered. */
export function heatMapModel(
  answer: SliceAnswer,
  question: Question,
  rows: string,
  columns: string,
): HeatMapModel | null {
  const group = findGroup(answer, [rows, columns]);
  if (!group) return null;
  const slices = filled(group);
  const { factor, write, directed, unit } = measureWords(question.measure);
  const decimals = Math.min(2, columnDecimals(slices, factor));
  const shown = slices.map((s) => s.mean * factor);
  const { low, high } = extent(shown);
  const steps = stepsFor(low, high, directed);
  const index = new Map(slices.map((s) => [JSON.stringify(s.levels), s]));
  const line = (axis: 0 | 1, facet: string): (HeatLine & { mean: number; level: string })[] =>
    [...new Set(slices.map((s) => s.levels[axis]))]
      .map((level) => {
        const choice: Choice = [[facet, level]];
        const mean = marginOf(slices, axis, level, question, group.facets);
        return {
          key: choiceKey(choice),
          name: level,
          level,
          mean,
          margin: Number.isFinite(mean) ? write(mean * factor, decimals) : '–',
          chosen: isChosen(question, choice),
        };
      })
      .toSorted((a, b) => a.mean - b.mean);
  const allRows = line(0, rows);
  const allColumns = line(1, columns);
  const drawnRows = allRows.slice(0, MOST_ROWS);
  const drawnColumns = allColumns.slice(0, MOST_COLUMNS);
  const cell = (row: string, column: string): HeatCell | null => {
    const slice = index.get(JSON.stringify([row, column]));
    if (!slice) return null;
    const choice: Choice = [
      [rows, row],
      [columns, column],
    ];
    const value = slice.mean * factor;
    const text = write(value, decimals);
    return {
      key: choiceKey(choice),
      value,
      text,
      step: stepOf(value, steps),
      label: `${row}, ${column}: ${text} ${unit}, ${count(slice.n)} observations`,
      chosen: isChosen(question, choice),
    };
  };
  const all = marginOf(slices, null, '', question, group.facets);
  return {
    rowFacet: rows,
    columnFacet: columns,
    rows: drawnRows,
    columns: drawnColumns,
    cells: drawnRows.map((row) => drawnColumns.map((column) => cell(row.level, column.level))),
    total: Number.isFinite(all) ? write(all * factor, decimals) : '–',
    steps,
    hiddenRows: allRows.length - drawnRows.length,
    hiddenColumns: allColumns.length - drawnColumns.length,
    n: extent(slices.map((s) => s.n)),
  };
}

/** Every cell with its interval. */
export function heatMapTable(
  answer: SliceAnswer,
  question: Question,
  rows: string,
  columns: string,
): NumberTable {
  const group = findGroup(answer, [rows, columns]);
  const slices: readonly Slice[] = group ? filled(group) : [];
  const { factor, write, unit } = measureWords(question.measure);
  const decimals = columnDecimals(slices, factor);
  const shownAs = (x: number): string => write(x, decimals);
  return {
    columns: [
      { name: rows, numeric: false },
      { name: columns, numeric: false },
      { name: `mean, ${unit}`, numeric: true },
      { name: '95 % low', numeric: true },
      { name: '95 % high', numeric: true },
      { name: 'rmse', numeric: true },
      { name: 'n', numeric: true },
      { name: 'clusters', numeric: true },
      { name: 'missing', numeric: true },
    ],
    rows: slices.map((slice) => [
      word(slice.levels[0]),
      word(slice.levels[1]),
      numberCell(slice.mean * factor, shownAs),
      numberCell(slice.interval ? slice.interval.low * factor : null, shownAs),
      numberCell(slice.interval ? slice.interval.high * factor : null, shownAs),
      numberCell(slice.rmse * factor, (x) => fixed(x, decimals)),
      numberCell(slice.n, count),
      numberCell(slice.clusters, count),
      numberCell(slice.missing, count),
    ]),
  };
}
