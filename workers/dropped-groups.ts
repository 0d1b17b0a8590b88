import { groupFormats } from '../src/formats/group-formats.ts';
import { bundle } from '../src/formats/group.ts';
import type { Group } from '../src/formats/group.ts';
import type { TableFormat } from '../src/formats/format.ts';
import { expand } from '../src/formats/zip/expand.ts';

/** A group with the name of what was dropped: the file itself, or the archive or folder it came in. */
export interface DroppedGroup {
  readonly group: Group;
  readonly container: string;
}

/** Opens archives, walks folders, and divides what is in them into groups that are read together. */
export async function groupsOf(
  files: readonly File[],
  parquet: TableFormat,
): Promise<DroppedGroup[]> {
  const groups = await bundle(await expand(files), groupFormats(parquet));
  return groups.map((group) => ({ group, container: containerOf(group, files) }));
}

function containerOf(group: Group, files: readonly File[]): string {
  const file = files[group.entries[0].origin];
  // A file from a folder has its path as its name, or beside it.
  return (file.webkitRelativePath || file.name).split('/')[0];
}
