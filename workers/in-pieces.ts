import type { Steps } from '../src/stats/optimize/steps.ts';

/** Steps are taken for at least this long, in milliseconds, before messages get their turn. */
const STRETCH = 15;

/** Takes all steps, with pauses in which the worker hears messages; null once they say stop. */
export async function inPieces<T>(
  steps: Steps<T>,
  now: () => number,
  isStopped: () => boolean,
): Promise<T | null> {
  for (let begin = now(); !isStopped();) {
    const { done, value } = steps.next();
    if (done) return value;
    if (now() - begin < STRETCH) continue;
    await pause();
    begin = now();
  }
  return null;
}

/** A message to oneself: unlike a timer it is not held back. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
