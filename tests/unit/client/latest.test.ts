import { expect, test } from 'vitest';
import { Latest, STALE } from '../../../src/client/latest.ts';

/** A task that ends when it is told to, and knows whether it was started. */
function task<T>(value: T) {
  let finish: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (finish = resolve));
  const state = { started: false, signal: null as AbortSignal | null, finish };
  const run = async (signal: AbortSignal): Promise<T> => {
    state.started = true;
    state.signal = signal;
    await gate;
    return value;
  };
  return { run, state, finish: () => finish() };
}

const turn = () => new Promise((resolve) => setTimeout(resolve));

test('the newest request gives its value, the one before is stale', async () => {
  const latest = new Latest();
  const [first, second] = [task('first'), task('second')];
  const a = latest.run(first.run);
  await turn();
  const b = latest.run(second.run);
  expect(first.state.signal?.aborted).toBe(true);
  await turn();
  expect(second.state.started).toBe(false);
  first.finish();
  second.finish();
  expect(await a).toBe(STALE);
  expect(await b).toBe('second');
});

test('requests overtaken while they wait are never started', async () => {
  const latest = new Latest();
  const [first, second, third] = [task(1), task(2), task(3)];
  const answers = [latest.run(first.run)];
  await turn();
  answers.push(latest.run(second.run), latest.run(third.run));
  for (const one of [first, second, third]) one.finish();
  expect(await Promise.all(answers)).toEqual([STALE, STALE, 3]);
  expect(second.state.started).toBe(false);
});

test('a task that ends by its signal is stale, not failed', async () => {
  const latest = new Latest();
  const stopped = latest.run(
    (signal) =>
      new Promise((_, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason as Error)),
      ),
  );
  await turn();
  latest.cancel();
  expect(await stopped).toBe(STALE);
});

test('what fails surfaces, even from a stale request, and the next one runs', async () => {
  const latest = new Latest();
  const failing = latest.run(async () => {
    await turn();
    await turn();
    throw new Error('broken');
  });
  await turn();
  const next = latest.run(() => Promise.resolve('next'));
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('next');
});

test('a request starts at once where nothing runs, also after one that failed', async () => {
  const latest = new Latest();
  await expect(latest.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  await turn();
  const next = task('next');
  const answer = latest.run(next.run);
  expect(next.state.started).toBe(true);
  next.finish();
  expect(await answer).toBe('next');
});
