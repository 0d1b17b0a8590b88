import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TableKind } from '../../src/domain/observation.ts';
import type { Problem } from '../../src/domain/problem.ts';
import type { Batch, Skip } from '../../src/formats/batch.ts';
import { formats } from '../../src/formats/detect.ts';
import type { Group } from '../../src/formats/group.ts';
import { bundle } from '../../src/formats/group.ts';
import type { GradeRule } from '../../src/formats/grades.ts';
import { gradeOf } from '../../src/formats/grades.ts';
import { groupFormats, openGroup } from '../../src/formats/group-formats.ts';
import { mappingOf, guessMapping, tableKind } from '../../src/formats/mapping.ts';
import { expand } from '../../src/formats/zip/expand.ts';
import { nodeParquet } from '../tooling/node-parquet.ts';

export type Row = Readonly<Record<string, string | number | null>>;

/** A group read to its end. */
export interface ReadGroup {
  readonly name: string;
  readonly files: readonly string[];
  readonly format: string | null;
  readonly kind: TableKind | null;
  readonly roles: Readonly<Record<string, string>> | null;
  readonly asks: Readonly<Record<string, string>>;
  readonly rows: readonly Row[];
  readonly skips: readonly Skip[];
  readonly problem: Problem | null;
}

const known = formats(nodeParquet);
const several = groupFormats(nodeParquet);

/** Reads dropped files as the workers do: unpacked, grouped, recognised, opened, read to the end. */
export async function readGroups(files: readonly File[]): Promise<ReadGroup[]> {
  const groups = await bundle(await expand(files), several);
  const read: ReadGroup[] = [];
  for (const group of groups) read.push(await readGroup(group));
  return read;
}

async function readGroup(group: Group): Promise<ReadGroup> {
  const files = [...group.entries, ...group.context, ...group.aside].map((entry) => entry.path);
  const nothing = {
    name: group.name,
    files,
    format: null,
    kind: null,
    roles: null,
    asks: {},
    rows: [],
  };
  const opened = await openGroup(group, known);
  if (!('table' in opened)) return { ...nothing, skips: [], problem: opened };
  const { table, format } = opened;
  const rows: Row[] = [];
  const skips: Skip[] = [];
  const shared = {
    ...nothing,
    format: format.id,
    roles: table.roles ?? null,
    asks: table.asks ?? {},
    rows,
    skips,
  };
  try {
    for await (const batch of table.batches()) {
      for (let row = 0; row < batch.rows; row++)
        rows.push(graded(rowOf(table.columns, batch, row), table.grades));
      skips.push(...batch.skips);
    }
  } catch (error) {
    const problem = (error as { problem?: Problem }).problem;
    if (!problem) throw error;
    return { ...shared, kind: null, problem };
  }
  const roles = table.roles ?? mappingOf(guessMapping(samples(table.columns, rows), false, []));
  return { ...shared, kind: table.kind ?? tableKind(Object.values(roles)), problem: null };
}

/** The row with a label for a score turned into the number it usually counts as. */
function graded(row: Row, rule: GradeRule | undefined): Row {
  if (!rule || typeof row.score !== 'string') return row;
  const score = gradeOf(row.score, rule);
  return score === null ? row : { ...row, score };
}

function rowOf(columns: readonly string[], batch: Batch, row: number): Row {
  return Object.fromEntries(
    columns.map((name, c): [string, string | number | null] => {
      const column = batch.columns[c];
      if (column.kind === 'values') return [name, column.values[row]];
      if (column.kind === 'number')
        return [name, Number.isNaN(column.values[row]) ? null : column.values[row]];
      if (column.kind === 'dictionary')
        return [name, column.indices[row] < 0 ? null : column.dictionary[column.indices[row]]];
      const [start, end] = [column.starts[row], column.ends[row]];
      return [name, start < 0 ? null : new TextDecoder().decode(column.data.subarray(start, end))];
    }),
  );
}

function samples(
  columns: readonly string[],
  rows: readonly Row[],
): { name: string; values: string[] }[] {
  return columns.map((name) => ({
    name,
    values: rows.slice(0, 200).map((row) => String(row[name] ?? '')),
  }));
}

/** Files below a folder as a dropped folder gives them, with their paths. */
export function filesBelow(folder: string, prefix = ''): File[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = prefix ? `${prefix}/${entry.name}` : entry.name;
      if (entry.isDirectory()) return filesBelow(join(folder, entry.name), path);
      return [fileAt(join(folder, entry.name), path)];
    });
}

/** A file with its path inside a dropped folder. */
export function fileAt(path: string, name: string): File {
  return named(readFileSync(path), name);
}

/** Bytes as a dropped file; a path with folders stands where browsers put it. */
export function named(content: BlobPart, path: string): File {
  const file = new File([content], path.slice(path.lastIndexOf('/') + 1));
  if (path.includes('/')) Object.defineProperty(file, 'webkitRelativePath', { value: path });
  return file;
}
