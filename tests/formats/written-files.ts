import { expect } from 'vitest';
import { named, readGroups } from './read-groups.ts';
import type { ReadGroup, Row } from './read-groups.ts';

/** A dropped file of text, or of a value as JSON. */
export const file = (path: string, content: unknown): File =>
  named(typeof content === 'string' ? content : JSON.stringify(content), path);
/** JSON lines. */
export const lines = (...records: unknown[]): string =>
  records.map((r) => JSON.stringify(r)).join('\n');

/** The one group that files are read as, without a Problem. */
export async function one(...files: File[]): Promise<ReadGroup> {
  const [group, ...others] = await readGroups(files);
  expect(others.map(({ name }) => name)).toEqual([]);
  expect(group.problem).toBeNull();
  return group;
}

/** Some columns of all rows. */
export const cells = (rows: readonly Row[], ...columns: string[]): unknown[][] =>
  rows.map((row) => columns.map((column) => row[column] ?? null));
