import { fixed } from '../../domain/format.ts';

/** A size in decimal units, as file managers write it: `14.2 MB`. */
export function bytes(size: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = size < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(size) / 3));
  const value = size / 1000 ** step;
  return `${fixed(value, step === 0 || value >= 100 ? 0 : 1)}\u00a0${units[step]}`;
}
