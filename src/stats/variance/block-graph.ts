import type { Cliques } from '../linalg/cliques.ts';
import { cliquesOf, mergeCliques } from '../linalg/merge-cliques.ts';
import type { Supernodes } from '../linalg/supernodes.ts';
import type { Elimination } from './elimination.ts';
import type { ModelFrame } from './frame.ts';
import type { Offsets } from './group-plan.ts';

/**
 * The row levels that each block meets, and the nodes (levels of outer terms) that a row level stands
 * for: itself and the coarser levels it lies in. All pairs of nodes that meet do so inside a block.
 */
export interface BlockGraph {
  /** A clique of row levels per block; the levels of the row terms are numbered one after another. */
  readonly blocks: Cliques;
  /** By row level. */
  readonly nodesOf: readonly (readonly number[])[];
  readonly nodes: number;
}

/** Lists what the blocks meet. Cost: the cells of blocks by row terms. */
export function blockGraph(
  frame: ModelFrame,
  { block, rowTerms }: Elimination,
  offset: Offsets,
  nodes: number,
): BlockGraph {
  const node = (term: number, level: number) => (offset.get(term) ?? 0) + level;
  const firstRow: number[] = [];
  const nodesOf: number[][] = [];
  for (const { term, coarser } of rowTerms) {
    firstRow.push(nodesOf.length);
    for (let l = 0; l < frame.terms[term].levels; l++) {
      nodesOf.push([node(term, l), ...coarser.map((c) => node(c.term, c.levelOf[l]))]);
    }
  }
  const tables = rowTerms.map(({ term }) => frame.crossTable(block, term));
  const blocks = block < 0 ? 0 : frame.terms[block].levels;
  const start = new Int32Array(blocks + 1);
  for (let b = 0; b < blocks; b++) {
    start[b + 1] = start[b];
    for (const table of tables) start[b + 1] += table.start[b + 1] - table.start[b];
  }
  const members = new Int32Array(start[blocks]);
  let at = 0;
  for (let b = 0; b < blocks; b++) {
    tables.forEach((table, r) => {
      for (let e = table.start[b]; e < table.start[b + 1]; e++) {
        members[at++] = firstRow[r] + table.columns[e];
      }
    });
  }
  return { blocks: { nodes: nodesOf.length, start, members }, nodesOf, nodes };
}

/** The graph of the outer levels, nearly equal blocks taken as one. */
export function outerCliques({ blocks, nodesOf, nodes }: BlockGraph): Cliques {
  const { start, members } = mergeCliques(blocks);
  const lists = Array.from({ length: start.length - 1 }, (_, c) => {
    const all = new Set<number>();
    for (let t = start[c]; t < start[c + 1]; t++) for (const v of nodesOf[members[t]]) all.add(v);
    return [...all];
  });
  return cliquesOf(nodes, lists);
}

/** The supernode that holds the first position each block meets. */
export function groupOfBlocks({ blocks, nodesOf }: BlockGraph, symbolic: Supernodes): Int32Array {
  const { start, members } = blocks;
  const border = symbolic.positions - 1;
  const first = nodesOf.map((nodes) => Math.min(...nodes.map((v) => symbolic.position[v])));
  return Int32Array.from({ length: start.length - 1 }, (_, b) => {
    let least = border;
    for (let t = start[b]; t < start[b + 1]; t++) least = Math.min(least, first[members[t]]);
    return symbolic.owner[least];
  });
}
