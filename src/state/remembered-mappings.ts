import type { Mapping } from '../domain/import-report.ts';
import { ROLES } from '../domain/observation.ts';
import { recall, remember } from './storage.ts';

const KEY = 'mappings';
const MOST = 50;

/** Mappings chosen before, the latest first. */
export function rememberedMappings(): Mapping[] {
  const stored = recall(KEY);
  return Array.isArray(stored) ? stored.filter(isMapping).slice(0, MOST) : [];
}

/** Remembers a mapping for every later file with the same columns. */
export function rememberMapping(mapping: Mapping): void {
  const others = rememberedMappings().filter((other) => columnSet(other) !== columnSet(mapping));
  remember(KEY, [mapping, ...others].slice(0, MOST));
}

/** Forgets all of them. */
export function forgetMappings(): void {
  remember(KEY, []);
}

function columnSet(mapping: Mapping): string {
  return JSON.stringify(Object.keys(mapping).toSorted());
}

function isMapping(input: unknown): input is Mapping {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return false;
  return Object.values(input).every((role) => (ROLES as readonly unknown[]).includes(role));
}
