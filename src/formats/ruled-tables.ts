/** A table drawn with `|`, as Markdown, psql, MySQL and many consoles write it. */
export interface RuledTable {
  readonly names: readonly string[];
  readonly rows: readonly RuledRow[];
}

export interface RuledRow {
  readonly cells: readonly string[];
  /** Line of the text, 1-based. */
  readonly line: number;
}

/** `|---|:-:|`, `+----+----+`, `----+----`: nothing but strokes, and at least one crossing. */
const RULE = /^[ \t]*[|+]?[ \t]*:?[-=]+:?[ \t]*([|+][ \t]*:?[-=]+:?[ \t]*)*[|+]?[ \t]*$/;

/** Whether a line is the rule that stands below the header of a table. */
export function isRule(line: string): boolean {
  return /[|+]/.test(line) && RULE.test(line);
}

/** The tables in a text: a header, a rule below it, and the rows that follow without an empty line. */
export function ruledTables(text: string): RuledTable[] {
  const lines = text.split(/\r\n|\r|\n/);
  const tables: RuledTable[] = [];
  for (let i = 1; i < lines.length; i++) {
    if (!isRule(lines[i]) || isRule(lines[i - 1]) || !lines[i - 1].includes('|')) continue;
    const names = cellsOf(lines[i - 1]);
    if (names.length < 2) continue;
    const rows: RuledRow[] = [];
    for (i++; i < lines.length && (lines[i].includes('|') || isRule(lines[i])); i++) {
      // The next table's header, where no empty line parts them.
      if (i + 1 < lines.length && isRule(lines[i + 1]) && !/^\s*\+/.test(lines[i + 1])) break;
      if (!isRule(lines[i])) rows.push({ cells: cellsOf(lines[i]), line: i + 1 });
    }
    tables.push({ names, rows });
  }
  return tables;
}

function cellsOf(line: string): string[] {
  const bare = line.trim().replace(/^\||(?<!\\)\|$/g, '');
  return bare.split(/(?<!\\)\|/).map((cell) => plain(cell.replaceAll('\\|', '|').trim()));
}

/** What a cell says, without the marks for bold, code, links and line breaks. */
function plain(cell: string): string {
  const text = cell
    .replace(/<br\s*\/?>/gi, ' ')
    .replace(/<\/?(b|i|u|em|strong|code)>/gi, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim();
  return text.replace(/^(\*{1,3}|_{1,3}|`|~~)(.+)\1$/, '$2').trim();
}
