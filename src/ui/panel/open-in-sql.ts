import { getContext, setContext } from 'svelte';

const KEY = Symbol('open in sql');

/** Says how a statement is opened where statements are run; for the frame. */
export function provideOpenInSql(open: (text: string) => void): void {
  setContext(KEY, open);
}

/** How a statement is opened, or undefined where nothing runs statements. */
export function openInSql(): ((text: string) => void) | undefined {
  return getContext(KEY);
}
