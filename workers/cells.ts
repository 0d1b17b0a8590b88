import { tableFromIPC } from 'apache-arrow';
import type { Table, Vector } from 'apache-arrow';
import type { Question } from '../src/domain/question.ts';
import { cellSummary, rolledCells, singleCells } from '../src/sql/cells.ts';
import type { CellCube } from '../src/stats/slices/types.ts';
import type { Catalog } from './catalog.ts';
import type { Engine } from './engine.ts';

/** Cells of one question, and the range of the signed error that its distribution is drawn over. */
export interface Cells {
  readonly cube: CellCube;
  readonly low: number;
  readonly high: number;
  /** True where each cell is one observation. */
  readonly single: boolean;
}

/** Rolling up pays where it leaves at most this share of the rows. */
const WORTH_ROLLING = 0.25;

/**
 * Rolls the observations up to cells for a measure and policy, filters left aside. Asked again only
 * when measure, policy, cluster or the set of facets change.
 */
export async function buildCells(
  engine: Engine,
  catalog: Catalog,
  question: Question,
  facets: readonly string[],
): Promise<Cells> {
  const summary = tableFromIPC(await engine.query(cellSummary(question, facets)));
  const [n, shift, low, high, estimate] = summary.schema.fields.map((_, i) =>
    Number(summary.getChildAt(i)!.get(0) ?? NaN),
  );
  const single = estimate > WORTH_ROLLING * n;
  const statement = (single ? singleCells : rolledCells)(question, facets, question.cluster, shift);
  const table = tableFromIPC(await engine.query(statement));
  const cluster = integers(table.getChild('cluster')!);
  const order = single ? countingOrder(cluster) : null;
  const sorted = (name: string): Int32Array => permute(integers(table.getChild(name)!), order);
  const cube: CellCube = {
    cells: table.numRows,
    codes: Object.fromEntries(facets.map((facet) => [facet, sorted(facet)])),
    levels: Object.fromEntries(facets.map((facet) => [facet, catalog.size(facet)])),
    cluster: permute(cluster, order),
    n: sorted('n'),
    missing: sorted('missing'),
    sum: permute(doubles(table, 'sum'), order),
    sumSquares: permute(doubles(table, 'sum_squares'), order),
    shift,
    sumSigned: permute(doubles(table, 'sum_signed'), order),
  };
  return { cube, low, high, single };
}

function integers(vector: Vector): Int32Array {
  const values: unknown = vector.toArray();
  return values instanceof Int32Array ? values : Int32Array.from(values as ArrayLike<number>);
}

function doubles(table: Table, name: string): Float64Array {
  return table.getChild(name)!.toArray() as Float64Array;
}

/** Positions that put non-negative codes in ascending order, equal ones as they were. */
function countingOrder(codes: Int32Array): Int32Array {
  let most = 0;
  for (const code of codes) if (code > most) most = code;
  const next = new Int32Array(most + 2);
  for (const code of codes) next[code + 1]++;
  for (let code = 0; code <= most; code++) next[code + 1] += next[code];
  const order = new Int32Array(codes.length);
  for (let row = 0; row < codes.length; row++) order[next[codes[row]]++] = row;
  return order;
}

function permute<T extends Int32Array | Float64Array>(values: T, order: Int32Array | null): T {
  if (!order) return values;
  const sorted = values.slice() as T;
  for (let i = 0; i < order.length; i++) sorted[i] = values[order[i]];
  return sorted;
}
