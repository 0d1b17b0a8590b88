/** Last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Everything before the last part of a path, without the slash; empty at the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** File name without its endings, e.g. `gpt4_results` for `xsum/gpt4_results.json.gz`. */
export function stem(path: string): string {
  return baseName(path).replace(/(\.(json|jsonl|ndjson|csv|tsv|parquet|gz|zst|eval|zip))+$/i, '');
}

/**
 * The candidate that belongs to a file: the only one in its folder, else in the nearest folder above,
 * else the only one there is. Null where several are as near.
 */
export function nearest<T extends { readonly path: string }>(
  file: { readonly path: string },
  candidates: readonly T[],
): T | null {
  for (let folder = folderOf(file.path); ; folder = folderOf(folder)) {
    const here = candidates.filter((candidate) => folderOf(candidate.path) === folder);
    if (here.length > 0) return here.length === 1 ? here[0] : null;
    if (folder === '') break;
  }
  return candidates.length === 1 ? candidates[0] : null;
}
