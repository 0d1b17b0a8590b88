import { describe, expect, test } from 'vitest';
import { minimumDegreeOrder } from '../../../../src/stats/linalg/minimum-degree.ts';
import { supernodes } from '../../../../src/stats/linalg/supernodes.ts';
import {
  blockGraph,
  groupOfBlocks,
  outerCliques,
} from '../../../../src/stats/variance/block-graph.ts';
import { chooseElimination } from '../../../../src/stats/variance/elimination.ts';
import { buildFrame } from '../../../../src/stats/variance/frame.ts';
import { neighbours } from '../linalg/graphs.ts';
import { requestFor } from './design.ts';
import type { Design } from './design.ts';
import { DESIGNS } from './designs.ts';

/** The frame of a design, its elimination, and the node and block of every row's levels. */
function taken(design: Design) {
  const frame = buildFrame(requestFor(design));
  const elimination = chooseElimination(frame);
  const offset = new Map<number, number>();
  let nodes = 0;
  for (const t of elimination.outer) {
    offset.set(t, nodes);
    nodes += frame.terms[t].levels;
  }
  return { frame, elimination, offset, nodes };
}

/** Level number of each row in each term, numbered as the frame's own cross tables say. */
function pairsMet(design: Design, a: readonly string[], b: readonly string[]): number {
  const seen = new Set<string>();
  design.y.forEach((_, row) => {
    const key = (facets: readonly string[]) => facets.map((f) => design.levels[f][row]).join();
    seen.add(`${key(a)} | ${key(b)}`);
  });
  return seen.size;
}

describe.each(DESIGNS)('$name', ({ design }) => {
  const { frame, elimination, offset, nodes } = taken(design);
  const graph = blockGraph(frame, elimination, offset, nodes);
  const outer = outerCliques(graph);

  test('a row level stands for itself and one level of each coarser term', () => {
    let at = 0;
    for (const { term, coarser } of elimination.rowTerms) {
      for (let l = 0; l < frame.terms[term].levels; l++) {
        const stands = graph.nodesOf[at++];
        expect(stands).toHaveLength(1 + coarser.length);
        expect(stands[0]).toBe((offset.get(term) ?? 0) + l);
        expect(stands.every((v) => v >= 0 && v < nodes)).toBe(true);
      }
    }
    expect(at).toBe(graph.nodesOf.length);
  });

  test('blocks list each row level they meet once, as often as the rows of the data say', () => {
    const block = elimination.block < 0 ? null : frame.terms[elimination.block];
    const expected = elimination.rowTerms.reduce(
      (sum, { term }) =>
        sum + (block ? pairsMet(design, block.facets, frame.terms[term].facets) : 0),
      0,
    );
    expect(graph.blocks.members).toHaveLength(expected);
    for (let b = 0; b + 1 < graph.blocks.start.length; b++) {
      const list = graph.blocks.members.subarray(graph.blocks.start[b], graph.blocks.start[b + 1]);
      expect(new Set(list).size).toBe(list.length);
    }
  });

  test('every two outer levels that meet in an observation are joined', () => {
    const joined = neighbours(outer);
    for (const s of elimination.outer) {
      for (const t of elimination.outer) {
        if (s >= t) continue;
        const table = frame.crossTable(s, t);
        for (let a = 0; a < frame.terms[s].levels; a++) {
          for (let e = table.start[a]; e < table.start[a + 1]; e++) {
            const from = (offset.get(s) ?? 0) + a;
            const to = (offset.get(t) ?? 0) + table.columns[e];
            expect(joined[from].has(to)).toBe(true);
          }
        }
      }
    }
  });

  test('a block belongs to the supernode of the first position it meets, whose front holds the rest', () => {
    const symbolic = supernodes(outer, minimumDegreeOrder(outer));
    const groupOf = groupOfBlocks(graph, symbolic);
    expect(groupOf).toHaveLength(graph.blocks.start.length - 1);
    groupOf.forEach((s, b) => {
      const positions = [
        ...graph.blocks.members.subarray(graph.blocks.start[b], graph.blocks.start[b + 1]),
      ].flatMap((row) => graph.nodesOf[row].map((v) => symbolic.position[v]));
      const front = new Set<number>(symbolic.rows[s]);
      for (let p = symbolic.first[s]; p < symbolic.first[s + 1]; p++) front.add(p);
      for (const p of positions) expect(front.has(p)).toBe(true);
      if (positions.length === 0) return;
      const least = Math.min(...positions);
      expect(least).toBeGreaterThanOrEqual(symbolic.first[s]);
      expect(least).toBeLessThan(symbolic.first[s + 1]);
    });
  });
});
