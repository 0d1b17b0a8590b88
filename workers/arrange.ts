import type { Arrangement } from '../src/domain/arrangement.ts';
import { NAMED_FACETS } from '../src/domain/naming.ts';
import { levelTable } from '../src/sql/error.ts';
import { ident } from '../src/sql/sql.ts';
import { toIpc } from './arrow-build.ts';
import type { Catalog } from './catalog.ts';
import type { Engine } from './engine.ts';
import { facetsOf } from './facets-of.ts';
import { UNPARSABLE } from './import-observations.ts';
import { rewriteLevels } from './level-tables.ts';
import type { Loaded } from './loaded.ts';
import { mergedShape, rebuildSmallTables, settle, writeViews } from './settle.ts';
import { Tally } from './tally.ts';

/**
 * Calls levels and counts grades otherwise, in one transaction: names change in the level tables, merged
 * codes become one in the view `scored`, and only scores whose label counts as another number are
 * written anew. What was read stays as it was, so that any arrangement leads back to any other.
 * `sameScores` says that only names are others than before.
 */
export async function arrange(
  engine: Engine,
  catalog: Catalog,
  loaded: Loaded,
  wanted: Arrangement,
): Promise<{ loaded: Loaded; sameScores: boolean }> {
  const before = catalog.arrangement;
  const counted = values(catalog);
  const mark = catalog.mark();
  catalog.arrange(wanted);
  if (loaded.dataset.files.length === 0) return { loaded, sameScores: true };
  await engine.run('BEGIN TRANSACTION');
  try {
    const changed = values(catalog).flatMap((value, code) =>
      Object.is(value, counted[code]) ? [] : [code],
    );
    if (changed.length > 0) await regrade(engine, catalog, loaded, changed);
    for (const facet of NAMED_FACETS) await rewriteLevels(engine, catalog, facet);
    const shape = mergedShape(loaded.shape, catalog);
    const hasComparisons = loaded.dataset.comparisons > 0;
    // Names change no score, no scale and no count.
    let settled = {};
    if (changed.length > 0)
      settled = await settle(engine, catalog, shape, new Tally(), hasComparisons);
    else await writeViews(engine, catalog, shape, hasComparisons);
    await engine.run('COMMIT');
    const { dataset } = loaded;
    const arranged = {
      ...loaded,
      shape,
      dataset: {
        ...dataset,
        ...settled,
        version: dataset.version + 1,
        facets: facetsOf(catalog, shape),
      },
    };
    return { loaded: arranged, sameScores: changed.length === 0 };
  } catch (error) {
    await engine.run('ROLLBACK').catch(() => undefined);
    catalog.rollback(mark);
    catalog.arrange(before);
    throw error;
  }
}

function values({ grades }: Catalog): (number | null)[] {
  return Array.from({ length: grades.size }, (_, code) => grades.value(code));
}

/** Writes the scores and references of these labels anew. */
async function regrade(
  engine: Engine,
  catalog: Catalog,
  { shape }: Loaded,
  codes: readonly number[],
): Promise<void> {
  await engine.run('DELETE FROM grade_value');
  const numbers = Float64Array.from(codes, (code) => catalog.grades.value(code) ?? NaN);
  await engine.append(
    'grade_value',
    toIpc(
      [
        { name: 'code', codes: Int32Array.from(codes) },
        { name: 'value', numbers },
      ],
      codes.length,
    ),
  );
  const failures = catalog.levels('failure');
  const first = failures.size;
  const unparsable = failures.codeOf(UNPARSABLE);
  if (failures.size > first)
    await engine.run(
      `INSERT INTO ${ident(levelTable('failure')).text} VALUES (${unparsable}, '${UNPARSABLE}')`,
    );
  for (const column of shape.graded ?? []) {
    const set =
      column === 'grade'
        ? `score = v.value, failure = CASE WHEN v.value IS NULL THEN ${unparsable} END`
        : 'reference = v.value';
    await engine.run(
      `UPDATE observation SET ${set} FROM grade_value v WHERE v.code = observation.${column}`,
    );
  }
  await engine.run(
    'UPDATE reference_score SET score = v.value FROM grade_value v WHERE v.code = reference_score.grade',
  );
  await rebuildSmallTables(engine);
}
