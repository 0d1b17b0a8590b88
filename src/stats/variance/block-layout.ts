import { PADDING_ROWS } from '../linalg/dense-kernels.ts';

/** A block: levels of the inner terms that lie in one level of the block term, and the rows they meet. */
export interface Block {
  /** Term of each of its levels. */
  readonly terms: Int32Array;
  /** Counts shared by its levels, a full square. */
  readonly counts: Float64Array;
  /** Sum of the response over each level. */
  readonly sums: Float64Array;
  /** Rows of the group it meets, ascending, the response not among them. */
  readonly rows: Int32Array;
  /** Counts shared with rows: level j owns entries `start[j] .. start[j + 1] - 1`; `row` indexes `rows`. */
  readonly start: Int32Array;
  readonly row: Int32Array;
  readonly count: Float64Array;
}

/** A block as a dense panel in memory: its levels, then the rows below, the response last. */
export interface Panel {
  readonly block: Block;
  readonly at: number;
  readonly levels: number;
  readonly below: number;
  /** Row of the group for each row below; null where they are all of them in order. */
  readonly rowOf: Int32Array | null;
  /** Spherical solution of the block, kept between calls. */
  readonly solution: Float64Array;
}

/** Columns of several blocks put side by side, so that products run over long rows. */
const WIDE = 64;
/** Blocks that meet more than this part of the rows are treated as meeting all. */
const DENSE = 0.35;

/** Where a group's panels and working matrices stand in the shared memory. */
export class BlockLayout {
  readonly panels: readonly Panel[];
  /** Columns that fit side by side. */
  readonly wide: number;
  /** A square over the rows: the update while eliminating, the inverse while tracing. */
  readonly square: number;
  /** Columns side by side (size x wide). */
  readonly columns: number;
  /** A square over the rows of one sparse block. */
  readonly sparse: number;
  /** Two matrices of the levels of one block by the rows. */
  readonly transposed: number;
  readonly products: number;
  /** Two squares over the levels of one block. */
  readonly inner: number;
  readonly inverse: number;
  /** Terms of the blocks' levels, and for each a set of columns and a square over the rows. */
  readonly terms: readonly number[];
  readonly termColumns: readonly number[];
  readonly termSquares: readonly number[];
  /** A matrix of the rows by all terms of the frame, and one of these by the levels of one block. */
  readonly byTerm: number;
  readonly solved: number;
  readonly end: number;

  /** `allTerms`: number of terms of the frame. */
  constructor(blocks: readonly Block[], size: number, allTerms: number, begin: number) {
    let at = begin;
    let largest = 0;
    let sparse = 0;
    this.panels = blocks.map((block) => {
      const levels = block.terms.length;
      const rowOf = block.rows.length + 1 >= DENSE * size ? null : withResponse(block.rows, size);
      const below = rowOf ? rowOf.length : size;
      if (rowOf) sparse = Math.max(sparse, below * below);
      largest = Math.max(largest, levels);
      const panel = { block, at, levels, below, rowOf, solution: new Float64Array(levels) };
      at += levels * (levels + below);
      return panel;
    });
    this.wide = Math.max(WIDE, largest);
    this.square = at;
    this.columns = this.square + size * size;
    this.sparse = this.columns + size * this.wide;
    this.transposed = this.sparse + sparse;
    this.products = this.transposed + size * largest;
    this.inner = this.products + size * largest;
    this.inverse = this.inner + largest * largest;
    this.terms = [...new Set(blocks.flatMap((block) => [...block.terms]))];
    const first = this.inverse + largest * largest;
    const each = size * this.wide + size * size;
    this.termColumns = this.terms.map((_, t) => first + t * each);
    this.termSquares = this.termColumns.map((columns) => columns + size * this.wide);
    this.byTerm = first + this.terms.length * each;
    this.solved = this.byTerm + size * allTerms;
    // Tiles read a few rows past a matrix; see `PADDING_ROWS`.
    const widest = Math.max(size, this.wide, allTerms);
    this.end = this.solved + allTerms * largest + PADDING_ROWS * widest;
  }
}

function withResponse(rows: Int32Array, size: number): Int32Array {
  const all = new Int32Array(rows.length + 1);
  all.set(rows);
  all[rows.length] = size - 1;
  return all;
}
