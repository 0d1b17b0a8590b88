import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { openSession, textFile } from './open-session.ts';

let at: ReturnType<typeof openSession>;
beforeEach(() => {
  at = openSession();
});

const runs = (): Promise<Record<string, unknown>[]> =>
  at.rows('SELECT model, item, run, score, file FROM observations ORDER BY ALL');
const levels = async (): Promise<unknown> =>
  (await at.rows('SELECT name FROM "level:run" ORDER BY code')).map(({ name }) => name);

const FIRST = 'model,prompt,task,item,score\na,p,T,1,1\na,p,T,2,0\n';
const AGAIN = 'model,prompt,task,item,score\na,p,T,1,0\na,p,T,2,0\n';

describe('a table without a column of runs', () => {
  test('the same cells in another file are a second run, and nothing is averaged', async () => {
    const { dataset, report } = await at.take(
      textFile('monday.csv', FIRST),
      textFile('tuesday.csv', AGAIN),
    );
    expect(await runs()).toEqual([
      { model: 'a', item: '1', run: '1', score: 1, file: 'monday.csv' },
      { model: 'a', item: '1', run: '2', score: 0, file: 'tuesday.csv' },
      { model: 'a', item: '2', run: '1', score: 0, file: 'monday.csv' },
      { model: 'a', item: '2', run: '2', score: 0, file: 'tuesday.csv' },
    ]);
    expect(dataset.facets.find(({ name }) => name === 'run')).toEqual({
      name: 'run',
      levels: 2,
      present: true,
      names: ['1', '2'],
    });
    expect(report.entries).toContainEqual({
      kind: 'note',
      count: 2,
      reason:
        'scores of a model, prompt, task and item that had one: kept as further runs, never averaged',
      example: 'item 1: run 2 from tuesday.csv',
    });
  });

  test('it does not matter whether they come at once or one after the other', async () => {
    await at.take(textFile('monday.csv', FIRST));
    await at.take(textFile('tuesday.csv', AGAIN));
    const apart = await runs();
    at = openSession();
    await at.take(textFile('tuesday.csv', AGAIN), textFile('monday.csv', FIRST));
    expect(await runs()).toEqual(apart);
  });

  test('cells that repeat within a file are runs in the order of its rows', async () => {
    await at.take(textFile('s.csv', `${FIRST}a,p,T,1,0.5\na,p,T,1,0.25\n`));
    expect((await runs()).map(({ item, run, score }) => [item, run, score])).toEqual([
      ['1', '1', 1],
      ['1', '2', 0.5],
      ['1', '3', 0.25],
      ['2', '1', 0],
    ]);
  });

  test('a third file is a third run; files of other cells stay the first', async () => {
    await at.take(textFile('a.csv', FIRST));
    await at.take(textFile('b.csv', AGAIN));
    await at.take(
      textFile('c.csv', FIRST.replace('a,p,T,1,1', 'a,p,T,1,0.5')),
      textFile('other.csv', 'model,prompt,task,item,score\nb,p,T,1,1\n'),
    );
    expect(await levels()).toEqual(['1', '2', '3']);
    expect(
      await at.rows(
        'SELECT run, sum(score) AS s FROM observations WHERE item = ? GROUP BY run ORDER BY run',
        ['1'],
      ),
    ).toEqual([
      { run: '1', s: 2 },
      { run: '2', s: 0 },
      { run: '3', s: 0.5 },
    ]);
  });

  test('scores by several raters or metrics repeat nothing', async () => {
    const { dataset } = await at.take(
      textFile('s.csv', 'model,item,rater,metric,score\na,1,x,m,1\na,1,y,m,1\na,1,x,n,0\n'),
    );
    expect(dataset.facets.find(({ name }) => name === 'run')?.present).toBe(false);
  });

  test('rows whose item is empty repeat nothing', async () => {
    const { dataset } = await at.take(textFile('s.csv', 'model,item,score\na,1,1\na,,1\na,,0\n'));
    expect(dataset.facets.find(({ name }) => name === 'run')?.present).toBe(false);
  });

  test('a column of times orders the runs, whatever the order of the rows', async () => {
    await at.take(
      textFile(
        's.csv',
        'model,item,score,evaluated_at\na,1,0.2,2026-03-02T10:00:00Z\na,1,0.1,2026-03-01T10:00:00Z\na,2,0.3,2026-03-01T10:00:00Z\n',
      ),
    );
    expect((await runs()).map(({ item, run, score }) => [item, run, score])).toEqual([
      ['1', '1', 0.1],
      ['1', '2', 0.2],
      ['2', '1', 0.3],
    ]);
  });
});

describe('a table with runs', () => {
  test('the runs of a later file go on where those of the first end', async () => {
    const rows = (score: number): string =>
      `model,item,run,score\na,1,1,${score}\na,1,2,${score}\n`;
    await at.take(textFile('a.csv', rows(1)), textFile('b.csv', rows(0)));
    expect((await runs()).map(({ run, score }) => [run, score])).toEqual([
      ['1', 1],
      ['2', 1],
      ['3', 0],
      ['4', 0],
    ]);
  });

  test('runs that are named and not numbered are counted beside their names', async () => {
    const rows = (score: number): string =>
      `model,item,seed,score\na,1,1337,${score}\na,1,42,${score}\n`;
    await at.take(textFile('a.csv', rows(1)), textFile('b.csv', rows(0)));
    await at.take(textFile('c.csv', rows(0.5)));
    expect((await runs()).map(({ run, score }) => [run, score])).toEqual([
      ['1337', 1],
      ['1337 (2)', 0],
      ['1337 (3)', 0.5],
      ['42', 1],
      ['42 (2)', 0],
      ['42 (3)', 0.5],
    ]);
  });

  test('a file without runs is a first run beside one that has them', async () => {
    await at.take(textFile('a.csv', FIRST));
    await at.take(
      textFile('b.csv', 'model,prompt,task,item,run,score\nb,p,T,1,1,1\nb,p,T,1,2,1\n'),
    );
    expect(await levels()).toEqual(['1', '2']);
    expect(await at.rows("SELECT DISTINCT run FROM observations WHERE model = 'a'")).toEqual([
      { run: '1' },
    ]);
  });
});

describe('the same rows again', () => {
  const JSON_ROWS = JSON.stringify([
    { model: 'a', prompt: 'p', task: 'T', item: '1', score: 1 },
    { model: 'a', prompt: 'p', task: 'T', item: '2', score: 0 },
  ]);

  test.each<[string, () => File]>([
    ['gzipped', () => textFile('s.csv.gz', gzipSync(FIRST))],
    ['as JSON', () => textFile('s.json', JSON_ROWS)],
    [
      'in another order',
      () => textFile('t.csv', 'model,prompt,task,item,score\na,p,T,2,0\na,p,T,1,1\n'),
    ],
    ['with Windows line ends', () => textFile('w.csv', FIRST.replaceAll('\n', '\r\n'))],
  ])('%s count once, in one drop or in two', async (_, make) => {
    await at.take(textFile('a.csv', FIRST));
    const { report, dataset } = await at.take(make());
    expect(dataset.observations).toBe(2);
    expect(report.files).toMatchObject([{ state: 'same-content', problem: null }]);
    expect(report.files[0].detail).toMatch(/a\.csv; counted once$/);
    at = openSession();
    const together = await at.take(textFile('a.csv', FIRST), make());
    expect(together.dataset).toMatchObject({ observations: 2, files: [{ name: 'a.csv' }] });
    expect(together.report.files.map(({ state }) => state).sort()).toEqual([
      'read',
      'same-content',
    ]);
  });

  test('beside another file that is new, only that one is read', async () => {
    await at.take(textFile('a.csv', FIRST));
    const { report, dataset } = await at.take(
      textFile('again.json', JSON_ROWS),
      textFile('b.csv', AGAIN),
    );
    expect(dataset.observations).toBe(4);
    expect(report.files.map(({ name, state }) => [name, state])).toEqual([
      ['b.csv', 'read'],
      ['again.json', 'same-content'],
    ]);
  });

  test('rows of a file that was a second run are still known', async () => {
    await at.take(textFile('a.csv', FIRST));
    await at.take(textFile('b.csv', AGAIN));
    const { dataset } = await at.take(textFile('b.csv.gz', gzipSync(AGAIN)));
    expect(dataset.observations).toBe(4);
  });
});

test('what an import that failed learned of runs is forgotten', async () => {
  await at.take(textFile('a.csv', FIRST));
  const more = textFile('b.csv', AGAIN);
  await at.drop([more], ({ label }) => {
    if (label === 'Joining') void at.session.cancelImport();
  });
  expect(await levels()).toEqual(['(none)']);
  await at.take(textFile('c.csv', 'model,item,score\nz,9,1\n'));
  expect(await at.rows('SELECT DISTINCT run FROM observations')).toEqual([{ run: '(none)' }]);
});
