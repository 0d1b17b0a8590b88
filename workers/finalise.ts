import type { Dataset } from '../src/domain/dataset.ts';
import type { Facet } from '../src/domain/facet.ts';
import { LISTED_LEVELS } from '../src/domain/facet.ts';
import type { Fingerprint } from '../src/domain/fingerprint.ts';
import type { FileOutcome } from '../src/domain/import-report.ts';
import { CORE_FACETS } from '../src/domain/observation.ts';
import { CODE_COMPARISONS } from '../src/sql/comparison-codes.ts';
import { levelTable, REFERENCE_RATER } from '../src/sql/error.ts';
import type { Shape } from '../src/sql/schema.ts';
import {
  ITEM_TEXT_VIEW,
  allFacets,
  observationsView,
  referenceMean,
  scoredView,
  taskScale,
} from '../src/sql/schema.ts';
import { combinedHash } from '../src/formats/fingerprint.ts';
import { toIpc } from './arrow-build.ts';
import type { Catalog, CatalogMark } from './catalog.ts';
import type { Engine } from './engine.ts';
import { ask } from './ask.ts';
import type { RowLayout } from './import-observations.ts';
import { itemIdentity } from './item-identity.ts';
import { reportJoins } from './join-report.ts';
import { keptRoles } from './layout.ts';
import type { Loaded } from './loaded.ts';
import type { PlannedFile } from './planned-file.ts';
import type { Tally } from './tally.ts';

const BATCH = 122_880;

/**
 * Everything after the last row and before the commit: level tables, item identity, joins, scales,
 * views, and what the page has to know about the result.
 */
export async function finalise(
  engine: Engine,
  catalog: Catalog,
  loaded: Loaded,
  planned: readonly PlannedFile[],
  outcomes: readonly FileOutcome[],
  layout: RowLayout,
  texts: ReadonlyMap<number, string>,
  mark: CatalogMark,
  tally: Tally,
): Promise<Loaded> {
  await appendPairs(engine, catalog, mark.pairs);
  await appendTexts(engine, catalog, texts);
  await rebuildSmallTables(engine);
  const counts = await ask(
    engine,
    `SELECT (SELECT count(*) FROM reference_score)::DOUBLE AS refs, (SELECT count(*) FROM item_unit)::DOUBLE AS units, (SELECT count(unit) FROM outcome_value)::DOUBLE AS by_unit, (SELECT count(*) FROM outcome_value)::DOUBLE AS outcomes, (SELECT count(text) FROM item_info)::DOUBLE AS texts, (SELECT count(*) FROM comparison)::DOUBLE AS comparisons, (SELECT count(*) FROM generalization)::DOUBLE AS generalizations, (SELECT count(*) FROM benchmark)::DOUBLE AS benchmarks`,
  );
  if (counts.comparisons > loaded.dataset.comparisons)
    for (const statement of CODE_COMPARISONS) await engine.run(statement);
  const identity = await itemIdentity(engine, catalog);
  const shape: Shape = {
    facets: layout.facets,
    numbers: layout.numbers,
    inlineReference: layout.reference,
    referenceTable: counts.refs > 0,
    inlineOutcome: layout.outcome,
    outcomeBy: counts.outcomes === 0 ? null : counts.by_unit > 0 ? 'unit' : 'item',
    unitFromItems: counts.units > 0 && !layout.facets.includes('unit'),
    failure: layout.failure,
    response: layout.response,
    itemIdentity: identity.value,
  };
  if (!layout.facets.includes('unit') && !shape.unitFromItems)
    catalog.levels('unit').codeOf('(none)');
  await appendLevels(engine, catalog, allFacets(shape), mark);
  await engine.run('DELETE FROM task_scale');
  await engine.run(taskScale(shape).text);
  await engine.run(ITEM_TEXT_VIEW);
  await engine.run(scoredView(shape).text);
  await engine.run(observationsView(shape).text);
  const joins = await reportJoins(engine, shape, tally);
  if (joins.observations > 0) tally.add('note', identity.reason, identity.example);
  const dataset: Dataset = {
    version: loaded.dataset.version + 1,
    files: [...loaded.dataset.files, ...(await fingerprints(planned, outcomes))],
    facets: facetsOf(catalog, shape),
    numbers: layout.numbers,
    hasReference: shape.referenceTable || shape.inlineReference,
    hasOutcome: shape.inlineOutcome || shape.outcomeBy !== null,
    hasText: counts.texts > 0,
    hasResponse: layout.response,
    itemIdentity: identity.value,
    comparisons: counts.comparisons,
    generalizations: counts.generalizations,
    benchmarks: counts.benchmarks,
    ...joins,
  };
  return {
    dataset,
    shape,
    columns: layout.columns,
    kept: keptRoles(loaded, planned),
    read: new Map([...loaded.read, ...planned.map((f) => [f.hash, f.name] as const)]),
  };
}

/** One fingerprint per file, archive or folder that was dropped, whatever the groups in it. */
async function fingerprints(
  planned: readonly PlannedFile[],
  outcomes: readonly FileOutcome[],
): Promise<Fingerprint[]> {
  const containers = new Map<string, number[]>();
  planned.forEach(({ container }, i) =>
    containers.set(container, [...(containers.get(container) ?? []), i]),
  );
  return Promise.all(
    [...containers].map(async ([name, places]) => ({
      name,
      size: places.reduce((sum, i) => sum + planned[i].size, 0),
      hash: await combinedHash(places.map((i) => planned[i].hash)),
      rows: places.reduce((sum, i) => sum + outcomes[i].rows, 0),
    })),
  );
}

function facetsOf(catalog: Catalog, shape: Shape): Facet[] {
  return allFacets(shape).map((name) => {
    const present =
      shape.facets.includes(name) ||
      (name === 'unit' && shape.unitFromItems) ||
      (name === 'item' && catalog.levels('item').find('(none)') !== 0);
    // Other tables may name items that no observation has: only those observed count.
    const observed = name === 'item' ? new Set(catalog.pairs.columns().second) : null;
    const levels =
      observed === null
        ? catalog.size(name)
        : shape.itemIdentity === 'shared'
          ? observed.size
          : catalog.pairs.size;
    return {
      name,
      levels,
      present,
      names:
        catalog.size(name) <= LISTED_LEVELS
          ? catalog
              .levels(name)
              .names()
              .filter((_, code) => observed === null || observed.has(code))
          : null,
    };
  });
}

async function appendPairs(engine: Engine, catalog: Catalog, first: number): Promise<void> {
  const { first: tasks, second: items } = catalog.pairs.columns();
  for (let from = first; from < tasks.length; from += BATCH) {
    const to = Math.min(from + BATCH, tasks.length);
    await engine.append(
      'task_item',
      toIpc(
        [
          { name: 'task_item', codes: Int32Array.from({ length: to - from }, (_, i) => from + i) },
          { name: 'task', codes: tasks.slice(from, to) },
          { name: 'item', codes: items.slice(from, to) },
        ],
        to - from,
      ),
    );
  }
}

async function appendTexts(
  engine: Engine,
  catalog: Catalog,
  texts: ReadonlyMap<number, string>,
): Promise<void> {
  const entries = [...texts];
  for (let from = 0; from < entries.length; from += BATCH) {
    const part = entries.slice(from, from + BATCH);
    const pairs = part.map(([pair]) => catalog.pairs.pair(pair));
    await engine.append(
      'item_info',
      toIpc(
        [
          { name: 'task', codes: Int32Array.from(pairs, ([task]) => task) },
          { name: 'item', codes: Int32Array.from(pairs, ([, item]) => item) },
          { name: 'unit', codes: new Int32Array(part.length).fill(-1) },
          { name: 'text', texts: part.map(([, text]) => text) },
        ],
        part.length,
      ),
    );
  }
}

async function rebuildSmallTables(engine: Engine): Promise<void> {
  for (const table of ['reference_mean', 'item_unit', 'outcome_mean'])
    await engine.run(`DELETE FROM ${table}`);
  await engine.run(referenceMean().text);
  await engine.run(
    'INSERT INTO item_unit SELECT item, any_value(unit) FROM item_info WHERE unit IS NOT NULL GROUP BY item',
  );
  await engine.run(
    'INSERT INTO outcome_mean SELECT unit, item, avg(outcome) FROM outcome_value WHERE outcome IS NOT NULL GROUP BY unit, item',
  );
}

async function appendLevels(
  engine: Engine,
  catalog: Catalog,
  facets: readonly string[],
  mark: CatalogMark,
): Promise<void> {
  for (const facet of [...new Set([...facets, ...CORE_FACETS, 'failure', REFERENCE_RATER])]) {
    const first = mark.sizes.get(facet) ?? 0;
    const names = catalog.levels(facet).names(first);
    for (let from = 0; from < names.length; from += BATCH) {
      const part = names.slice(from, from + BATCH);
      await engine.append(
        levelTable(facet),
        toIpc(
          [
            { name: 'code', codes: Int32Array.from(part, (_, i) => first + from + i) },
            { name: 'name', texts: part },
          ],
          part.length,
        ),
      );
    }
  }
}
