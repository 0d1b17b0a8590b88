import { expect, test } from 'vitest';
import { Turns } from '../../../src/client/turns.ts';

const never = new AbortController().signal;

test('one at a time, in order of asking', async () => {
  const turns = new Turns();
  const seen: string[] = [];
  const first = await turns.take(never);
  const others = ['second', 'third'].map(async (name) => {
    const end = await turns.take(never);
    seen.push(name);
    end();
  });
  expect(seen).toEqual([]);
  first();
  await Promise.all(others);
  expect(seen).toEqual(['second', 'third']);
  expect(turns.busy).toBe(false);
});

test('what somebody waits for goes before what can wait', async () => {
  const turns = new Turns();
  const seen: string[] = [];
  const first = await turns.take(never);
  const queue = (name: string, canWait: boolean) =>
    turns.take(never, canWait).then((end) => {
      seen.push(name);
      end();
    });
  const all = [queue('later', true), queue('now', false), queue('last', true)];
  first();
  await Promise.all(all);
  expect(seen).toEqual(['now', 'later', 'last']);
});

test('one that gives up while waiting is never begun, and holds up nobody', async () => {
  const turns = new Turns();
  const first = await turns.take(never);
  const gone = new AbortController();
  const given = turns.take(gone.signal);
  const next = turns.take(never);
  gone.abort(new Error('no longer wanted'));
  await expect(given).rejects.toThrow('no longer wanted');
  first();
  (await next)();
  expect(turns.busy).toBe(false);
  await expect(turns.take(gone.signal)).rejects.toThrow('no longer wanted');
});

test('a seized turn lasts until its own end, whatever the one before it says', async () => {
  const turns = new Turns();
  const overtaken = await turns.take(never);
  const own = turns.seize();
  overtaken();
  expect(turns.busy).toBe(true);
  own();
  expect(turns.busy).toBe(false);
});
