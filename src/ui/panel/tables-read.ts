/** Views that statements of panels read. */
const VIEWS = ['observations', 'comparison', 'generalization', 'benchmark'] as const;

/** The views that a statement reads, by name, in the order above; names in quotes are other things. */
export function tablesRead(text: string): string[] {
  const bare = text.replace(/'(?:[^']|'')*'/g, "''");
  return VIEWS.filter((view) => new RegExp(`\\b(?:FROM|JOIN)\\s+"?${view}"?\\b`, 'i').test(bare));
}
