/**
 * Awaits work of a WebAssembly module that may panic. A panic in a microtask of the module rejects
 * nothing: it is an uncaught error of the thread, and the promise stays pending for ever. This rejects
 * with it instead, so that damaged bytes end in a Problem.
 */
export type UnlessPanic = <T>(work: () => Promise<T>) => Promise<T>;

/** For browsers and their workers, where an uncaught error is an event. */
export const unlessPanic: UnlessPanic = async (work) => {
  let stop = (): void => undefined;
  const panic = new Promise<never>((_, reject) => {
    const listen = (event: Event): void => {
      const error = (event as { error?: unknown }).error;
      if (!(error instanceof WebAssembly.RuntimeError)) return;
      event.preventDefault();
      reject(error);
    };
    globalThis.addEventListener('error', listen);
    stop = () => globalThis.removeEventListener('error', listen);
  });
  try {
    return await Promise.race([work(), panic]);
  } finally {
    stop();
  }
};
