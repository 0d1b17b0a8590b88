import type { DenseKernels } from '../linalg/dense-kernels.ts';
import { minimumDegreeOrder } from '../linalg/minimum-degree.ts';
import { SelectedInverse, selectedInverseEntries } from '../linalg/selected-inverse.ts';
import { SupernodalFactor } from '../linalg/supernodal-factor.ts';
import { supernodes } from '../linalg/supernodes.ts';
import type { Supernodes } from '../linalg/supernodes.ts';
import type { ModelFrame } from './frame.ts';
import type { LeafBlock } from './leaf-block.ts';
import { leafAdjacency, leafBlocks } from './leaf-rows.ts';
import { systemEntries } from './system-entries.ts';
import type { SystemEntries } from './system-entries.ts';

/**
 * The mixed-model equations of a frame, analysed once: the term with the most levels (the leaf) is
 * eliminated analytically, the levels of the others are the nodes of a sparse factor, the intercept
 * is its border and the response its right-hand side.
 */
export interface MixedModelSystem {
  readonly frame: ModelFrame;
  /** Position of the eliminated term in `frame.terms`; -1 where there are no terms. */
  readonly leaf: number;
  /** Term of each position; `frame.terms.length` for the intercept. */
  readonly termOf: Int32Array;
  readonly symbolic: Supernodes;
  readonly factor: SupernodalFactor;
  readonly inverse: SelectedInverse;
  readonly entries: SystemEntries;
  readonly leaves: readonly (LeafBlock | null)[];
  /** Distinct counts of the leaf's levels and how many levels have each. */
  readonly leafCounts: ReadonlyMap<number, number>;
}

/** The symbolic phase: order, supernodes, panels. Nothing here depends on the variances. */
export function analyseSystem(frame: ModelFrame, kernels: DenseKernels): MixedModelSystem {
  const leaf = largestTerm(frame);
  const others = frame.terms.map((_, t) => t).filter((t) => t !== leaf);
  const offset: number[] = [];
  let nodes = 0;
  for (const t of others) {
    offset.push(nodes);
    nodes += frame.terms[t].levels;
  }
  const tables = others.map((t) => frame.crossTable(leaf, t));
  const leafLevels = leaf < 0 ? 0 : frame.terms[leaf].levels;
  const adjacency = leafAdjacency(leafLevels, tables, offset, nodes);
  const symbolic = supernodes(adjacency, minimumDegreeOrder(adjacency));
  const termOf = new Int32Array(symbolic.positions).fill(frame.terms.length);
  others.forEach((t, i) => {
    for (let l = 0; l < frame.terms[t].levels; l++) termOf[symbolic.position[offset[i] + l]] = t;
  });
  const factor = new SupernodalFactor(symbolic, kernels, selectedInverseEntries(symbolic));
  const leafCounts = new Map<number, number>();
  if (leaf >= 0) {
    for (const count of frame.terms[leaf].counts) {
      leafCounts.set(count, (leafCounts.get(count) ?? 0) + 1);
    }
  }
  return {
    frame,
    leaf,
    termOf,
    symbolic,
    factor,
    inverse: new SelectedInverse(factor),
    entries: systemEntries(frame, others, offset, factor),
    leaves:
      leaf < 0 ? symbolic.rows.map(() => null) : leafBlocks(frame.terms[leaf], adjacency, symbolic),
    leafCounts,
  };
}

function largestTerm(frame: ModelFrame): number {
  let largest = -1;
  frame.terms.forEach((term, t) => {
    if (largest < 0 || term.levels > frame.terms[largest].levels) largest = t;
  });
  return largest;
}
