import type { Cliques } from '../../linalg/cliques.ts';
import type { DenseKernels } from '../../linalg/dense-kernels.ts';
import { minimumDegreeOrder } from '../../linalg/minimum-degree.ts';
import { SelectedInverse, selectedInverseEntries } from '../../linalg/selected-inverse.ts';
import { SupernodalFactor } from '../../linalg/supernodal-factor.ts';
import { supernodes } from '../../linalg/supernodes.ts';
import type { Supernodes } from '../../linalg/supernodes.ts';
import type { CrossTable } from '../cross-table.ts';
import type { ModelFrame } from '../frame.ts';
import { systemEntries } from '../system-entries.ts';
import type { SystemEntries } from '../system-entries.ts';

/**
 * The mixed-model equations with every level of every term as a node of one sparse factor: slower
 * than the criterion's, which eliminates terms in blocks, but each level has its own place. For what
 * is done once per fit.
 */
export class LevelSystem {
  readonly frame: ModelFrame;
  readonly symbolic: Supernodes;
  readonly factor: SupernodalFactor;
  /** Position of level l of term t is `position[offset[t] + l]`. */
  readonly offset: readonly number[];
  readonly #entries: SystemEntries;
  readonly #inverse: SelectedInverse | null;

  /** `inverse`: whether `inverseDiagonal` will be asked for. */
  constructor(frame: ModelFrame, kernels: DenseKernels, inverse: boolean) {
    const cached = withCachedTables(frame);
    this.frame = cached;
    const offset: number[] = [];
    let nodes = 0;
    for (const term of frame.terms) {
      offset.push(nodes);
      nodes += term.levels;
    }
    this.offset = offset;
    const graph = levelCliques(cached, offset, nodes);
    this.symbolic = supernodes(graph, minimumDegreeOrder(graph));
    const work = inverse ? selectedInverseEntries(this.symbolic) : 0;
    this.factor = new SupernodalFactor(this.symbolic, kernels, work);
    this.#inverse = inverse ? new SelectedInverse(this.factor) : null;
    const all = frame.terms.map((_, t) => t);
    this.#entries = systemEntries(cached, all, offset, this.factor);
  }

  position(term: number, level: number): number {
    return this.symbolic.position[this.offset[term] + level];
  }

  /** Factors [[T Z'Z T + I, T Z'X], [X'Z T, X'X]] with T given by term. Throws where it is singular. */
  factorAt(theta: Float64Array): void {
    const { factor, symbolic } = this;
    const scale = this.#scales(theta);
    factor.clear(this.frame.sumSquares);
    for (let s = 0; s < symbolic.rows.length; s++) {
      factor.clearUpdate(s);
      this.#addEntries(s, scale);
      if (!factor.eliminate(s)) throw new Error('invalid system; not positive definite');
    }
  }

  /** Scale of every position: its term's theta, 1 for the intercept and the response. */
  #scales(theta: Float64Array): Float64Array {
    const scale = new Float64Array(this.symbolic.positions + 1).fill(1);
    this.frame.terms.forEach((term, t) => {
      for (let l = 0; l < term.levels; l++) scale[this.position(t, l)] = theta[t];
    });
    return scale;
  }

  #addEntries(s: number, scale: Float64Array): void {
    const { start, at, row, column, value } = this.#entries;
    const { memory } = this.factor;
    const intercept = this.symbolic.positions - 1;
    for (let e = start[s]; e < start[s + 1]; e++) {
      memory[at[e]] += scale[row[e]] * scale[column[e]] * value[e];
      if (row[e] === column[e] && row[e] < intercept) memory[at[e]] += 1;
    }
  }

  /** Diagonal of the inverse of what was factored, by position. */
  inverseDiagonal(): Float64Array {
    if (!this.#inverse) throw new Error('invalid use; the system was made without its inverse');
    const diagonal = new Float64Array(this.symbolic.positions);
    for (let s = this.symbolic.rows.length - 1; s >= 0; s--) {
      this.#inverse.compute(s, true);
      const first = this.symbolic.first[s];
      for (let j = 0; j < this.factor.pivots(s); j++) {
        diagonal[first + j] = this.#inverse.diagonal(s, j);
      }
    }
    return diagonal;
  }
}

/** The same frame, each cross table rolled up once and by its term of higher number. */
function withCachedTables(frame: ModelFrame): ModelFrame {
  const tables = new Map<string, CrossTable>();
  return {
    ...frame,
    crossTable: (a, b) => {
      const key = `${a},${b}`;
      let table = tables.get(key);
      if (!table) tables.set(key, (table = frame.crossTable(a, b)));
      return table;
    },
  };
}

/** All levels that meet do so within a level of the term with the most. */
function levelCliques(frame: ModelFrame, offset: readonly number[], nodes: number): Cliques {
  if (frame.terms.length === 0) return emptyCliques();
  const { terms } = frame;
  const largest = terms.reduce((best, term, t) => (term.levels > terms[best].levels ? t : best), 0);
  const others = terms.map((_, t) => t).filter((t) => t !== largest);
  const tables = others.map((t) => frame.crossTable(largest, t));
  const { levels } = terms[largest];
  const start = new Int32Array(levels + 1);
  for (let l = 0; l < levels; l++) {
    start[l + 1] = start[l] + 1;
    for (const table of tables) start[l + 1] += table.start[l + 1] - table.start[l];
  }
  const members = new Int32Array(start[levels]);
  let at = 0;
  for (let l = 0; l < levels; l++) {
    members[at++] = offset[largest] + l;
    tables.forEach((table, i) => {
      for (let e = table.start[l]; e < table.start[l + 1]; e++) {
        members[at++] = offset[others[i]] + table.columns[e];
      }
    });
  }
  return { nodes, start, members };
}

function emptyCliques(): Cliques {
  return { nodes: 0, start: new Int32Array(1), members: new Int32Array(0) };
}
