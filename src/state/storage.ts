/**
 * What the browser remembers between visits. A browser may refuse (private windows, full disks, file
 * addresses); then nothing is remembered and nothing breaks.
 */
export function remember(key: string, value: unknown): void {
  try {
    localStorage.setItem(`declination:${key}`, JSON.stringify(value));
  } catch {
    // Refused: the next visit asks again.
  }
}

/** What was remembered under a key; untrusted, and undefined where there is nothing. */
export function recall(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(`declination:${key}`) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}
