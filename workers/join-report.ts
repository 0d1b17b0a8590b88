import type { Dataset } from '../src/domain/dataset.ts';
import type { Shape } from '../src/sql/schema.ts';
import { ask, askRows } from './ask.ts';
import type { Engine } from './engine.ts';
import type { Tally } from './tally.ts';

export type Counts = Pick<
  Dataset,
  'observations' | 'missing' | 'unmatched' | 'referenceRaters' | 'scale'
>;

/** Counts rows, joins and what found no partner on either side, and writes them into the tally. */
export async function reportJoins(engine: Engine, shape: Shape, tally: Tally): Promise<Counts> {
  const rows = await ask(
    engine,
    `SELECT count(*)::DOUBLE AS observations, (count(*) - count(score))::DOUBLE AS missing,
      count(*) FILTER (score IS NOT NULL AND reference IS NULL)::DOUBLE AS unmatched,
      count(reference)::DOUBLE AS joined, min(scale_low) AS low, max(scale_high) AS high FROM scored`,
  );
  const withReference = shape.referenceTable || shape.inlineReference;
  if (withReference) {
    tally.add('joined', 'scores joined to a reference by task and item', null, rows.joined);
    const lost = await askRows(
      engine,
      `SELECT t.name AS task, i.name AS item FROM scored s JOIN "level:task" t ON t.code = s.task JOIN "level:item" i ON i.code = s.item_id WHERE s.score IS NOT NULL AND s.reference IS NULL LIMIT 1`,
    );
    tally.add(
      'unmatched',
      'scores without a reference',
      lost[0] ? `task ${String(lost[0].task)}, item ${String(lost[0].item)}` : null,
      rows.unmatched,
    );
  }
  let raters = 0;
  if (shape.referenceTable) raters = await reportReferences(engine, tally);
  if (shape.outcomeBy) await reportOutcomes(engine, shape, tally);
  return {
    observations: rows.observations,
    missing: rows.missing,
    unmatched: withReference ? rows.unmatched : 0,
    referenceRaters: raters,
    scale: Number.isFinite(rows.low) ? { low: rows.low, high: rows.high } : null,
  };
}

async function reportReferences(engine: Engine, tally: Tally): Promise<number> {
  const counts = await ask(
    engine,
    `SELECT (SELECT count(*) FROM reference_score r WHERE NOT EXISTS (SELECT 1 FROM task_item p WHERE p.item = r.item AND (r.task IS NULL OR r.task = p.task)))::DOUBLE AS orphans,
      (SELECT coalesce(max(raters), 0) FROM reference_mean)::DOUBLE AS raters,
      (SELECT count(*) FROM (SELECT 1 FROM reference_score WHERE rater IS NOT NULL GROUP BY task, item, rater HAVING count(DISTINCT score) > 1))::DOUBLE AS conflicts`,
  );
  tally.add(
    'unmatched',
    'references whose item has no score',
    await exampleOrphan(engine),
    counts.orphans,
  );
  tally.add(
    'note',
    'items that one rater gave two different references: both count',
    null,
    counts.conflicts,
  );
  return counts.raters;
}

async function exampleOrphan(engine: Engine): Promise<string | null> {
  const rows = await askRows(
    engine,
    `SELECT i.name AS item FROM reference_score r JOIN (SELECT * FROM "level:item") i ON i.code = r.item WHERE NOT EXISTS (SELECT 1 FROM task_item p WHERE p.item = r.item AND (r.task IS NULL OR r.task = p.task)) LIMIT 1`,
  );
  return rows[0] ? `item ${String(rows[0].item)}` : null;
}

async function reportOutcomes(engine: Engine, shape: Shape, tally: Tally): Promise<void> {
  const key = shape.outcomeBy === 'unit' ? 'unit' : 'item';
  const column = key === 'unit' ? 'unit' : 'item_id';
  const counts = await ask(
    engine,
    `WITH seen AS (SELECT DISTINCT ${column} AS code FROM scored) SELECT (SELECT count(*) FROM seen WHERE code IN (SELECT ${key} FROM outcome_mean))::DOUBLE AS joined, (SELECT count(*) FROM seen WHERE code NOT IN (SELECT ${key} FROM outcome_mean WHERE ${key} IS NOT NULL))::DOUBLE AS without, (SELECT count(*) FROM outcome_mean WHERE ${key} NOT IN (SELECT code FROM seen))::DOUBLE AS orphans`,
  );
  tally.add('joined', `${key}s joined to an outcome`, null, counts.joined);
  tally.add('unmatched', `${key}s without an outcome`, null, counts.without);
  tally.add('unmatched', `outcomes whose ${key} has no score`, null, counts.orphans);
}
