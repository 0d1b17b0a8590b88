import type { Fingerprint } from '../domain/fingerprint.ts';

/** A file that a link was made with, and whether it is among those loaded. */
export interface WantedFile {
  readonly file: Fingerprint;
  /** `differs`: a file of that name is loaded, with other content. */
  readonly state: 'match' | 'differs' | 'absent';
}

/** Compares the files a link was made with against those loaded, by content. */
export function compareFiles(
  wanted: readonly Fingerprint[],
  loaded: readonly Fingerprint[],
): WantedFile[] {
  const hashes = new Set(loaded.map((file) => file.hash));
  const names = new Set(loaded.map((file) => baseName(file.name)));
  return wanted.map((file) => {
    if (hashes.has(file.hash)) return { file, state: 'match' };
    return { file, state: names.has(baseName(file.name)) ? 'differs' : 'absent' };
  });
}

/** Files loaded that the link was not made with. */
export function extraFiles(
  wanted: readonly Fingerprint[],
  loaded: readonly Fingerprint[],
): Fingerprint[] {
  const hashes = new Set(wanted.map((file) => file.hash));
  return loaded.filter((file) => !hashes.has(file.hash));
}

/** Whether exactly the files of the link are loaded. */
export function sameFiles(wanted: readonly Fingerprint[], loaded: readonly Fingerprint[]): boolean {
  return (
    compareFiles(wanted, loaded).every(({ state }) => state === 'match') &&
    extraFiles(wanted, loaded).length === 0
  );
}

/** The folder a file came in says nothing of its content. */
function baseName(name: string): string {
  return name.split('/').at(-1) ?? name;
}
