/** Above this many keys a hash table replaces the direct one (4 bytes each). */
const LARGEST_TABLE = 2 ** 24;

/** Gives each key in [0, size) the place it was first asked with. */
export function placer(size: number): (key: number, next: number) => number {
  if (size <= LARGEST_TABLE) {
    const table = new Int32Array(size);
    return (key, next) => (table[key] ||= next + 1) - 1;
  }
  const table = new Map<number, number>();
  return (key, next) => {
    const known = table.get(key);
    if (known === undefined) table.set(key, next);
    return known ?? next;
  };
}
