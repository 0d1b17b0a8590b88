import { CORE_FACETS } from '../../domain/observation.ts';
import type { Dataset } from '../../domain/dataset.ts';
import type { Facet } from '../../domain/facet.ts';
import { fail, ok } from '../../domain/problem.ts';
import type { Result } from '../../domain/problem.ts';

/** Panels of the Slices view that can be shown as a table instead of a figure. */
export const SLICES_PANELS = [
  'by',
  'heat-map',
  'distribution',
  'prompts',
  'compare',
  'power',
  'pairs',
] as const;

export type SlicesPanel = (typeof SLICES_PANELS)[number];

/**
 * How the Slices view is set: plain, immutable and versioned, so that it can go into a link. A facet
 * may be empty or unknown to the data at hand; `settle` then falls back.
 */
export interface SlicesOptions {
  readonly version: 1;
  /** Facet of the dot-and-interval plot. */
  readonly by: string;
  /** Facets of the heat-map. */
  readonly rows: string;
  readonly columns: string;
  /** The two levels that are compared, by name; null takes the first two by rank. */
  readonly pair: readonly [first: string, second: string] | null;
  /** Difference that is to be shown, in the unit of the figure; null asks for none. */
  readonly target: number | null;
  /** Order of the items panel. */
  readonly order: 'worst' | 'best';
  /** Panels that show their numbers as a table. */
  readonly tables: readonly SlicesPanel[];
}

/** Facets as the data suggest, the worst items first, every panel as a figure. */
export const DEFAULT_SLICES_OPTIONS: SlicesOptions = {
  version: 1,
  by: '',
  rows: '',
  columns: '',
  pair: null,
  target: null,
  order: 'worst',
  tables: [],
};

/** Facets with more levels than this have no figure of their own; the items panel pages through items. */
export const DRAWN_LEVELS = 500;

const MAX_NAME = 2000;

/** Validates untrusted input (a link) into options of the Slices view; a Problem names the field. */
export function parseSlicesOptions(input: unknown): Result<SlicesOptions> {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return damaged('options');
  // Links from before there were comparisons do not speak of them.
  const {
    version,
    by,
    rows,
    columns,
    order,
    tables,
    pair = null,
    target = null,
  } = input as Record<string, unknown>;
  if (version !== 1) return damaged('version');
  if (!isName(by)) return damaged('by');
  if (!isName(rows)) return damaged('rows');
  if (!isName(columns)) return damaged('columns');
  if (pair !== null && !isPair(pair)) return damaged('pair');
  if (target !== null && !(typeof target === 'number' && target > 0 && target < 1e9))
    return damaged('target');
  if (order !== 'worst' && order !== 'best') return damaged('order');
  if (!Array.isArray(tables)) return damaged('tables');
  const known = SLICES_PANELS.filter((panel) => tables.includes(panel));
  if (known.length !== tables.length) return damaged('tables');
  const compared = pair && ([pair[0], pair[1]] as const);
  return ok({ version: 1, by, rows, columns, pair: compared, target, order, tables: known });
}

function isPair(value: unknown): value is [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every(isName);
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_NAME;
}

function damaged(field: string): Result<never> {
  return fail({
    code: 'damaged-link',
    message: `The ${field} of this Slices view cannot be read.`,
    field,
    wayOn: 'Ask for the link again; what you see now is unchanged.',
  });
}

/** Facets that a figure can be drawn by, core facets first, the item left to its own panel. */
export function drawableFacets(dataset: Dataset): readonly Facet[] {
  const rank = (facet: Facet): number => {
    const at = (CORE_FACETS as readonly string[]).indexOf(facet.name);
    return at < 0 ? CORE_FACETS.length : at;
  };
  return dataset.facets
    .filter((f) => f.present && f.name !== 'item' && f.levels >= 1 && f.levels <= DRAWN_LEVELS)
    .toSorted((a, b) => rank(a) - rank(b));
}

/**
 * The options with every facet one that the data have: what was asked for where possible, else the
 * first of model, prompt, task and the rest that has something to compare. `columns` is null where
 * the data have only one facet to draw by.
 */
export function settle(
  options: SlicesOptions,
  dataset: Dataset,
): { readonly by: string; readonly rows: string; readonly columns: string | null } {
  const names = drawableFacets(dataset).map((facet) => facet.name);
  const comparable = drawableFacets(dataset)
    .filter((facet) => facet.levels > 1)
    .map((facet) => facet.name);
  const first = (wanted: readonly string[], taken: string | null): string | null =>
    wanted.find((name) => names.includes(name) && name !== taken) ?? null;
  const by = first([options.by, ...comparable, ...names], null) ?? 'model';
  const rows = first([options.rows, ...comparable, ...names], null) ?? 'model';
  const acrossTasks = ['task', ...comparable].filter((name) => comparable.includes(name));
  const columns = first([options.columns, ...acrossTasks, ...names], rows);
  return { by, rows, columns };
}

/** Groupings that the Slices view needs for these options, each once. */
export function groupingsFor(options: SlicesOptions, dataset: Dataset): string[][] {
  const { by, rows, columns } = settle(options, dataset);
  const wanted = [[by], [rows]];
  if (columns !== null) wanted.push([columns], [rows, columns]);
  if (hasPrompts(dataset)) wanted.push(['model', 'prompt']);
  const seen = new Set<string>();
  return wanted.filter((grouping) => {
    const key = JSON.stringify(grouping);
    return !seen.has(key) && seen.add(key);
  });
}

/** Whether there are several prompts to compare. */
export function hasPrompts(dataset: Dataset): boolean {
  const prompt = dataset.facets.find((facet) => facet.name === 'prompt');
  return prompt !== undefined && prompt.present && prompt.levels > 1;
}
