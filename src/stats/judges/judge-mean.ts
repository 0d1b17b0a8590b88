import { meanOf } from './item-mean.ts';
import { codeKey, sortByKeys } from './sort-by-keys.ts';
import type { Mean } from './types.ts';

/**
 * The mean over judges of their means, each judge counting once, with its 95 % interval clustered by item:
 * the judges are taken as they are, the items as drawn from many. NaN values are left out; null where none
 * is left.
 */
export function judgeMean(
  values: Float64Array,
  judge: Int32Array,
  item: Int32Array,
  count: number,
): Mean | null {
  let rows = new Int32Array(count);
  let n = 0;
  let items = 0;
  let strata = 0;
  const judges = judge.reduce((most, j) => Math.max(most, j + 1), 0);
  const stratumOf = new Int32Array(judges).fill(-1);
  for (let i = 0; i < count; i++) {
    if (Number.isNaN(values[i])) continue;
    rows[n++] = i;
    items = Math.max(items, item[i] + 1);
    if (stratumOf[judge[i]] < 0) stratumOf[judge[i]] = strata++;
  }
  if (n === 0) return null;
  rows = sortByKeys(rows.subarray(0, n), [codeKey(item, items)]) as Int32Array<ArrayBuffer>;
  const value = new Float64Array(n);
  const cluster = new Int32Array(n);
  const stratum = new Int32Array(n);
  let clusters = 0;
  for (let i = 0; i < n; i++) {
    const row = rows[i];
    value[i] = values[row];
    cluster[i] = item[row];
    stratum[i] = stratumOf[judge[row]];
    if (i === 0 || cluster[i] !== cluster[i - 1]) clusters++;
  }
  return meanOf(value, cluster, stratum, n, strata, clusters);
}
