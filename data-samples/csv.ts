/** A table as CSV: lines end in LF; a field is quoted where it has to be; null is empty. */
export function csv<T extends string>(
  columns: readonly T[],
  rows: readonly Readonly<Record<T, string | number | null>>[],
): string {
  const field = (value: string | number | null): string => {
    const text = value === null ? '' : String(value);
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = rows.map((row) => columns.map((column) => field(row[column])).join(','));
  return `${[columns.map(field).join(','), ...lines].join('\n')}\n`;
}

/** To six decimals, as the expected values are written. */
export function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
