/** How a delimited text is written. */
export interface Dialect {
  /** One byte. */
  readonly delimiter: number;
  readonly decimalComma: boolean;
}

const CANDIDATES = [',', '\t', ';', '|', '^', '~', ':', '\x01', '\x1f'];
const QUOTE = '"';

/**
 * Guesses the delimiter from the first bytes: the one that splits the most lines into the header's
 * number of fields (at least two). Null where none does.
 */
export function guessDialect(head: string): Dialect | null {
  let best: { delimiter: string; score: number; rows: string[][] } | null = null;
  for (const delimiter of CANDIDATES) {
    const rows = splitSample(head, delimiter);
    const width = rows[0]?.length ?? 0;
    if (width < 2) continue;
    const even = rows.filter((row) => row.length === width).length / rows.length;
    // Evenness decides; among equals the delimiter that finds more columns.
    const score = even * 100 + Math.min(width, 50) / 50;
    if (even >= 0.5 && (!best || score > best.score)) best = { delimiter, score, rows };
  }
  if (!best) return null;
  return {
    delimiter: best.delimiter.charCodeAt(0),
    decimalComma: best.delimiter !== ',' && writesDecimalComma(best.rows.slice(1)),
  };
}

/** Records of a short text, quotes obeyed; the last, possibly cut, record is dropped if there are others. */
export function splitSample(head: string, delimiter: string, limit = 60): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  let i = 0;
  for (; i < head.length && rows.length < limit; i++) {
    const c = head[i];
    if (quoted) {
      if (c !== QUOTE) field += c;
      else if (head[i + 1] === QUOTE) field += head[++i];
      else quoted = false;
    } else if (c === QUOTE && field === '') {
      quoted = true;
    } else if (c === delimiter) {
      row.push(field);
      field = '';
    } else if (c === '\n' || c === '\r') {
      if (c === '\r' && head[i + 1] === '\n') i++;
      if (row.length > 0 || field !== '') rows.push([...row, field]);
      row = [];
      field = '';
    } else {
      field += c;
    }
  }
  if (rows.length < limit && !quoted && (row.length > 0 || field !== ''))
    if (rows.length === 0 || row.length + 1 === rows[0].length) rows.push([...row, field]);
  return rows;
}

function writesDecimalComma(rows: readonly (readonly string[])[]): boolean {
  let commas = 0;
  let points = 0;
  for (const row of rows)
    for (const field of row) {
      if (/^-?\d+,\d+$/.test(field.trim())) commas++;
      else if (/^-?\d+\.\d+$/.test(field.trim())) points++;
    }
  return commas > points;
}
