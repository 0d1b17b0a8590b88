/** Work that gives way between its steps, so that whoever runs it can let others in, or end it. */
export type Steps<T> = Generator<void, T, void>;

/** What takes no steps. */
// eslint-disable-next-line require-yield -- it gives way to nobody
export function* noSteps<T>(value: T): Steps<T> {
  return value;
}

/** All steps at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
