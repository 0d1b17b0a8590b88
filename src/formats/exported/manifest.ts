import { EXPORT_FORMATS } from '../../domain/export-format.ts';
import type { ExportFormat } from '../../domain/export-format.ts';
import type { Role, TableKind } from '../../domain/observation.ts';
import { ROLES } from '../../domain/observation.ts';
import { fieldsOf } from '../fields.ts';

/** Name of the file that lies beside exported tables and says what their columns mean. */
export const MANIFEST_NAME = 'declination.json';

/** One exported table; a column's role is `ignore` where the kind alone says what it is. */
export interface ExportedTable {
  readonly file: string;
  readonly kind: TableKind;
  readonly rows: number;
  readonly columns: readonly { readonly name: string; readonly role: Role }[];
}

/** What `declination.json` holds. */
export interface Manifest {
  readonly declination: 'tables';
  readonly version: 1;
  readonly format: ExportFormat;
  readonly tables: readonly ExportedTable[];
}

const KINDS: readonly TableKind[] = [
  'observations',
  'references',
  'outcomes',
  'items',
  'comparisons',
  'generalizations',
  'benchmarks',
];

/** Validates what was read from a manifest; null where it is none, or of a later version. */
export function parseManifest(input: unknown): Manifest | null {
  const fields = fieldsOf(input);
  if (fields?.declination !== 'tables' || fields.version !== 1) return null;
  const format = EXPORT_FORMATS.find((known) => known === fields.format);
  if (!format || !Array.isArray(fields.tables)) return null;
  const tables: ExportedTable[] = [];
  for (const candidate of fields.tables as unknown[]) {
    const table = parseTable(candidate);
    if (!table) return null;
    tables.push(table);
  }
  return { declination: 'tables', version: 1, format, tables };
}

function parseTable(input: unknown): ExportedTable | null {
  const fields = fieldsOf(input);
  const kind = KINDS.find((known) => known === fields?.kind);
  if (!fields || !kind || typeof fields.file !== 'string') return null;
  if (!Array.isArray(fields.columns) || fields.columns.length === 0) return null;
  const columns: { name: string; role: Role }[] = [];
  for (const candidate of fields.columns as unknown[]) {
    const column = fieldsOf(candidate);
    const role = ROLES.find((known) => known === column?.role);
    if (!column || !role || typeof column.name !== 'string') return null;
    columns.push({ name: column.name, role });
  }
  if (new Set(columns.map((column) => column.name)).size < columns.length) return null;
  return { file: fields.file, kind, rows: Number(fields.rows) || 0, columns };
}
