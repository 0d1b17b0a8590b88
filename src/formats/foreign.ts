import type { Problem } from '../domain/problem.ts';
import { looksLikeText } from './looks-like-text.ts';
import type { Source } from './source.ts';

/** A kind of file that holds no table which can be read, and how to go on from it. */
interface Foreign {
  readonly found: string;
  readonly wayOn: string;
}

const foreign = (found: string, wayOn: string): Foreign => ({ found, wayOn });
const EXPORT = 'Export the results as a table, one row per scored response.';
const SHEETS =
  'Open it in the spreadsheet program and save each sheet as CSV (in Excel: File, Save As, “CSV UTF-8”); then drop the CSV files.';
const DATABASE = 'Export the table that holds the scores as CSV or Parquet, and drop that.';
const UNPACK = 'Unpack it and drop what is in it, or pack it as ZIP or gzip.';
const STATISTICS = 'Save the data as CSV in the program that wrote it, and drop that.';
const PICTURE = 'Drop the file of numbers behind the picture, as CSV, JSON or Parquet.';
const OFFICE = 'Copy its table into a spreadsheet, save that as CSV, and drop the CSV file.';

/** First bytes, read as Latin-1 with control characters as their pictures, of files people drop by mistake. */
const BEGINNINGS: readonly (readonly [RegExp, Foreign])[] = [
  [/^%PDF/, foreign('a PDF', OFFICE)],
  [/^\x89PNG|^\xff\xd8\xff|^GIF8|^RIFF.{4}WEBP|^(II\*␀|MM␀\*)/s, foreign('a picture', PICTURE)],
  [/^\xd0\xcf␑\xe0/, foreign('an Excel workbook (.xls), or another old Office file', SHEETS)],
  [/^SQLite format/, foreign('a SQLite database', DATABASE)],
  [/^.{8}DUCK/s, foreign('a DuckDB database', DATABASE)],
  [
    /^\x93NUMPY/,
    foreign(
      'a NumPy array, which names neither models nor items',
      'In Python, write it beside its names: pandas.DataFrame(…).to_csv("scores.csv").',
    ),
  ],
  [
    /^\x80[␂-␅]/,
    foreign(
      'a Python pickle, which is a program rather than data',
      'In Python: pandas.read_pickle("…").to_csv("scores.csv"); then drop the CSV file.',
    ),
  ],
  [
    /^(RD[AX][23]\n|[XAB]\n(␀␀␀[␂␃]|[23]\n|[␂␃]␀␀␀))/,
    foreign(
      'data saved by R',
      'In R: write.csv(readRDS("…"), "scores.csv", row.names = FALSE), or load() for .RData; then drop the CSV file.',
    ),
  ],
  [
    /^FEA1/,
    foreign(
      'a Feather file of version 1',
      'Write it again as Parquet: pandas.read_feather("…").to_parquet("scores.parquet").',
    ),
  ],
  [/^\x89HDF/, foreign('an HDF5 file', 'Write its table as CSV or Parquet, and drop that.')],
  [/^ORC|^Obj␁/, foreign('an ORC or Avro file', 'Write it as Parquet, and drop that.')],
  [/^\$FL[23]|^<stata_dta>|^[q-w][␁␂]␁␀/, foreign('SPSS or Stata data', STATISTICS)],
  [/^MATLAB 5/, foreign('MATLAB data', STATISTICS)],
  [/^BZh\d|^\xfd7zXZ|^7z\xbc\xaf|^Rar!/, foreign('an archive of another kind', UNPACK)],
  [/^.{257}ustar/s, foreign('a tar archive', UNPACK)],
  [/^\s*<(!doctype|html|table|head|body)/i, foreign('a web page', OFFICE)],
  [/^\s*(<\?xml|<[a-z][\w:.-]*[\s>])/i, foreign('XML', EXPORT)],
  [/^\s*\{\\rtf/, foreign('a rich text document', OFFICE)],
];

/** Members of ZIP archives that are one document rather than an archive. */
const DOCUMENTS: readonly (readonly [RegExp, Foreign])[] = [
  [/word\//, foreign('a Word document', OFFICE)],
  [/xl\//, foreign('an Excel workbook', SHEETS)],
  [/ppt\//, foreign('a PowerPoint file', OFFICE)],
  [/opendocument\.spreadsheet/, foreign('an OpenDocument spreadsheet', SHEETS)],
  [/opendocument|epub/, foreign('a document', OFFICE)],
];

const ALIGNED = foreign(
  'a table whose columns are lined up by spaces, as a console prints it',
  'Write it as CSV instead of printing it, for example with df.to_csv("scores.csv"), or write.csv() in R.',
);
const LATEX = foreign(
  'a LaTeX table',
  'Replace “&” by commas and take “\\\\” off the ends of its lines, save it as CSV, and drop that.',
);

/** The Problem that no format knows a file, with what it seems to be and what to do about that. */
export function unknownFormat(source: Source): Problem {
  const { found, wayOn } = whatItIs(source.head);
  return {
    code: 'unknown-format',
    severity: 'error',
    message: 'This is not a result file that can be read.',
    file: source.name,
    found,
    expected: 'a table as CSV, TSV, JSON, JSON lines, Parquet or Arrow, also gzip',
    wayOn,
  };
}

function whatItIs(head: Uint8Array): Foreign {
  const start = new TextDecoder('latin1')
    .decode(head.subarray(0, 4096))
    // eslint-disable-next-line no-control-regex -- they tell files apart
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, (c) => String.fromCharCode(0x2400 + c.charCodeAt(0)));
  if (start.startsWith('PK'))
    return (
      DOCUMENTS.find(([member]) => member.test(start))?.[1] ?? foreign('a ZIP archive', EXPORT)
    );
  const known = BEGINNINGS.find(([bytes]) => bytes.test(start));
  if (known) return known[1];
  if (!looksLikeText(head)) return foreign('bytes of an unknown kind', EXPORT);
  const text = new TextDecoder().decode(head.subarray(0, 1 << 14));
  if (/^\s*(\[\s*\]|\{\s*\})\s*$/.test(text))
    return foreign('an empty list', 'Nothing was written yet: let the run go to its end.');
  if (/\\begin\{(tabular|table)|&[^\n]*\\\\/.test(text)) return LATEX;
  if (isAligned(text)) return ALIGNED;
  return foreign(`text: ${text.slice(0, 60).trim()}`, EXPORT);
}

/** Whether most lines are split by blanks into the same number of parts, of which some are numbers. */
function isAligned(text: string): boolean {
  const lines = text.split('\n').slice(0, 40);
  const rows = lines.map((line) => line.trim().match(/"[^"]*"|\S+/g) ?? []).filter((r) => r[0]);
  const width = rows.at(-2)?.length ?? 0;
  const even = rows.filter((row) => row.length === width);
  const numbers = even.filter((row) => row.some((part) => /^-?\d*[.,]?\d+$/.test(part)));
  return width > 1 && numbers.length > 1 && numbers.length >= 0.6 * rows.length;
}
