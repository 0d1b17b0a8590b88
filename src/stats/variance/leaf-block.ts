import { CompressedLeaves } from './compressed-leaves.ts';
import { DirectLeaves } from './direct-leaves.ts';
import { compressionNodes } from './compression-nodes.ts';
import type { LeafBlock, LeafRows } from './leaf-sums.ts';

/** Chooses the cheaper form: level by level, or compressed by count. */
export function leafBlock(rows: LeafRows): LeafBlock {
  let direct = 0;
  for (let l = 0; l < rows.counts.length; l++) {
    const entries = rows.start[l + 1] - rows.start[l];
    direct += (entries * (entries + 1)) / 2;
  }
  const nodes = compressionNodes(rows.counts);
  const compressed = (nodes.at.length * rows.size * (rows.size + 1)) / 2;
  return compressed < direct ? new CompressedLeaves(rows, nodes) : new DirectLeaves(rows);
}
