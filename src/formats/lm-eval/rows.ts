import type { Role } from '../../domain/observation.ts';
import type { Facets } from '../choose-facets.ts';
import { chooseFacets, facetValues } from '../choose-facets.ts';
import type { Fields } from '../fields.ts';
import { nameOf } from '../fields.ts';
import { commonTemplate } from '../prompt-label.ts';
import type { Rows, Value } from '../record-table.ts';
import { docTexts, questionOf, renderedOf, responseOf, scoresOf } from './sample.ts';

const ROLES = {
  model: 'model',
  prompt: 'prompt',
  task: 'task',
  item: 'item',
  filter: 'facet',
  metric: 'facet',
  score: 'score',
  failure: 'failure',
  text: 'text',
  response: 'response',
} as const satisfies Record<string, Role>;

/** What all samples of one task have in common. */
export interface Shared {
  readonly model: string;
  readonly task: string;
  readonly prompt: string;
}

/** Chooses the fields of the documents that divide the samples. */
export function docFacets(sampled: readonly Fields[]): Facets {
  return chooseFacets(
    sampled.map((record) => record.doc),
    Object.keys(ROLES),
    'doc',
  );
}

/** Roles of the columns of samples with these facets. */
export function sampleRoles(facets: Facets): Record<string, Role> {
  const roles: Record<string, Role> = { ...ROLES };
  for (const column of facets.values()) roles[column] = 'facet';
  return roles;
}

/** Adds one row per score of a sample. */
export function addSample(
  rows: Rows<string>,
  record: Fields,
  row: number,
  { shared, configured, facets }: { shared: Shared; configured: readonly string[]; facets: Facets },
): void {
  const found = scoresOf(record, configured);
  if (found.length === 0) rows.skip('a sample without a metric', row, nameOf(record.doc_id) ?? '');
  // One object for all scores: what is put together anew for each of millions costs more than reading it.
  const cells: Record<string, Value> = {
    model: shared.model,
    prompt: shared.prompt,
    task: shared.task,
    item: nameOf(record.doc_id),
    filter: nameOf(record.filter) ?? 'none',
    metric: null,
    score: null,
    failure: null,
    text: found.length === 0 ? null : questionOf(record),
    response: found.length === 0 ? null : responseOf(record),
  };
  if (facets.size > 0) Object.assign(cells, facetValues(record.doc, facets));
  for (const { metric, score } of found) {
    cells.metric = metric;
    cells.score = score;
    cells.failure = score !== null ? null : metric === 'bypass' ? 'unscored' : 'unparsable';
    rows.add(cells);
  }
}

/** The template that the first samples share, or null. */
export function templateOf(sampled: readonly Fields[]): string | null {
  return commonTemplate(
    sampled.slice(0, 20).map((record) => ({
      prompt: renderedOf(record) ?? '',
      parts: docTexts(record),
    })),
  );
}
