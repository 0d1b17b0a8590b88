import type { ExportBatch, MakeWriter } from './table-writer.ts';

const NEEDS_QUOTES = /[",\r\n]|^\s|\s$|^$/;
/** Characters after which a piece is handed on. */
const PIECE = 1 << 20;

/**
 * CSV (RFC 4180) in UTF-8 with line feeds. A missing value is an empty field, and so is an empty text,
 * in quotes.
 */
export const csvWriter: MakeWriter = (names, _numeric, sink) => {
  const encoder = new TextEncoder();
  sink(encoder.encode(`${names.map(quoted).join(',')}\n`));
  return {
    write(batch, rows) {
      let piece = '';
      for (let row = 0; row < rows; row++) {
        piece += lineOf(batch, row);
        if (piece.length < PIECE) continue;
        sink(encoder.encode(piece));
        piece = '';
      }
      if (piece !== '') sink(encoder.encode(piece));
    },
    finish: () => undefined,
  };
};

function lineOf(batch: ExportBatch, row: number): string {
  let line = '';
  for (let c = 0; c < batch.length; c++) {
    if (c > 0) line += ',';
    const column = batch[c];
    if ('numbers' in column) {
      const value = column.numbers[row];
      // The shortest text that reads back as the same number.
      if (!Number.isNaN(value)) line += String(value);
    } else {
      const value = column.texts[row];
      if (value !== null) line += quoted(value);
    }
  }
  return `${line}\n`;
}

function quoted(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
