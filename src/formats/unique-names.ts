/** Column names trimmed, empty ones named by position, repeated ones numbered. */
export function uniqueNames(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((raw, index) => {
    const name = raw.trim() || `column ${index + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

/** Whether a column had no name of its own where it was written: row names of R, the index of pandas. */
export function isUnnamed(name: string): boolean {
  return /^(column \d+|unnamed: ?\d.*|\.{3}\d+|v1|x|index|row ?names?|__index_level_\d__)$/i.test(
    name,
  );
}
