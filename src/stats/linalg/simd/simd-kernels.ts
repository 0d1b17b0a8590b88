import type { DenseKernels } from '../dense-kernels.ts';
import { plainKernels } from '../plain-kernels.ts';

/** One instance of the compiled kernels with a memory of its own. Addresses are in bytes. */
export interface SimdInstance {
  readonly buffer: ArrayBuffer;
  multiplyAdd(
    c: number,
    cStride: number,
    a: number,
    aStride: number,
    b: number,
    bStride: number,
    rows: number,
    columns: number,
    inner: number,
    sign: number,
    lower: number,
    upperA: number,
    scratch: number,
  ): void;
  factorPanel(panel: number, pivots: number, rows: number, scratch: number): number;
  invertTriangle(panel: number, pivots: number, inverse: number, scratch: number): void;
  addFourRows(
    y: number,
    length: number,
    x0: number,
    x1: number,
    x2: number,
    x3: number,
    f0: number,
    f1: number,
    f2: number,
    f3: number,
  ): void;
  addAbsent(
    rows: number,
    columns: number,
    width: number,
    n: number,
    found: number,
    weights: number,
    lists: number,
    values: number,
  ): void;
}

const ENTRY = 8;
const PAGE = 65536;
/** Bytes before the entries where the kernels put tiles and packed rows: `inner` up to 32,767. */
const SCRATCH = 16 * PAGE;
/** Longer inner products are added up in pieces that fit there. */
const MOST_INNER = 16384;
/** No memory of 32-bit addresses is larger, and in one so large no inner product is longer. */
const MOST_PAGES = 65536;

/**
 * The kernels compiled to WebAssembly with 128-bit vectors. `instantiate` makes an instance with a
 * zeroed memory of so many pages of 64 KiB, or throws. Every allocation is an instance of its own, so
 * that it never moves and is freed with the last reference to it; where none can be had, the plain
 * kernels serve that allocation.
 */
export function simdKernels(instantiate: (pages: number) => SimdInstance): DenseKernels {
  const instances = new WeakMap<Float64Array, SimdInstance>();
  return {
    name: 'simd',
    allocate(entries) {
      const pages = Math.ceil((SCRATCH + ENTRY * entries) / PAGE);
      if (pages > MOST_PAGES) return plainKernels.allocate(entries);
      let instance: SimdInstance;
      try {
        instance = instantiate(pages);
      } catch {
        // The engine may refuse a memory of this size; the plain kernels may still have room.
        return plainKernels.allocate(entries);
      }
      const memory = new Float64Array(instance.buffer, SCRATCH, entries);
      instances.set(memory, instance);
      return memory;
    },
    factorPanel(memory, panel, pivots, rows) {
      const instance = instances.get(memory);
      if (!instance) return plainKernels.factorPanel(memory, panel, pivots, rows);
      return instance.factorPanel(address(panel), pivots, rows, 0);
    },
    invertTriangle(memory, panel, pivots, inverse) {
      const instance = instances.get(memory);
      if (!instance) plainKernels.invertTriangle(memory, panel, pivots, inverse);
      else instance.invertTriangle(address(panel), pivots, address(inverse), 0);
    },
    multiplyAdd(memory, c, a, b, shape) {
      const instance = instances.get(memory);
      if (!instance) {
        plainKernels.multiplyAdd(memory, c, a, b, shape);
        return;
      }
      const { rows, columns, inner, sign, lower, upperA } = shape;
      if (upperA && inner > MOST_INNER)
        throw new Error(`invalid product; inner above ${MOST_INNER} of a triangle: ${inner}`);
      for (let from = 0; from < inner; from += MOST_INNER) {
        instance.multiplyAdd(
          address(c.at),
          ENTRY * c.stride,
          address(a.at + from),
          ENTRY * a.stride,
          address(b.at + from),
          ENTRY * b.stride,
          rows,
          columns,
          Math.min(MOST_INNER, inner - from),
          sign,
          Number(lower),
          Number(upperA),
          0,
        );
      }
    },
    addFourRows(memory, to, length, matrix, rows, factors, first) {
      const instance = instances.get(memory);
      if (!instance) {
        plainKernels.addFourRows(memory, to, length, matrix, rows, factors, first);
        return;
      }
      const { at, stride } = matrix;
      instance.addFourRows(
        address(to),
        length,
        address(at + rows[first] * stride),
        address(at + rows[first + 1] * stride),
        address(at + rows[first + 2] * stride),
        address(at + rows[first + 3] * stride),
        factors[first],
        factors[first + 1],
        factors[first + 2],
        factors[first + 3],
      );
    },
    addAbsent(memory, of) {
      const instance = instances.get(memory);
      if (!instance) {
        plainKernels.addAbsent(memory, of);
        return;
      }
      const { rows, columns, width, n, found, weights, lists, values } = of;
      const [nAt, foundAt] = [address(n), address(found)];
      const [weightsAt, listsAt, valuesAt] = [address(weights), address(lists), address(values)];
      instance.addAbsent(rows, columns, width, nAt, foundAt, weightsAt, listsAt, valuesAt);
    },
  };
}

function address(entry: number): number {
  return SCRATCH + ENTRY * entry;
}
