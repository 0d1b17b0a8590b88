import { tQuantile } from '../special/t-quantile.ts';
import { codeKey, sortByKeys } from './sort-by-keys.ts';
import type { Mean } from './types.ts';

/**
 * Difference of two means, `rows` less `base`, with its 95 % interval clustered by item: an item that both
 * have counts as paired. u_c is the sum over its examples of their deviation from their side's mean over
 * that side's n; variance G / (G - 1) sum_c u_c^2, t with G - 1 degrees of freedom (Miller 2024,
 * arXiv 2411.00640, sections 3 and 4). Null where a side has no value.
 */
export function meanDifference(
  values: Float64Array,
  item: Int32Array,
  rows: Int32Array,
  base: Int32Array,
): Mean | null {
  const sides = [present(values, rows), present(values, base)];
  if (sides.some((side) => side.length === 0)) return null;
  const [mean, baseMean] = sides.map((side) => {
    let sum = 0;
    for (let i = 0; i < side.length; i++) sum += values[side[i]];
    return sum / side.length;
  });
  const [own, other] = sides;
  const all = new Int32Array(own.length + other.length);
  const u = new Float64Array(all.length);
  const cluster = new Int32Array(all.length);
  let items = 0;
  for (let i = 0; i < all.length; i++) {
    const isOwn = i < own.length;
    const row = isOwn ? own[i] : other[i - own.length];
    u[i] = isOwn ? (values[row] - mean) / own.length : (baseMean - values[row]) / other.length;
    cluster[i] = item[row];
    items = Math.max(items, item[row] + 1);
    all[i] = i;
  }
  const order = sortByKeys(all, [codeKey(cluster, items)]);
  let clusters = 0;
  let squares = 0;
  for (let at = 0; at < order.length;) {
    let sum = 0;
    const open = cluster[order[at]];
    for (; at < order.length && cluster[order[at]] === open; at++) sum += u[order[at]];
    squares += sum * sum;
    clusters++;
  }
  const value = mean - baseMean;
  if (clusters < 2) return { value, low: null, high: null, se: null, n: own.length, clusters };
  const se = Math.sqrt((squares * clusters) / (clusters - 1));
  const half = tQuantile(0.975, clusters - 1) * se;
  return { value, low: value - half, high: value + half, se, n: own.length, clusters };
}

function present(values: Float64Array, rows: Int32Array): Int32Array {
  return rows.filter((row) => !Number.isNaN(values[row]));
}
