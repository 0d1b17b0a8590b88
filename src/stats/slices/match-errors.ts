import type { Steps } from '../optimize/steps.ts';
import { levelsOf } from './joint-codes.ts';
import type { CellCube, CodedFilter } from './types.ts';

/**
 * Errors of the levels of one facet side by side, matched on all other facets. A unit is an item of
 * a task; its rows are first[u] to first[u + 1], one where every level that answers the unit does so
 * in the same way, else one per combination of the other facets.
 */
export interface MatchedErrors {
  readonly levels: number;
  readonly units: number;
  readonly first: Int32Array;
  /** Per unit: position of its cluster, ascending and dense, and code of its task. */
  readonly cluster: Int32Array;
  readonly task: Int32Array;
  /** Mean error of level l in row r at errors[l][r]; NaN where it has none. */
  readonly errors: readonly Float64Array[];
}

/** Sums of one row, by level. */
interface Row {
  readonly sum: Float64Array;
  readonly n: Float64Array;
}

const MOST_KEYS = Number.MAX_SAFE_INTEGER;

/**
 * Matches the cells of a cube for comparing the levels of `facet`. Filters on the facet itself are
 * left out, so that a chosen level is compared with its peers. Cells alike in everything are averaged.
 * Gives way after every cluster.
 */
export function* matchErrors(
  cube: CellCube,
  facet: string,
  filters: readonly CodedFilter[],
): Steps<MatchedErrors> {
  const levels = levelsOf(cube, facet);
  const compared = cube.codes[facet]!;
  const unitFacets = ['task', 'item'].filter((f) => f !== facet && cube.codes[f]);
  const others = Object.keys(cube.codes).filter((f) => f !== facet && !unitFacets.includes(f));
  const unitKey = keyer(cube, unitFacets);
  const otherKey = keyer(cube, others);
  const tests = filters
    .filter((filter) => filter.facet !== facet)
    .map((filter) => {
      levelsOf(cube, filter.facet);
      return { codes: cube.codes[filter.facet]!, allowed: filter.allowed };
    });
  const task = unitFacets.includes('task') ? cube.codes['task']! : null;

  const columns: number[][] = Array.from({ length: levels }, () => []);
  const first = [0];
  const clusterOf: number[] = [];
  const taskOf: number[] = [];
  let cluster = 0;
  for (let i = 0; i < cube.cells;) {
    const current = cube.cluster[i]!;
    const open = new Map<number, { task: number; rows: Map<number, Row> }>();
    for (; i < cube.cells && cube.cluster[i] === current; i++) {
      if (cube.n[i] === 0) continue;
      if (!tests.every(({ codes, allowed }) => allowed[codes[i]!] === 1)) continue;
      const key = unitKey(i);
      let unit = open.get(key);
      if (!unit) open.set(key, (unit = { task: task ? task[i]! : 0, rows: new Map() }));
      const rowKey = otherKey(i);
      let row = unit.rows.get(rowKey);
      if (!row) {
        row = { sum: new Float64Array(levels), n: new Float64Array(levels) };
        unit.rows.set(rowKey, row);
      }
      row.sum[compared[i]!]! += cube.sum[i]! + cube.n[i]! * cube.shift;
      row.n[compared[i]!]! += cube.n[i]!;
    }
    for (const unit of open.values()) {
      appendUnit(columns, [...unit.rows.values()]);
      first.push(columns[0]!.length);
      clusterOf.push(cluster);
      taskOf.push(unit.task);
    }
    if (open.size > 0) cluster++;
    yield;
  }
  return {
    levels,
    units: clusterOf.length,
    first: Int32Array.from(first),
    cluster: Int32Array.from(clusterOf),
    task: Int32Array.from(taskOf),
    errors: columns.map((column) => Float64Array.from(column)),
  };
}

/** One row of means where each level has all rows or none, else all rows. */
function appendUnit(columns: number[][], rows: readonly Row[]): void {
  const alike = columns.every((_, level) => {
    const present = rows.reduce((count, row) => count + (row.n[level]! > 0 ? 1 : 0), 0);
    return present === 0 || present === rows.length;
  });
  columns.forEach((column, level) => {
    const means = rows.map((row) => row.sum[level]! / row.n[level]!);
    if (alike) column.push(means.reduce((sum, mean) => sum + mean, 0) / means.length);
    else column.push(...means);
  });
}

/** A number for each combination of some facets' codes. */
function keyer(cube: CellCube, facets: readonly string[]): (cell: number) => number {
  const codes = facets.map((facet) => cube.codes[facet]!);
  const radices = facets.map((facet) => levelsOf(cube, facet));
  const size = radices.reduce((product, radix) => product * radix, 1);
  if (size > MOST_KEYS) throw new Error(`invalid facets; too many combinations: ${size}`);
  return (cell) => {
    let key = 0;
    for (let f = 0; f < codes.length; f++) key = key * radices[f]! + codes[f]![cell]!;
    return key;
  };
}
