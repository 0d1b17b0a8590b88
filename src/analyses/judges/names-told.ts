import { groupOf } from './name-patterns.ts';
import type { JudgesOptions } from './options.ts';
import type { JudgesReport } from './report.ts';
import { listed } from './words.ts';

const MOST = 12;

/** Families that have a judge or writer among the names, and who belongs to none. */
export function familyLines(
  report: JudgesReport,
  options: JudgesOptions,
): { readonly family: string; readonly members: string }[] {
  const models = report.names.filter((n) => (n.judges || n.writes) && !n.isPerson);
  const groups = new Map<number, string[]>();
  for (const { name } of models) {
    const family = groupOf(name, options.families);
    groups.set(family, [...(groups.get(family) ?? []), name]);
  }
  return [...groups]
    .toSorted(([a], [b]) => (a < 0 ? 1 : b < 0 ? -1 : a - b))
    .map(([family, members]) => ({
      family: family < 0 ? 'No family' : options.families[family].name,
      members: listed(members, MOST),
    }));
}

/** Who counts as a person. */
export function peopleLine(report: JudgesReport): string {
  const people = report.names.filter((n) => n.judges && n.isPerson).map((n) => n.name);
  return people.length === 0 ? 'nobody among these judges' : listed(people, MOST);
}
