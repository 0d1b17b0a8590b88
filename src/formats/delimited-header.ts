import { delimited } from './delimited.ts';
import type { Source } from './source.ts';

/** The names in the first line of a delimited file; null for any other file. */
export function headerOf(source: Source): string[] | null {
  if (delimited.recognise(source) === 0) return null;
  const line = new TextDecoder().decode(source.head.subarray(0, 16_384)).split(/\r?\n/, 1)[0];
  return line.split(/[,;\t]/).map((name) => name.trim().replace(/^"|"$/g, ''));
}
