import type { Dataset } from '../src/domain/dataset.ts';
import { EMPTY_DATASET } from '../src/domain/dataset.ts';
import type { Shape } from '../src/sql/schema.ts';

/** What the database holds, as far as code outside the tables has to know; replaced whole by an import. */
export interface Loaded {
  readonly dataset: Dataset;
  readonly shape: Shape;
  /** Columns of the row table in their physical order, which is the order appending goes by. */
  readonly columns: readonly string[];
  /** Role (`facet` or `number`) that earlier files gave each further column. */
  readonly kept: Readonly<Record<string, 'facet' | 'number'>>;
  /** Hash and name of every group that was read. */
  readonly read: ReadonlyMap<string, string>;
}

export const NOTHING_LOADED: Loaded = {
  dataset: EMPTY_DATASET,
  shape: {
    facets: [],
    numbers: [],
    inlineReference: false,
    referenceTable: false,
    inlineOutcome: false,
    outcomeBy: null,
    unitFromItems: false,
    failure: false,
    response: false,
    itemIdentity: 'shared',
  },
  columns: ['item_id', 'task_item', 'score'],
  kept: {},
  read: new Map(),
};
