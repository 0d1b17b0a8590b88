import { expect, test } from 'vitest';
import { readTable } from './read-table.ts';

const ROWS = [
  ['gpt-4', 'q1', '1'],
  ['b|c', 'q2', '0.5'],
];

test.each([
  [
    'Markdown, with marks for bold, code and links',
    '# Results\n\nSome text | here.\n\n| Model | item | **score** |\n|:--|:-:|--:|\n| [gpt-4](https://x.org) | `q1` | **1** |\n| b\\|c | q2 | 0.5 |\n\nMore | text.\n',
  ],
  [
    'Markdown without outer strokes',
    'Model | item | score\n--- | --- | ---\ngpt-4 | q1 | 1\nb\\|c | q2 | 0.5',
  ],
  [
    'what MySQL prints',
    '+-------+------+-------+\r\n| Model | item | score |\r\n+-------+------+-------+\r\n| gpt-4 | q1   |     1 |\r\n| b\\|c  | q2   |   0.5 |\r\n+-------+------+-------+\r\n2 rows in set\r\n',
  ],
  [
    'what psql prints',
    ' Model | item | score \n-------+------+-------\n gpt-4 | q1   |     1\n b\\|c  | q2   |   0.5\n(2 rows)\n',
  ],
])('%s', async (_, text) => {
  const table = await readTable(text);
  expect(table).toMatchObject({ format: 'markdown', columns: ['Model', 'item', 'score'] });
  expect(table.rows).toEqual(ROWS);
});

test('of several tables the largest is read, with those of the same header; the others are named', async () => {
  const text =
    '|a|b|\n|-|-|\n|1|2|\n\n|model|score|\n|-|-|\n|x|1|\n\nText.\n\n|model|score|\n|-|-|\n|y|2|\n|z|3|\n';
  const { rows, skips } = await readTable(text);
  expect(rows).toEqual([
    ['x', '1'],
    ['y', '2'],
    ['z', '3'],
  ]);
  expect(skips).toMatchObject([{ row: 3, found: 'a | b', kept: false }]);
});

test('an empty task of lm-evaluation-harness is the one above', async () => {
  const { rows } = await readTable(
    'hf (pretrained=x), num_fewshot: 5\n|Tasks|Filter|Metric|Value|\n|-----|------|------|----:|\n|arc  |none  |acc   |  0.5|\n|     |none  |f1    |  0.4|\n|boolq|      |acc   |  0.7|\n',
  );
  expect(rows).toEqual([
    ['arc', 'none', 'acc', '0.5'],
    ['arc', 'none', 'f1', '0.4'],
    ['boolq', null, 'acc', '0.7'],
  ]);
});

test('a response that draws a table does not make its file one', async () => {
  const response = '"Here:\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"';
  const table = await readTable(
    `model,item,response,score\nm,1,${response},1\nm,2,${response},0\n`,
  );
  expect(table.format).toBe('csv');
  expect(table.rows).toHaveLength(2);
});

test('strokes without a rule delimit as before', async () => {
  const table = await readTable('model|item|score\na|1|0.5\nb|1|-\n');
  expect(table).toMatchObject({ format: 'csv' });
  expect(table.rows).toHaveLength(2);
});
