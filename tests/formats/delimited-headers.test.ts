// Where the header of a delimited table stands, and what may be missing from it.
import { describe, expect, test } from 'vitest';
import { readTable } from './read-table.ts';
import { cells, file, one } from './written-files.ts';

const TABLE = 'model,task,item,score\na,t,1,0.5\na,t,2,1\nb,t,1,0\nb,t,2,0.25\n';
const SCORES = [
  ['a', '1', '0.5'],
  ['a', '2', '1'],
  ['b', '1', '0'],
  ['b', '2', '0.25'],
];

describe('the header of a table', () => {
  test.each([
    ['a title and an empty line', `Results of the study\n\n${TABLE}`],
    ['titles padded to the width', `Results,,,\nOf the study,,,\n,,,\n${TABLE}`],
    ['remarks with commas', `# written by a script\n# version 2, revision 3\n${TABLE}`],
    ['the separator, as spreadsheets write it', `sep=;\n${TABLE.replaceAll(',', ';')}`],
    ['a longer line', `Study,of,many,models,and,tasks\n${TABLE}`],
  ])('stands below %s', async (_, text) => {
    const { rows, skips, kind } = await one(file('scores.csv', text));
    expect(kind).toBe('observations');
    expect(cells(rows, 'model', 'item', 'score')).toEqual(SCORES);
    expect(skips).toEqual([]);
  });

  test('may lack the name of the row names, as R writes it', async () => {
    const rowNames = TABLE.replace(/\n(?=.)/g, () => '\n"r",').replaceAll(',', '\t');
    const { rows } = await one(file('scores.tsv', rowNames));
    expect(cells(rows, 'model', 'item', 'score')).toEqual(SCORES);
    expect(Object.keys(rows[0])).toEqual(['column 1', 'model', 'task', 'item', 'score']);
  });

  test('may lack the name of an empty last column', async () => {
    const trailing = TABLE.replace(/\n/g, ',\n').replace('score,', 'score');
    const { rows } = await one(file('scores.csv', trailing));
    expect(cells(rows, 'model', 'item', 'score')).toEqual(SCORES);
  });

  test('is the first line where the records agree with it, ragged lines or not', async () => {
    const { rows, skips } = await one(file('scores.csv', `${TABLE}c,t,1\nd,t,1,0,9\n`));
    expect(cells(rows, 'model', 'item', 'score')).toEqual([...SCORES, ['c', '1', null]]);
    expect(skips.map(({ row }) => row)).toEqual([5, 6]);
  });
});

describe('the end of a table', () => {
  test('empty records are none, and totals are skipped with a word', async () => {
    const { rows, skips } = await one(
      file('scores.csv', `${TABLE},,,\nc,t,1,1\nMean,,,0.55\nTotal:,,,2.75\n`),
    );
    expect(cells(rows, 'model', 'item', 'score')).toEqual([...SCORES, ['c', '1', '1']]);
    expect(skips.map(({ row, reason }) => [row, reason])).toEqual([
      [7, 'a row that sums up those above'],
      [6, 'a row that sums up those above'],
    ]);
  });

  test('a model of that name, or one within the table, is no total', async () => {
    const text = `${TABLE.replace('b,t,1', 'Total,t,')}Mean,t,1,1\n`;
    const { rows, skips } = await one(file('scores.csv', text));
    expect(rows).toHaveLength(5);
    expect(skips).toEqual([]);
  });
});

test('decimal commas do not make commas the delimiter below a header without any', async () => {
  const table = await readTable('Modell;MMLU;GPQA\nGPT-4;88,7;53,6\nClaude 3;86,8;50,4\n');
  expect(table.columns).toEqual(['Modell', 'MMLU', 'GPQA']);
  expect(table.rows).toEqual([
    ['GPT-4', '88,7', '53,6'],
    ['Claude 3', '86,8', '50,4'],
  ]);
});
