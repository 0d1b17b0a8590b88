/**
 * Files come as fresh copies with every call, so they are known by their names, sizes and times; `index` is
 * that of a group among them.
 */
export function keyOf(files: readonly File[], index?: number): string {
  const key = files
    .map((file) => [file.webkitRelativePath, file.name, file.size, file.lastModified].join('\t'))
    .join('\n');
  return index === undefined ? key : `${key}\n\n${index}`;
}

/** What is known under a key, else made and known from then on. */
export function remember<T>(
  known: Map<string, Promise<T>>,
  key: string,
  make: () => Promise<T>,
): Promise<T> {
  let value = known.get(key);
  if (!value) known.set(key, (value = make()));
  return value;
}
