import { beforeEach, describe, expect, test } from 'vitest';
import { openSession, textFile } from './open-session.ts';

const SCORES = `model,prompt,task,item,score
a,p,T1,1,1
a,q,T1,2,2
b,p,T2,1,3
b,q,T2,2,oops
`;
const REFERENCES = `task,item,rater,score
T1,1,r1,1
T1,1,r2,2
T1,2,r1,2
T2,1,r1,5
T2,9,r1,5
`;

let at: ReturnType<typeof openSession>;
beforeEach(() => {
  at = openSession();
});

describe('columns', () => {
  test('columns whose names differ in case only are kept apart in a file and joined across files', async () => {
    const { dataset } = await at.take(
      textFile('a.csv', 'model,item,score,Hint,hint\na,1,1,x,y\na,2,0,z,y\n'),
      textFile('b.csv', 'model,item,score,HINT\na,3,1,w\n'),
    );
    expect(dataset.facets.slice(7).map(({ name, names }) => [name, names])).toEqual([
      ['Hint', ['x', 'z', 'w']],
      ['hint (2)', ['y', '(none)']],
    ]);
  });

  test('a score too large to be squared is unparsable, not the end of the import', async () => {
    const { dataset } = await at.take(textFile('a.csv', 'model,item,score\na,1,1\na,2,5e244\n'));
    expect(dataset).toMatchObject({ observations: 2, missing: 1 });
  });
});

describe('joining', () => {
  test('references of several raters are averaged and joined by task and item', async () => {
    const { report, dataset } = await at.take(
      textFile('s.csv', SCORES),
      textFile('r.csv', REFERENCES),
    );
    expect(dataset).toMatchObject({
      observations: 4,
      missing: 1,
      unmatched: 0,
      referenceRaters: 2,
    });
    const rows = await at.rows(
      'SELECT model, task, item, score, reference FROM observations ORDER BY ALL',
    );
    expect(rows).toEqual([
      { model: 'a', task: 'T1', item: '1', score: 1, reference: 1.5 },
      { model: 'a', task: 'T1', item: '2', score: 2, reference: 2 },
      { model: 'b', task: 'T2', item: '1', score: 3, reference: 5 },
      { model: 'b', task: 'T2', item: '2', score: null, reference: null },
    ]);
    expect(report.entries).toContainEqual({
      kind: 'unmatched',
      count: 1,
      reason: 'references whose item has no score',
      example: 'item 9',
    });
  });

  test('the order of the files does not matter, nor whether they come at once', async () => {
    await at.take(textFile('r.csv', REFERENCES), textFile('s.csv', SCORES));
    const together = await at.rows('SELECT * FROM observations ORDER BY ALL');
    const other = openSession();
    await other.take(textFile('s.csv', SCORES));
    await other.take(textFile('r.csv', REFERENCES));
    expect(await other.rows('SELECT * FROM observations ORDER BY ALL')).toEqual(together);
  });

  test('ids that are numbers in one file and strings in another are the same', async () => {
    const { dataset } = await at.take(
      textFile(
        's.json',
        '[{"model": "a", "item": 7, "score": 1}, {"model": "a", "item": 8, "score": 2}]',
      ),
      textFile(
        'r.json',
        '[{"item": "7", "rater": "x", "score": 3}, {"item": "8", "rater": "x", "score": 3}]',
      ),
    );
    expect(dataset.unmatched).toBe(0);
  });

  test('outcomes come per unit, units and texts from a file of items', async () => {
    const { dataset, report } = await at.take(
      textFile('s.csv', SCORES),
      textFile(
        'i.csv',
        `item,unit,text\n1,c1,"${'first excerpt '.repeat(6)}"\n2,c2,"${'second excerpt '.repeat(6)}"\n`,
      ),
      textFile('o.csv', 'unit,outcome\nc1,0.5\nc3,1\n'),
    );
    expect(dataset).toMatchObject({ hasOutcome: true, hasText: true, itemIdentity: 'shared' });
    expect(
      await at.rows(
        'SELECT DISTINCT item, unit, outcome, left(text, 5) AS text FROM observations ORDER BY ALL',
      ),
    ).toEqual([
      { item: '1', unit: 'c1', outcome: 0.5, text: 'first' },
      { item: '2', unit: 'c2', outcome: null, text: 'secon' },
    ]);
    expect(report.entries.filter((e) => e.kind === 'unmatched').map((e) => e.reason)).toEqual([
      'units without an outcome',
      'outcomes whose unit has no score',
    ]);
  });

  test('a later file may bring a further facet; earlier rows have the level (none)', async () => {
    await at.take(textFile('s.csv', SCORES));
    await at.take(textFile('t.csv', 'model,item,score,language\nc,1,2,en\n'));
    expect(
      await at.rows(
        'SELECT model, language, prompt FROM observations WHERE item = ? ORDER BY ALL',
        ['1'],
      ),
    ).toEqual([
      { model: 'a', language: '(none)', prompt: 'p' },
      { model: 'b', language: '(none)', prompt: 'p' },
      { model: 'c', language: 'en', prompt: '(none)' },
    ]);
  });
});

describe('item identity', () => {
  const item = async (rows: string): Promise<string> =>
    (await at.take(textFile('s.csv', `model,task,item,score,text\n${rows}`))).dataset.itemIdentity;
  const long = (word: string): string => `${word} `.repeat(20);

  test('ids that recur with equal texts name the same item', async () => {
    expect(await item(`m,T1,1,1,${long('x')}\nm,T2,1,1,${long('x')}\n`)).toBe('shared');
  });
  test('ids that recur with different texts restart in every task', async () => {
    expect(await item(`m,T1,1,1,${long('x')}\nm,T2,1,1,${long('y')}\n`)).toBe('within-task');
  });
});

describe('what is dropped twice or cannot be read', () => {
  test('the same content under another name is counted once and said', async () => {
    await at.take(textFile('s.csv', SCORES));
    const { report, dataset } = await at.take(textFile('copy of s.csv', SCORES));
    expect(dataset.observations).toBe(4);
    expect(report.files).toMatchObject([{ name: 'copy of s.csv', state: 'same-content' }]);
  });

  test('a file of an unknown format is left out and the others are read', async () => {
    const { report, dataset } = await at.take(
      textFile('paper.pdf', '%PDF-1.7'),
      textFile('s.csv', SCORES),
    );
    expect(dataset.observations).toBe(4);
    expect(report.files[0]).toMatchObject({
      state: 'skipped',
      problem: { code: 'unknown-format', found: 'a PDF' },
    });
  });

  test('a file damaged half way is left out whole and the others are read', async () => {
    const damaged = `${SCORES.replaceAll(/^a,/gm, 'z,')}${'z,p,T1,1,1\n'.repeat(300)}"c,p,T1,1,1\n`;
    const { report, dataset } = await at.take(
      textFile('s.csv', SCORES),
      textFile('damaged.csv', damaged),
    );
    expect(dataset.observations).toBe(4);
    expect(await at.rows('SELECT name FROM "level:model" ORDER BY code')).toEqual([
      { name: 'a' },
      { name: 'b' },
    ]);
    expect(report.files).toContainEqual(
      expect.objectContaining({
        name: 'damaged.csv',
        state: 'failed',
        problem: expect.objectContaining({ code: 'unclosed-quote' }) as unknown,
      }),
    );
  });

  test.each([
    ['empty-file', ''],
    ['header-only', 'model,item,score\n'],
    ['no-score-column', 'model,item,colour\na,1,red\nb,2,blue\n'],
    ['no-numeric-score', 'model,item,score\na,1,\nb,2,\n'],
  ])('%s is a problem that names the file and leaves earlier data alone', async (code, content) => {
    await at.take(textFile('s.csv', SCORES));
    const problem = await at.refused(textFile('bad.csv', content));
    expect(problem).toMatchObject({ code, file: 'bad.csv' });
    expect(problem.wayOn).toBeTruthy();
    expect(await at.rows('SELECT count(*)::DOUBLE AS n FROM observations')).toEqual([{ n: 4 }]);
  });

  test('words where scores should be: the first one is shown with its row', async () => {
    const problem = await at.refused(
      textFile('bad.csv', 'model,item,score\na,1,blurry\nb,2,sharp\n'),
    );
    expect(problem).toMatchObject({ code: 'no-score-column' });
  });

  test('two files that disagree about a column: the second is left out and told so', async () => {
    const numbers = Array.from({ length: 40 }, (_, i) => `a,${i},1,${i}.25`).join('\n');
    const { report, dataset } = await at.take(
      textFile('s.csv', `model,item,score,length\n${numbers}\n`),
      textFile('t.csv', 'model,item,score,length\nb,1,1,short\nb,2,1,long\n'),
    );
    expect(dataset.observations).toBe(40);
    expect(report.files[0]).toMatchObject({
      problem: { code: 'column-disagrees', field: 'length', found: 'names to group by' },
    });
  });

  test('a table far too large is refused from its size, with a statement that aggregates it', async () => {
    const part = new Blob([`model,item,score\n${'some-model,item-1,0.5\n'.repeat(40_000)}`]);
    const huge = new File(
      Array.from({ length: 3800 }, () => part),
      'huge.csv',
    );
    expect(huge.size).toBeGreaterThan(3 * 2 ** 30);
    const problem = await at.refused(huge);
    expect(problem).toMatchObject({ code: 'file-too-large', file: 'huge.csv' });
    expect(problem.sql).toContain('GROUP BY "model", "item"');
  });

  test('a cancelled import leaves what was there before', async () => {
    await at.take(textFile('s.csv', SCORES));
    const more = textFile('more.csv', `model,item,score\n${'zzz,1,1\n'.repeat(50)}`);
    const result = await at.drop([more], () => void at.session.cancelImport());
    expect(result).toMatchObject({ ok: false, problem: { code: 'cancelled' } });
    expect(await at.rows('SELECT count(*)::DOUBLE AS n FROM observations')).toEqual([{ n: 4 }]);
    expect(await at.rows('SELECT count(*)::DOUBLE AS n FROM "level:model"')).toEqual([{ n: 2 }]);
    expect((await at.take(more)).dataset.observations).toBe(54);
  });
});

test('a response that failed loses the score its file wrote for it', async () => {
  const { dataset, report } = await at.take(
    textFile('s.csv', 'model,item,score,failure\na,1,0,refusal\na,2,3,\na,3,-1,api error\n'),
  );
  expect(dataset).toMatchObject({ observations: 3, missing: 2 });
  expect(report.entries.filter((e) => e.kind === 'missing').map((e) => e.reason)).toEqual([
    'without a score: refusal',
    'without a score: api error',
  ]);
});

test('all data can be forgotten and others loaded', async () => {
  await at.take(textFile('s.csv', SCORES), textFile('r.csv', REFERENCES));
  expect((await at.session.clear()).observations).toBe(0);
  const { dataset } = await at.take(textFile('s.csv', SCORES));
  expect(dataset).toMatchObject({ observations: 4, hasReference: false });
});
