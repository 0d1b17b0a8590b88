/** A header that was written in several lines. */
export interface StackedHeader {
  readonly names: readonly string[];
  /** Lines of it below the first. */
  readonly more: 1 | 2;
}

/** Share of cells below a header that are numbers. */
const MOST = 0.8;

/**
 * The header of pandas' columns of two levels (`score, score, rt, rt` above `a, b, a, b`, and a line with
 * the name of the index), or of a spreadsheet whose upper cells were merged. Null where the second line is
 * a record: above columns of numbers it holds none itself.
 */
export function stackedHeader(rows: readonly (readonly string[])[]): StackedHeader | null {
  const [upper, lower, third = []] = rows.map((row) => row.map((cell) => cell.trim()));
  if (!upper || !lower || upper.length !== lower.length) return null;
  const isIndexName = third[0] !== '' && third.length > 1 && third.slice(1).every((c) => c === '');
  const records = rows.slice(isIndexName ? 3 : 2);
  const isFigure = (c: number): boolean => {
    const cells = records.map((row) => row[c]?.trim() ?? '').filter((cell) => cell !== '');
    return cells.length > 0 && cells.filter(isNumber).length >= MOST * cells.length;
  };
  let above = '';
  const tops = upper.map((name) => (above = name || above));
  const stacked = lower.flatMap((name, c) =>
    c > 0 && name !== '' && tops[c] !== '' && isFigure(c) ? [c] : [],
  );
  const again = stacked.filter((c) => upper[c] === '' || upper.indexOf(upper[c]) < c);
  if (again.length === 0 || lower.some(isNumber) || new Set(stacked.map((c) => lower[c])).size < 2)
    return null;
  const isOneTop = new Set(stacked.map((c) => tops[c])).size === 1;
  const names = upper.map((name, c) => {
    if (stacked.includes(c)) return isOneTop ? lower[c] : `${tops[c]} ${lower[c]}`;
    if (c === 0 && isIndexName) return third[0];
    return name || lower[c];
  });
  return { names, more: isIndexName ? 2 : 1 };
}

function isNumber(cell: string): boolean {
  return /^[+-]?\d*[.,]?\d+(e[+-]?\d+)?%?$/i.test(cell);
}
