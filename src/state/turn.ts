/** Gives up the page's thread for a moment, so that a click that waits is answered before what comes next. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
