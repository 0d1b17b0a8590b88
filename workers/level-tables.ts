import { CORE_FACETS } from '../src/domain/observation.ts';
import { levelTable, REFERENCE_RATER } from '../src/sql/error.ts';
import { ident } from '../src/sql/sql.ts';
import { toIpc } from './arrow-build.ts';
import type { Catalog, CatalogMark } from './catalog.ts';
import type { Engine } from './engine.ts';

const BATCH = 122_880;

/** Writes the pairs of task and item that are new from code `first` on. */
export async function appendPairs(engine: Engine, catalog: Catalog, first: number): Promise<void> {
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

/** Writes the names of codes that are new since `mark`; of renamed facets all, merged codes left out. */
export async function writeLevels(
  engine: Engine,
  catalog: Catalog,
  facets: readonly string[],
  mark: CatalogMark,
): Promise<void> {
  for (const facet of [...new Set([...facets, ...CORE_FACETS, 'failure', REFERENCE_RATER])]) {
    // The first run is called otherwise once others come.
    if (facet === 'run' || catalog.isRenamed(facet)) await rewriteLevels(engine, catalog, facet);
    else await appendLevels(engine, catalog, facet, mark.sizes.get(facet) ?? 0);
  }
}

/** Writes the names of a facet anew, as the reader calls its levels. */
export async function rewriteLevels(
  engine: Engine,
  catalog: Catalog,
  facet: string,
): Promise<void> {
  await engine.run(`DELETE FROM ${ident(levelTable(facet)).text}`);
  await appendLevels(engine, catalog, facet, 0);
}

async function appendLevels(
  engine: Engine,
  catalog: Catalog,
  facet: string,
  first: number,
): Promise<void> {
  const names = catalog.names(facet, first);
  const others = new Set(catalog.merged(facet).map(([code]) => code));
  const codes = Array.from(names, (_, i) => first + i).filter((code) => !others.has(code));
  for (let from = 0; from < codes.length; from += BATCH) {
    const part = codes.slice(from, from + BATCH);
    await engine.append(
      levelTable(facet),
      toIpc(
        [
          { name: 'code', codes: Int32Array.from(part) },
          { name: 'name', texts: part.map((code) => names[code - first]) },
        ],
        part.length,
      ),
    );
  }
}
