import type { Progress } from '../src/protocol/progress.ts';

/** Milliseconds between two words of progress: each wakes the page. */
const BETWEEN = 50;

/** Hands on progress now and then, and always the last of it. */
export function nowAndThen(onProgress: (progress: Progress) => void): (progress: Progress) => void {
  let last = -Infinity;
  return (progress) => {
    const now = performance.now();
    if (progress.done < progress.total && now - last < BETWEEN) return;
    last = now;
    onProgress(progress);
  };
}
