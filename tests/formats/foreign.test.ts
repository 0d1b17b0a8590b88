import { expect, test } from 'vitest';
import type { Problem } from '../../src/domain/problem.ts';
import { gzip, readTable } from './read-table.ts';

async function problemOf(content: BlobPart): Promise<Problem> {
  try {
    const { format } = await readTable(content);
    throw new Error(`it was read as ${format}`);
  } catch (error) {
    const { problem } = error as { problem?: Problem };
    if (!problem) throw error;
    return problem;
  }
}

const bytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text, (letter) => letter.charCodeAt(0));

test.each([
  ['PK\x03\x04\x14\0[Content_Types].xml xl/workbook.xml', 'Excel', 'CSV UTF-8'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0', 'Excel', 'CSV UTF-8'],
  ['PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet', 'OpenDocument', 'CSV'],
  ['PK\x03\x04\x14\0word/document.xml', 'Word', 'spreadsheet'],
  ['%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj', 'PDF', 'spreadsheet'],
  ['\x80\x04\x95\x10\0\0\0\0\0\0\0\x8c\x11pandas.core.frame', 'pickle', 'read_pickle'],
  ['SQLite format 3\0\x10\0', 'SQLite', 'CSV or Parquet'],
  [`${'\0'.repeat(8)}DUCK\x40`, 'DuckDB', 'CSV or Parquet'],
  ['\x93NUMPY\x01\0v\0{"descr": "<f8"}', 'NumPy', 'to_csv'],
  ['RDX3\nX\n\0\0\0\x03', 'R', 'write.csv'],
  ['X\n\0\0\0\x03\0\x04\x03\0', 'R', 'write.csv'],
  ['FEA1\0\0\0\0', 'Feather file of version 1', 'to_parquet'],
  ['\x89PNG\r\n\x1a\n\0\0', 'picture', 'numbers behind'],
  ['\xff\xd8\xff\xe0\0\x10JFIF', 'picture', 'numbers behind'],
  ['BZh91AY&SY\0\x01', 'archive', 'gzip'],
  ['\xfd7zXZ\0\0\x04', 'archive', 'gzip'],
  ['<!DOCTYPE html><html><body><table><tr><td>model</td></tr>', 'web page', 'CSV'],
  ['<table border="1" class="dataframe">\n<tr><td>a</td></tr>\n', 'web page', 'CSV'],
  ['<?xml version="1.0"?><results><r score="1"/></results>', 'XML', 'table'],
  ['\\begin{tabular}{lr}\nmodel & mmlu \\\\\nGPT-4 & 86.4 \\\\\n', 'LaTeX', 'commas'],
  ['    model item  score\n0  gpt-4   q1   0.24\n1  gpt-4   q2   0.54\n', 'by spaces', 'to_csv'],
  ['"model" "item" "score"\n"1" "a b" 1 0.5\n"2" "a b" 2 0.25\n', 'by spaces', 'write.csv'],
  ['model: gpt-4\nresults:\n  mmlu: 0.5\n  gpqa: 0.3\n', 'text: model', 'Export'],
])('%j is a problem that says how to go on', async (content, found, wayOn) => {
  expect(await problemOf(bytes(content))).toMatchObject({
    code: 'unknown-format',
    found: expect.stringContaining(found) as string,
    wayOn: expect.stringContaining(wayOn) as string,
  });
});

test('what R and tar wrap in gzip is told by what is inside', async () => {
  expect((await problemOf(await gzip(bytes('RDX2\nX\n\0\0\0\x02')))).found).toContain('by R');
  const tar = new Uint8Array(1024);
  tar.set(bytes('ustar'), 257);
  expect((await problemOf(await gzip(tar))).found).toContain('tar');
});

test('colons delimit a table, but not where they are part of its lines', async () => {
  const { rows } = await readTable('model:item:score\na:1:0.5\na:2:1\nb:1:0\n');
  expect(rows).toHaveLength(3);
  for (const text of ['gpt: 1\nmmlu: 0.5\ngpqa: 0.3\n', '12:00:01 a\n12:00:02 b\n12:00:03 c\n'])
    expect((await problemOf(text)).code).toBe('unknown-format');
});
