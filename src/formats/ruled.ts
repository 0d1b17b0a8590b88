import type { Batch, Skip, Table } from './batch.ts';
import type { TableFormat } from './format.ts';
import { looksLikeText } from './looks-like-text.ts';
import type { RuledTable } from './ruled-tables.ts';
import { ruledTables } from './ruled-tables.ts';
import type { Source } from './source.ts';
import { concat } from './source.ts';
import { withoutTotals } from './totals-below.ts';
import { uniqueNames } from './unique-names.ts';

/** Texts beyond this are no page that somebody wrote. */
const LARGEST = 32 << 20;
/** Columns of lm-evaluation-harness in which an empty cell says the same as the one above. */
const AS_ABOVE = ['Tasks', 'Groups'];

/** A table drawn with `|` in a text: Markdown, or what database consoles print. */
export const ruled: TableFormat = {
  id: 'markdown',
  label: 'table in text',
  // Less sure than a delimited table, in whose texts such a table may stand.
  recognise(source) {
    if (source.size > LARGEST || !looksLikeText(source.head)) return 0;
    return largest(ruledTables(new TextDecoder().decode(source.head))) ? 0.45 : 0;
  },
  async open(source) {
    const pieces: Uint8Array[] = [];
    for await (const { bytes } of source.chunks()) pieces.push(bytes);
    const all = concat(
      pieces,
      pieces.reduce((sum, { length }) => sum + length, 0),
    );
    return tableOf(source, ruledTables(new TextDecoder().decode(all)));
  },
};

function largest(tables: readonly RuledTable[]): RuledTable | null {
  const [first] = tables
    .filter(({ rows }) => rows.length > 0)
    .sort((a, b) => b.rows.length - a.rows.length);
  return first ?? null;
}

/** The table with the most rows, and those with the same header; the others are said to be left out. */
function tableOf(source: Source, tables: readonly RuledTable[]): Table {
  const header = largest(tables)?.names ?? [];
  const isSame = ({ names }: RuledTable): boolean => names.join('\n') === header.join('\n');
  const rows = tables.filter(isSame).flatMap((table) => table.rows);
  const skips: Skip[] = tables
    .filter((table) => !isSame(table))
    .map(({ names, rows: [row] }) => ({
      reason: 'another table of this text, with other columns: left out',
      row: row?.line ?? 1,
      found: names.join(' | ').slice(0, 80),
      kept: false,
    }));
  const values = header.map((name, c) => {
    let above = '';
    return rows.map(({ cells }) => {
      const cell = cells[c] ?? '';
      if (cell !== '') above = cell;
      return AS_ABOVE.includes(name) ? above : cell;
    });
  });
  const batch: Batch = {
    rows: rows.length,
    firstRow: 1,
    bytesDone: source.size,
    skips,
    columns: values.map((column) => ({ kind: 'values', values: column.map((v) => v || null) })),
  };
  return {
    columns: uniqueNames(header),
    rows: null,
    decimalComma: false,
    batches: async function* () {
      yield await Promise.resolve(withoutTotals(batch));
    },
  };
}
