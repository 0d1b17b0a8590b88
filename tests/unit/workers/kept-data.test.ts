import { expect, test } from 'vitest';
import { DEFAULT_QUESTION } from '../../../src/domain/question.ts';
import { nodeShelf } from '../../tooling/node-shelf.ts';
import { openSession, textFile } from './open-session.ts';

const scores = ['model,prompt,task,item,score,lang,length']
  .concat(
    ['a', 'b “x”'].flatMap((model, m) =>
      Array.from(
        { length: 30 },
        (_, i) =>
          `${model},p,t${i % 2},i${i % 15},${i % 7 === 0 ? '' : ((i + m) % 5) + 1},de,${i * 3}`,
      ),
    ),
  )
  .join('\n');
const references = ['task,item,rater,reference']
  .concat(Array.from({ length: 30 }, (_, i) => `t${i % 2},i${i % 15},r1,${(i % 4) + 1}`))
  .join('\n');

const asked = {
  question: DEFAULT_QUESTION,
  groupings: [['model'], ['lang', 'task']],
  histogram: true,
};

test('what is kept comes back in another session with the same answers, and takes further files', async () => {
  const shelf = nodeShelf();
  const first = openSession(shelf);
  const { dataset } = await first.take(textFile('s.csv', scores), textFile('r.csv', references));
  const before = await first.session.slice(asked);
  const kept = await first.session.keep('a note');
  expect(kept).toMatchObject({ ok: true, value: { files: dataset.files, note: 'a note' } });

  const second = openSession(shelf);
  expect(await second.session.kept()).toMatchObject({ value: { files: dataset.files } });
  const restored = await second.session.restore();
  expect(restored).toEqual({ ok: true, value: { dataset, note: 'a note' } });
  expect(await second.session.slice(asked)).toEqual(before);
  const rows = 'SELECT * FROM observations ORDER BY ALL';
  expect(await second.rows(rows)).toEqual(await first.rows(rows));

  const more = textFile('more.csv', scores.replaceAll('a,p', 'c,p'));
  await first.take(more);
  await second.take(more);
  expect(await second.session.slice(asked)).toEqual(await first.session.slice(asked));
  expect(await second.rows(rows)).toEqual(await first.rows(rows));
});

test('names and grades that were kept hold as the page asks for them, and can be changed', async () => {
  const shelf = nodeShelf();
  const graded = 'model,item,score\nx/a,1,C\na,2,P\nb,3,I\n';
  const names = [{ facet: 'model', from: ['x/a', 'a'], to: 'a' }] as const;
  const first = openSession(shelf);
  await first.take(textFile('s.csv', graded));
  const asRead = await first.rows('SELECT model, item, score FROM observations ORDER BY ALL');
  await first.session.arrange({ names, grades: [{ label: 'P', value: 0 }] });
  await first.session.keep('');
  const second = openSession(shelf);
  await second.session.restore();
  const text = 'SELECT model, item, score FROM observations ORDER BY ALL';
  expect(await second.rows(text)).toEqual(asRead);
  await second.session.arrange({ names, grades: [{ label: 'P', value: 0 }] });
  expect(await second.rows(text)).toEqual(await first.rows(text));
});

test('what is kept anew takes the place of what was, and is gone once it is deleted', async () => {
  const shelf = nodeShelf();
  const { session, take } = openSession(shelf);
  await take(textFile('s.csv', scores));
  await session.keep('first');
  const files = (await shelf.list()).length;
  await session.keep('second');
  expect(await shelf.list()).toHaveLength(files);
  expect(await session.kept()).toMatchObject({ value: { note: 'second' } });
  await session.forgetKept();
  expect(await shelf.list()).toEqual([]);
  expect(await session.restore()).toEqual({ ok: true, value: null });
  expect((await session.slice(asked)).ok).toBe(true);
});

test('data without room are refused in words, and what was kept before stays', async () => {
  const shelf = nodeShelf();
  const { session, take } = openSession(shelf);
  await take(textFile('s.csv', scores));
  await session.keep('first');
  const before = (await shelf.list()).sort();
  // A disk that is full after a few bytes, as the file system of a browser says it.
  let room = 500;
  const { write } = shelf;
  shelf.write = async (name) => {
    const file = await write(name);
    return {
      ...file,
      append(bytes) {
        if ((room -= bytes.length) < 0) throw new DOMException('full', 'QuotaExceededError');
        file.append(bytes);
      },
    };
  };
  expect(await session.keep('second')).toMatchObject({ ok: false, problem: { code: 'no-room' } });
  expect((await shelf.list()).sort()).toEqual(before);
  expect(await session.kept()).toMatchObject({ value: { note: 'first' } });
});
