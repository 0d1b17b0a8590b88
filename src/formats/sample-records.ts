import type { Fields } from './fields.ts';
import type { Slab } from './json-stream.ts';

/** The first objects of a file, to see what they have; whatever is no object is left out. */
export async function firstRecords(slabs: AsyncIterable<Slab>, wanted = 200): Promise<Fields[]> {
  const found: Fields[] = [];
  for await (const { records } of slabs) {
    for (const record of records) {
      if (typeof record !== 'string') found.push(record);
      if (found.length >= wanted) return found;
    }
  }
  return found;
}
