import { tableFromIPC } from 'apache-arrow';
import type { Vector } from 'apache-arrow';
import type { Question } from '../src/domain/question.ts';
import { cellSummary, rolledCells } from '../src/sql/cells.ts';
import type { CellCube } from '../src/stats/slices/types.ts';
import type { Catalog } from './catalog.ts';
import type { Engine } from './engine.ts';
import { readSingleCells } from './single-cells.ts';
import type { CellPlan } from './single-cells.ts';

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
  const levels = Object.fromEntries(facets.map((facet) => [facet, catalog.size(facet)]));
  const single = estimate > WORTH_ROLLING * n;
  const read = single ? readSingleCells : readRolledCells;
  return { cube: await read(engine, question, { rows: n, levels, shift }), low, high, single };
}

async function readRolledCells(
  engine: Engine,
  question: Question,
  { levels, shift }: CellPlan,
): Promise<CellCube> {
  const facets = Object.keys(levels);
  const statement = rolledCells(question, facets, question.cluster, shift);
  const table = tableFromIPC(await engine.query(statement));
  const column = (name: string): Vector => table.getChild(name)!;
  return {
    cells: table.numRows,
    codes: Object.fromEntries(facets.map((facet) => [facet, integers(column(facet))])),
    levels,
    cluster: integers(column('cluster')),
    n: integers(column('n')),
    missing: integers(column('missing')),
    sum: doubles(column('sum')),
    sumSquares: doubles(column('sum_squares')),
    shift,
    sumSigned: doubles(column('sum_signed')),
  };
}

function integers(vector: Vector): Int32Array {
  const values: unknown = vector.toArray();
  return values instanceof Int32Array ? values : Int32Array.from(values as ArrayLike<number>);
}

function doubles(vector: Vector): Float64Array {
  return vector.toArray() as Float64Array;
}
