import type { DenseKernels } from '../linalg/dense-kernels.ts';
import { FOUR } from './incidence.ts';
import type { IncidenceLayout, IncidentBlock } from './incidence.ts';

/** Where the sums of a group are worked out. */
export interface IncidenceWork {
  readonly kernels: DenseKernels;
  readonly memory: Float64Array;
  readonly layout: IncidenceLayout;
  /** Rows of the group, the response counted. */
  readonly size: number;
}

/**
 * Adds C T G T C' for a block's inverse G, the response's sums as the last row of C, to the lower
 * triangle of the square: G C' first, of which every row of C then takes its few. Multiply-adds: levels
 * met by a row, times rows^2 / 2.
 */
export function addCongruence(
  { block, levels: k, levelsMet, levelCounts, inverse }: IncidentBlock,
  scale: Float64Array,
  { kernels, memory: m, layout, size }: IncidenceWork,
): void {
  const { rows, sums } = block;
  const { wide, square } = layout;
  const g = new Float64Array(k);
  m.fill(0, wide, wide + k * size);
  for (let l = 0; l < k; l++) {
    for (let j = 0; j < k; j++) g[j] = scale[l] * m[inverse + l * k + j] * scale[j];
    const to = wide + l * size;
    for (let b = 0, t = 0; b < rows.length; b++, t += FOUR) {
      m[to + rows[b]] =
        levelCounts[t] * g[levelsMet[t]] +
        levelCounts[t + 1] * g[levelsMet[t + 1]] +
        levelCounts[t + 2] * g[levelsMet[t + 2]] +
        levelCounts[t + 3] * g[levelsMet[t + 3]];
    }
    let response = 0;
    for (let j = 0; j < k; j++) response += g[j] * sums[j];
    m[to + size - 1] = response;
  }
  const z = { at: wide, stride: size };
  for (let a = 0; a < rows.length; a++) {
    const to = square + rows[a] * size;
    kernels.addFourRows(m, to, rows[a] + 1, z, levelsMet, levelCounts, FOUR * a);
  }
  const last = square + (size - 1) * size;
  for (let l = 0; l < k; l++) {
    for (let b = 0; b < size; b++) m[last + b] += sums[l] * m[wide + l * size + b];
  }
}

/**
 * Adds the diagonal of a block's part of M^-1, G + G T (C'S C) T G, by term; S is in the square, over the
 * rows of the group without the response: C'S first. Multiply-adds: entries of C times rows, and k^3.
 */
export function addIncidentTraces(
  incident: IncidentBlock,
  scale: Float64Array,
  { kernels, memory: m, layout, size }: IncidenceWork,
  traces: Float64Array,
): void {
  const { block, levels: k, levelsMet, levelCounts, start, rowsMet, rowCounts, inverse } = incident;
  const { rows, terms } = block;
  const width = size - 1;
  const { wide } = layout;
  m.fill(0, wide, wide + k * width);
  const s = { at: layout.square, stride: width };
  const inside = layout.triangle;
  const sums = new Float64Array(k);
  for (let j = 0; j < k; j++) {
    const from = wide + j * width;
    for (let t = start[j]; t < start[j + 1]; t += FOUR)
      kernels.addFourRows(m, from, width, s, rowsMet, rowCounts, t);
    sums.fill(0);
    for (let b = 0, t = 0; b < rows.length; b++, t += FOUR) {
      const value = m[from + rows[b]];
      sums[levelsMet[t]] += levelCounts[t] * value;
      sums[levelsMet[t + 1]] += levelCounts[t + 1] * value;
      sums[levelsMet[t + 2]] += levelCounts[t + 2] * value;
      sums[levelsMet[t + 3]] += levelCounts[t + 3] * value;
    }
    for (let i = 0; i < k; i++) m[inside + j * k + i] = scale[j] * sums[i] * scale[i];
  }
  // The diagonal of G Q G is that of (G Q) G, G and Q being symmetric.
  const product = { at: layout.product, stride: k };
  m.fill(0, product.at, product.at + k * k);
  const shape = { rows: k, columns: k, inner: k, sign: 1, lower: false, upperA: false } as const;
  const g = { at: inverse, stride: k };
  kernels.multiplyAdd(m, product, g, { at: inside, stride: k }, shape);
  for (let i = 0; i < k; i++) {
    let sum = m[inverse + i * k + i];
    for (let j = 0; j < k; j++) sum += m[product.at + i * k + j] * m[inverse + i * k + j];
    traces[terms[i]] += sum;
  }
}
