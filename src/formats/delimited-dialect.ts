import { stackedHeader } from './stacked-header.ts';

/** How a delimited text is written. */
export interface Dialect {
  /** One byte. */
  readonly delimiter: number;
  readonly decimalComma: boolean;
  /** Records above the header, such as a title. */
  readonly above: number;
  /** Whether every record counts, empty ones and totals too, as in a table that a program wrote for us. */
  readonly exact?: boolean;
}

/** The header of a delimited text. */
export interface Header {
  readonly dialect: Dialect;
  /** As they are written, with empty ones where the header is shorter than the records. */
  readonly names: readonly string[];
}

const CANDIDATES = [',', '\t', ';', '|', '^', '~', ':', '\x01', '\x1f'];
const QUOTE = '"';
/** Records above the header that are looked at. */
const MOST_ABOVE = 20;
/** Share of records of one width below a header that is not the first line. */
const SURE = 0.8;

/**
 * Guesses the delimiter from the first bytes: the one that splits the most records into the same number
 * of fields (at least two). Null where none does.
 */
export function guessDialect(head: string): Dialect | null {
  return findHeader(head)?.dialect ?? null;
}

/**
 * Finds the delimiter and the header, which stands below titles and remarks, and may lack the name of a
 * first column of row names (as R writes it) or of last columns that are empty.
 */
export function findHeader(head: string): Header | null {
  let best: { delimiter: string; score: number; rows: string[][]; found: Place } | null = null;
  for (const delimiter of CANDIDATES) {
    const rows = splitSample(head, delimiter);
    const found = placeOf(rows);
    if (!found || (delimiter === ':' && !isColonTable(rows, found, head))) continue;
    // Evenness decides; among equals the one that leaves no line above the header (decimal commas split
    // the records and not their header), then the one that finds more columns.
    const score = found.even * 100 - (found.above > 0 ? 2 : 0) + Math.min(found.width, 50) / 50;
    if (!best || score > best.score) best = { delimiter, score, rows, found };
  }
  if (!best) return null;
  const { rows, found } = best;
  const { width } = found;
  const stacked = stackedHeader(rows.slice(found.above));
  const above = found.above + (stacked?.more ?? 0);
  const names = stacked?.names ?? rows[above];
  const more = width - names.length;
  const records = rows.slice(above + 1).filter((row) => row.length === width);
  const padding = Array.from({ length: more }, () => '');
  const trails = records.every((row) => row.slice(names.length).every((field) => field === ''));
  return {
    dialect: {
      delimiter: best.delimiter.charCodeAt(0),
      decimalComma: writesDecimalComma(rows.slice(above + 1), best.delimiter === ','),
      above,
    },
    names: trails ? [...names, ...padding] : [...padding, ...names],
  };
}

/** Whether colons delimit: in most texts (YAML, logs, programs, prose) they are part of a line. */
function isColonTable(rows: readonly string[][], { above, even }: Place, head: string): boolean {
  const names = rows[above];
  return even === 1 && rows.length > above + 2 && !/:\s/.test(head) && names.every(isName);
}

function isName(field: string): boolean {
  return /^\s*\p{L}/u.test(field);
}

interface Place {
  readonly above: number;
  readonly width: number;
  /** Share of the records from the header on that have its number of fields. */
  readonly even: number;
}

/** Where the header stands among the first records; null where they are not of one width. */
function placeOf(rows: readonly string[][]): Place | null {
  const plain = evenness(rows, 0, rows[0]?.length ?? 0);
  const [first] = rows;
  // What most files have: the header first, its fields those of the records.
  if (plain && plain.even >= 0.5 && !isTitle(first, rows[1])) return plain;
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [width, times] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0, 0];
  if (width < 2 || times < 2 || times < rows.length / 2) return null;
  for (let above = 0; above < Math.min(rows.length - 1, MOST_ABOVE); above++) {
    const row = rows[above];
    if (row.length === width && !isTitle(row, rows[above + 1])) {
      const found = evenness(rows, above, width);
      return found && found.even >= SURE ? found : null;
    }
    // One name too few, and only right above the records.
    const below = rows.slice(above + 1);
    if (row.length === width - 1 && width > 2 && row.every((name) => name.trim() !== ''))
      if (below.length > 0 && below.every(({ length }) => length === width))
        return { above, width, even: 1 };
  }
  return null;
}

function evenness(rows: readonly string[][], above: number, width: number): Place | null {
  if (width < 2) return null;
  const even = rows.slice(above).filter((row) => row.length === width).length;
  return { above, width, even: even / (rows.length - above) };
}

/** A line of a title, padded to the width of the table: at most one field says something. */
function isTitle(row: readonly string[], next: readonly string[] | undefined): boolean {
  const filled = row.filter((field) => field.trim() !== '').length;
  return next !== undefined && filled <= 1 && row.length > 2;
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
      if (field !== '' || row.some((other) => other !== '')) rows.push([...row, field]);
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

/**
 * Whether decimals are written with a comma. `1,234` may be thousands as well, and `1.234` too: where
 * commas delimit, or where there is something plainer, they say nothing.
 */
function writesDecimalComma(rows: readonly (readonly string[])[], commasDelimit: boolean): boolean {
  const seen = { comma: 0, point: 0, eitherComma: 0, eitherPoint: 0 };
  for (const row of rows)
    for (const field of row) {
      const text = field.trim().replace(/\s*(%|[±([].*)$/, '');
      const either = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(text);
      if (/^[+-]?\d*,\d+$/.test(text)) seen[either ? 'eitherComma' : 'comma']++;
      else if (/^[+-]?\d*\.\d+$/.test(text)) seen[either ? 'eitherPoint' : 'point']++;
      else if (/^[+-]?\d{1,3}(\.\d{3})+,\d+$/.test(text)) seen.comma++;
      else if (/^[+-]?\d{1,3}(,\d{3})+\.\d+$/.test(text)) seen.point++;
    }
  if (seen.comma + seen.point > 0) return seen.comma > seen.point;
  return !commasDelimit && seen.eitherComma > seen.eitherPoint;
}
