import type { Mapping } from '../domain/import-report.ts';
import { ROLES, SINGLE_ROLES } from '../domain/observation.ts';
import type { Role } from '../domain/observation.ts';
import type { ImportEntry } from './imports.svelte.ts';

const MOST_MAPPINGS = 100;
const MOST_COLUMNS = 1000;
const LONGEST_NAME = 1000;

/**
 * What the reader said of columns, now or before, for a link: whoever opens it must read the same files
 * the same way. What names and values say by themselves is left out.
 */
export function saidMappings(entries: readonly ImportEntry[]): Mapping[] {
  const said = entries.flatMap(({ mapping, inspection }) => {
    if (mapping) return [mapping];
    const isRemembered = inspection.columns.some(({ because }) => because === 'remembered');
    if (!isRemembered) return [];
    return [Object.fromEntries(inspection.columns.map(({ name, role }) => [name, role]))];
  });
  const byColumns = new Map(said.map((mapping) => [columnSet(mapping), mapping]));
  return [...byColumns.values()].slice(0, MOST_MAPPINGS);
}

/** Reads the mappings of a link, which is not trusted; undefined where they cannot be. */
export function parseMappings(input: unknown): readonly Mapping[] | null | undefined {
  if (input === undefined || input === null) return null;
  if (!Array.isArray(input) || input.length > MOST_MAPPINGS) return undefined;
  const mappings = input.map(parseMapping);
  return mappings.every((mapping) => mapping !== null) ? mappings : undefined;
}

function parseMapping(input: unknown): Mapping | null {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return null;
  const entries = Object.entries(input);
  const isRole = (role: unknown): role is Role => (ROLES as readonly unknown[]).includes(role);
  if (entries.length === 0 || entries.length > MOST_COLUMNS) return null;
  if (!entries.every(([name, role]) => name.length <= LONGEST_NAME && isRole(role))) return null;
  const roles = entries.map(([, role]) => role as Role);
  if (SINGLE_ROLES.some((single) => roles.filter((role) => role === single).length > 1))
    return null;
  return Object.fromEntries(entries) as Mapping;
}

function columnSet(mapping: Mapping): string {
  return JSON.stringify(Object.keys(mapping).toSorted());
}
