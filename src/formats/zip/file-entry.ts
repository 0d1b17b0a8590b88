import type { Entry } from '../group.ts';
import { Source } from '../source.ts';

/** A dropped file, with its path inside a dropped folder where there is one. */
export function fileEntry(file: File, origin: number): Entry {
  const path = file.webkitRelativePath || file.name;
  let head: Promise<Uint8Array> | undefined;
  return {
    path,
    size: file.size,
    origin,
    problem: null,
    head: () =>
      (head ??= Source.open(file, path).then(
        (source) => source.head,
        () => new Uint8Array(),
      )),
    blob: () => Promise.resolve(file),
  };
}
