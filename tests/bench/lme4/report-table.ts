import { median } from '../statistics.ts';

/** Median of one number over the passes. */
export function of<K extends string>(runs: readonly Readonly<Record<K, number>>[], key: K): number {
  return median(runs.map((run) => run[key]));
}

export function seconds(value: number | null): string {
  if (value === null || Number.isNaN(value)) return '–';
  return value.toFixed(value < 10 ? 2 : 1);
}

export const whole = (value: number) => Math.round(value).toLocaleString('en');
export const megabytes = (bytes: number | null) =>
  bytes === null || Number.isNaN(bytes) ? '–' : whole(bytes / 1e6);

export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const words = ['study', 'program'];
  return [
    line(heads),
    line(heads.map((head) => (words.includes(head) ? '---' : '--:'))),
    ...rows.map(line),
  ];
}

/** Median of the most memory held. */
export function peak(runs: readonly { readonly peakBytes: number | null }[]): number {
  return median(runs.map((run) => run.peakBytes ?? NaN));
}
