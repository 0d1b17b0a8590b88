import { writeValue } from './answer-table.ts';
import type { AnswerColumn, AnswerTable } from './answer-table.ts';
import type { Chart } from './options.ts';

/** Marks drawn at most; the table has all rows. */
const MOST_ROWS = 60;
const MOST_POINTS = 5000;
/** Numbers that are about something else than the answer: counts, codes, spreads. */
const SECONDARY =
  /^(n|count|count_star\(\)|rows|observations|code|sd|se|missing|clusters)$|_se$|_sd$|_id$/i;

/** One row of dots or bars. */
export interface ChartRow {
  readonly name: string;
  readonly value: number;
  readonly text: string;
}

/** What a chart of an answer shows. */
export type ChartModel =
  | {
      readonly kind: 'dots' | 'bars';
      readonly label: string;
      readonly names: string;
      readonly values: string;
      readonly rows: readonly ChartRow[];
      /** Rows of the answer that are not drawn. */
      readonly hidden: number;
    }
  | {
      readonly kind: 'points';
      readonly label: string;
      readonly x: string;
      readonly y: string;
      readonly points: readonly (readonly [x: number, y: number])[];
      readonly hidden: number;
    };

/** Charts that the columns of an answer allow, the suggested one first; `none` is always among them. */
export function suggestCharts(table: AnswerTable): readonly Chart[] {
  const { name, measures } = roles(table);
  if (table.rows < 2 || measures.length === 0) return ['none'];
  const points: Chart[] = measures.length > 1 ? ['points'] : [];
  if (name < 0) return measures.length > 1 ? ['points', 'none'] : ['none'];
  const isCount = SECONDARY.test(table.columns[measures[0]].name);
  const rows: Chart[] = isCount ? ['bars', 'dots'] : ['dots', 'bars'];
  return table.rows > MOST_ROWS
    ? [...(points.length > 0 ? points : rows), 'none']
    : [...rows, ...points, 'none'];
}

/** The chart of an answer, or null where there is nothing to draw. */
export function chartModel(table: AnswerTable, kind: Chart): ChartModel | null {
  const { name, measures } = roles(table);
  if (kind === 'none' || measures.length === 0) return null;
  if (kind === 'points') {
    if (measures.length < 2) return null;
    const [x, y] = measures;
    const points: (readonly [number, number])[] = [];
    for (let row = 0; row < table.rows && points.length < MOST_POINTS; row++) {
      const point = [table.at(row, x), table.at(row, y)] as const;
      if (isNumber(point[0]) && isNumber(point[1])) points.push([point[0], point[1]]);
    }
    if (points.length === 0) return null;
    const [xName, yName] = [table.columns[x].name, table.columns[y].name];
    const hidden = Math.max(0, table.rows - points.length);
    return { kind, label: `${yName} by ${xName}`, x: xName, y: yName, points, hidden };
  }
  const [measure] = measures;
  const column = table.columns[measure];
  const shown = Math.min(table.rows, MOST_ROWS);
  const rows = Array.from({ length: shown }, (_, row) => {
    const value = table.at(row, measure);
    return { name: nameOf(table, row, name), value, text: writeValue(value, column) };
  }).filter((row): row is ChartRow => isNumber(row.value));
  if (rows.length === 0) return null;
  const names = name < 0 ? 'row' : table.columns[name].name;
  const label = `${column.name} by ${names}`;
  return { kind, label, names, values: column.name, rows, hidden: table.rows - shown };
}

/** The column of names (-1 for none) and those of numbers, what is most likely asked for first. */
function roles(table: AnswerTable): { name: number; measures: number[] } {
  const indices = table.columns.map((_, index) => index);
  const isMeasure = (index: number): boolean => table.columns[index].isNumeric;
  const name = indices.find((index) => !isMeasure(index)) ?? -1;
  const rank = (index: number): number => Number(SECONDARY.test(table.columns[index].name));
  const measures = indices.filter(isMeasure).toSorted((a, b) => rank(a) - rank(b) || a - b);
  return { name, measures };
}

function nameOf(table: AnswerTable, row: number, name: number): string {
  if (name < 0) return String(row + 1);
  const texts: AnswerColumn[] = table.columns.filter((column) => !column.isNumeric);
  return texts
    .map((column) => writeValue(table.at(row, table.columns.indexOf(column)), column))
    .join(' · ');
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
