import { counted } from '../src/domain/format.ts';
import type { ReportEntry } from '../src/domain/import-report.ts';

/** Collects what an import did, by kind and reason, with the first example of each. */
export class Tally {
  readonly #entries = new Map<string, { entry: ReportEntry; count: number; files: number }>();

  add(kind: ReportEntry['kind'], reason: string, example: string | null, count = 1): void {
    if (count === 0) return;
    const key = `${kind}\n${reason}`;
    const known = this.#entries.get(key);
    if (known) known.count += count;
    else this.#entries.set(key, { entry: { kind, count, reason, example }, count, files: 0 });
  }

  /** Rows of a kind were read from a file; of several files the first is named, the others are counted. */
  read(kind: string, file: string, rows: number): void {
    this.add('read', `rows of ${kind}`, file, rows);
    const known = this.#entries.get(`read\nrows of ${kind}`);
    if (known && rows > 0) known.files++;
  }

  /** The entries, kinds together in the order a reader wants them. */
  entries(): ReportEntry[] {
    const order: ReportEntry['kind'][] = [
      'read',
      'joined',
      'missing',
      'unmatched',
      'twice',
      'skipped',
      'failed',
      'note',
    ];
    return [...this.#entries.values()]
      .map(({ entry, count, files }) => ({
        ...entry,
        count,
        example:
          files > 1
            ? `${entry.example ?? ''} and ${counted(files - 1, 'other file')}`
            : entry.example,
      }))
      .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  }
}

/** `scores.csv, row 4,117: “n/a”`. */
export function place(file: string, row: number, found: string | null): string {
  const where = `${file}, row ${row.toLocaleString('en-US')}`;
  return found === null ? where : `${where}: “${found.slice(0, 80)}”`;
}
