import { expect, test } from 'vitest';
import { readTable } from './read-table.ts';

test.each([
  [
    'two levels of pandas, with the line that names the index',
    ',score,score,rt,rt\nmodel,a,b,a,b\nitem,,,,\nq1,0.5,1,1.5,2\nq2,0.25,0,1.5,3\n',
    ['item', 'score a', 'score b', 'rt a', 'rt b'],
  ],
  [
    'one upper name, which says nothing then',
    ',score,score\n,mean,std\nmodel,,\na,0.5,0.1\nb,0.4,0.2\n',
    ['model', 'mean', 'std'],
  ],
  [
    'columns of one level beside others of two',
    'model,item,score,score\n,,mean,std\na,1,0.5,0.1\nb,2,0.4,0.2\n',
    ['model', 'item', 'mean', 'std'],
  ],
  [
    'merged cells of a spreadsheet',
    'item,GPT-4o,,Claude,\r\n,score,time,score,time\r\nq1,1,2.5,0,1.5\r\nq2,0,3.5,1,2.5\r\n',
    ['item', 'GPT-4o score', 'GPT-4o time', 'Claude score', 'Claude time'],
  ],
  [
    'merged cells below a title',
    'Results of spring,,\n,,\n,Reading,\nmodel,score,time\na,1,2\nb,0,3\n',
    ['model', 'score', 'time'],
  ],
])('%s', async (_, text, columns) => {
  const table = await readTable(text);
  expect(table.columns).toEqual(columns);
  expect(table.rows).toHaveLength(2);
  expect(table.skips).toEqual([]);
});

test.each([
  ['model,item,score,score\na,1,0.5,1\nb,2,0.4,0\n', 2],
  ['model,item,note,note\na,x,good,bad\nb,y,fine,odd\n', 2],
  ['model,item,score,\na,1,0.5,x\nb,2,0.4,y\n', 2],
  ['model,item,score,\na,1,n/a,x\nb,2,0.4,y\nc,3,0.5,z\n', 3],
])('a record is no second line of the header: %j', async (text, rows) => {
  expect((await readTable(text)).rows).toHaveLength(rows);
});
