/** A key to sort by: whole numbers from `lowest` on, `size` of them. */
export interface SortKey {
  readonly of: Int32Array | Int8Array | Uint8Array;
  readonly lowest: number;
  readonly size: number;
}

/** A key whose values are -1 or codes below `codes`. */
export function codeKey(of: Int32Array, codes: number): SortKey {
  return { of, lowest: -1, size: codes + 1 };
}

/**
 * Positions `rows` in ascending order of the keys, the first key leading, equal ones in the order given:
 * a stable counting sort per key, the last key first. O((n + size) keys).
 */
export function sortByKeys(rows: Int32Array, keys: readonly SortKey[]): Int32Array {
  let from: Int32Array = rows.slice();
  let to: Int32Array = new Int32Array(rows.length);
  for (const { of, lowest, size } of keys.toReversed()) {
    const start = new Int32Array(size + 1);
    for (let i = 0; i < from.length; i++) start[of[from[i]] - lowest + 1]++;
    if (start.includes(from.length)) continue;
    for (let k = 0; k < size; k++) start[k + 1] += start[k];
    for (let i = 0; i < from.length; i++) to[start[of[from[i]] - lowest]++] = from[i];
    [from, to] = [to, from];
  }
  return from;
}
