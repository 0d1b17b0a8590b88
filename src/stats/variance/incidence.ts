import { PADDING_ROWS } from '../linalg/dense-kernels.ts';
import type { Block } from './block-layout.ts';

/** Rows and levels are added in fours: so many levels a row meets at most. */
export const FOUR = 4;
/** Dense products run at about so many multiply-adds in the time of one of these. */
const DENSE_SPEED = 7;

/** A block whose rows meet few of its levels. Lists are filled up to fours with counts of 0. */
export interface IncidentBlock {
  readonly block: Block;
  readonly levels: number;
  /** Four levels and counts for each of `block.rows`. */
  readonly levelsMet: Int32Array;
  readonly levelCounts: Float64Array;
  /** For each level the rows of the group it meets, from `start[j]` on; a multiple of four. */
  readonly start: Int32Array;
  readonly rowsMet: Int32Array;
  readonly rowCounts: Float64Array;
  /** Factor of D~ and its inverse, each a square over the levels. */
  readonly at: number;
  readonly inverse: number;
  /** Spherical solution of the block, kept between calls. */
  readonly solution: Float64Array;
}

/** Whether every row of the blocks meets so few levels that dense products would mostly add zeros. */
export function meetFewLevels(blocks: readonly Block[]): boolean {
  let levels = 0;
  let most = 0;
  for (const { terms, rows, row } of blocks) {
    levels += terms.length;
    const met = new Int32Array(rows.length);
    for (const r of row) met[r]++;
    for (const count of met) most = Math.max(most, count);
  }
  return most <= FOUR && levels > DENSE_SPEED * most * blocks.length;
}

/** Where the squares of such blocks stand in the shared memory. */
export class IncidenceLayout {
  readonly blocks: readonly IncidentBlock[];
  /** Working space: two squares over the levels of one block. */
  readonly triangle: number;
  readonly product: number;
  /** A matrix of the levels of one block by the rows of the group. */
  readonly wide: number;
  /** A square over the rows of the group: the sum while eliminating, the inverse while tracing. */
  readonly square: number;
  readonly end: number;

  /** `size`: rows of the group, the response counted. */
  constructor(blocks: readonly Block[], size: number, begin: number) {
    let at = begin;
    let largest = 0;
    this.blocks = blocks.map((block) => {
      const levels = block.terms.length;
      const own = at;
      at += 2 * levels * levels;
      largest = Math.max(largest, levels);
      const solution = new Float64Array(levels);
      const lists = { ...byRow(block), ...byLevel(block) };
      return { block, levels, ...lists, at: own, inverse: own + levels * levels, solution };
    });
    this.triangle = at;
    this.product = at + largest * largest;
    this.wide = this.product + largest * largest;
    this.square = this.wide + largest * size;
    this.end = this.square + size * size + PADDING_ROWS * Math.max(largest, size);
  }
}

function byRow({
  rows,
  start,
  row,
  count,
}: Block): Pick<IncidentBlock, 'levelsMet' | 'levelCounts'> {
  const levelsMet = new Int32Array(FOUR * rows.length);
  const levelCounts = new Float64Array(FOUR * rows.length);
  const used = new Int32Array(rows.length);
  for (let j = 0; j + 1 < start.length; j++) {
    for (let e = start[j]; e < start[j + 1]; e++) {
      const to = FOUR * row[e] + used[row[e]]++;
      levelsMet[to] = j;
      levelCounts[to] = count[e];
    }
  }
  return { levelsMet, levelCounts };
}

function byLevel(block: Block): Pick<IncidentBlock, 'start' | 'rowsMet' | 'rowCounts'> {
  const levels = block.terms.length;
  const start = new Int32Array(levels + 1);
  for (let j = 0; j < levels; j++) {
    const fours = Math.ceil((block.start[j + 1] - block.start[j]) / FOUR);
    start[j + 1] = start[j] + FOUR * fours;
  }
  const rowsMet = new Int32Array(start[levels]);
  const rowCounts = new Float64Array(start[levels]);
  for (let j = 0; j < levels; j++) {
    for (let e = block.start[j], to = start[j]; e < block.start[j + 1]; e++, to++) {
      rowsMet[to] = block.rows[block.row[e]];
      rowCounts[to] = block.count[e];
    }
  }
  return { start, rowsMet, rowCounts };
}
