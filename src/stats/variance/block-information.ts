import type { Panel } from './block-layout.ts';

/** A factored block: its levels, where its factor begins, its solution. */
type FactoredBlock = Pick<Panel, 'block' | 'at' | 'levels' | 'solution'>;

/** What one block's part of average information is computed from and added to. */
export interface InformationWork {
  readonly memory: Float64Array;
  readonly theta: Float64Array;
  /** See `EliminatedGroup.addInformation`. */
  readonly w: Float64Array;
  readonly terms: number;
  readonly rows: Float64Array;
  readonly q: Float64Array;
}

/**
 * One block's part in average information (see `EliminatedGroup.addInformation`): a_k over the
 * block's levels and rows. Returns z_k = L^-1 T a_k over its levels (levels x terms); what remains is
 * to subtract W z from the rows. Cost: (levels^2/2 + entries) x terms.
 */
export function blockInformation(panel: FactoredBlock, work: InformationWork): Float64Array {
  const { memory, theta, w, terms, rows, q } = work;
  const { block, levels: k, solution } = panel;
  const inner = [...new Set(block.terms)];
  const v = solution.map((b, j) => {
    const scale = theta[block.terms[j]];
    return scale > 0 ? b / scale : 0;
  });
  const a = new Float64Array(k * terms);
  for (let j = 0; j < k; j++) {
    const own = block.terms[j];
    for (let i = 0; i < k; i++) a[j * terms + block.terms[i]] += block.counts[j * k + i] * v[i];
    for (let e = block.start[j]; e < block.start[j + 1]; e++) {
      const row = block.rows[block.row[e]] * terms;
      const count = block.count[e];
      for (let c = 0; c < terms; c++) a[j * terms + c] += count * w[row + c];
      rows[row + own] += count * v[j];
    }
  }
  for (let j = 0; j < k; j++) {
    for (const c of inner) q[block.terms[j] * terms + c] += v[j] * a[j * terms + c];
  }
  solveScaled(panel, memory, theta, a, terms);
  for (let j = 0; j < k; j++) {
    for (const c of inner) {
      for (const d of inner) q[c * terms + d] -= a[j * terms + c] * a[j * terms + d];
    }
  }
  return a;
}

/** Subtracts W z from the rows that a sparse block meets. Cost: levels x rows x terms. */
export function subtractSparse(
  { at, levels: k, below }: Panel,
  rowOf: Int32Array,
  memory: Float64Array,
  z: Float64Array,
  terms: number,
  rows: Float64Array,
): void {
  for (let b = 0; b + 1 < below; b++) {
    const panelRow = at + (k + b) * k;
    const row = rowOf[b] * terms;
    for (let j = 0; j < k; j++) {
      const value = memory[panelRow + j];
      if (value === 0) continue;
      for (let c = 0; c < terms; c++) rows[row + c] -= value * z[j * terms + c];
    }
  }
}

/** z = L^-1 T a in place, for all terms at once. */
function solveScaled(
  { block, at, levels: k }: FactoredBlock,
  memory: Float64Array,
  theta: Float64Array,
  a: Float64Array,
  terms: number,
): void {
  for (let j = 0; j < k; j++) {
    const scale = theta[block.terms[j]];
    const row = at + j * k;
    for (let c = 0; c < terms; c++) {
      let value = scale * a[j * terms + c];
      for (let t = 0; t < j; t++) value -= memory[row + t] * a[t * terms + c];
      a[j * terms + c] = value / memory[row + j];
    }
  }
}
