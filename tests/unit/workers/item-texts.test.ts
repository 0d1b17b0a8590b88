import { expect, test } from 'vitest';
import { openSession, textFile } from './open-session.ts';

test('each item has one text, the first it came with, however many rows and files name it', async () => {
  const at = openSession();
  const items = 17_000;
  const lines = (model: string): string =>
    Array.from({ length: 2 * items }, (_, row) =>
      JSON.stringify({
        model,
        item: `i${row % items}`,
        score: row % 3,
        text: row % 5 === 4 && row < items ? null : `${model} asks ${row}`,
      }),
    ).join('\n');
  const { dataset } = await at.take(
    textFile('a.jsonl', lines('alpha')),
    textFile('b.jsonl', lines('beta')),
  );
  expect(dataset.hasText).toBe(true);
  expect(
    await at.rows(
      'SELECT count(*)::DOUBLE AS n, count(DISTINCT item)::DOUBLE AS items FROM item_info',
    ),
  ).toEqual([{ n: items, items }]);
  const wrong = await at.rows(
    `SELECT i.name, x.text FROM item_info x JOIN "level:item" i ON i.code = x.item
     WHERE x.text <> 'alpha asks ' || CASE WHEN substr(i.name, 2)::INTEGER % 5 = 4
       THEN substr(i.name, 2)::INTEGER + ${items} ELSE substr(i.name, 2)::INTEGER END`,
  );
  expect(wrong).toEqual([]);
});
