import { expect, test } from 'vitest';
import { DEFAULT_QUESTION } from '../../../src/domain/question.ts';
import { openSession, textFile } from './open-session.ts';

/** Three models under two prompts on forty items, one of them clearly best. */
async function study() {
  const at = openSession();
  const rows = Array.from({ length: 240 }, (_, i) => {
    const [model, prompt, item] = [i % 3, Math.floor(i / 3) % 2, Math.floor(i / 6)];
    const score = 5 + model + prompt / 2 + ((item * 7 + i * 3) % 11) / 10;
    return `m${model},p${prompt},t,i${item},${score},5`;
  });
  const head = 'model,prompt,task,item,score,reference';
  await at.take(textFile('s.csv', `${head}\n${rows.join('\n')}\n`));
  return at;
}

test('what the best choice removes can be stopped, and asked again', async () => {
  const { session } = await study();
  const whole = await session.removable(DEFAULT_QUESTION);
  if (!whole.ok) throw new Error(whole.problem.message);
  expect(whole.value.choice).toEqual(['m0', 'p0']);

  const left = session.removable(DEFAULT_QUESTION);
  await session.cancelRemovable();
  expect(await left).toMatchObject({ ok: false, problem: { code: 'stopped' } });

  expect(await session.removable(DEFAULT_QUESTION)).toEqual(whole);
});
