import { levelTable } from './error.ts';
import type { Fragment } from './sql.ts';
import { ident, sql } from './sql.ts';

/** Figures that reach the page; more than anyone compares. */
const MOST_FIGURES = 20_000;

/**
 * The figures of all benchmarks: one per task, metric and model, averaged where a model has several
 * (prompts, files). `code` is the model's among the scores, by its name whatever the case; null where
 * no score is its.
 */
export function benchmarkFigures(): Fragment {
  return sql`SELECT b.task, b.metric, b.model, min(l.code) AS code, avg(b.value) AS value, min(b.higher_is_better) AS higher FROM benchmark b LEFT JOIN ${ident(levelTable('model'))} l ON lower(trim(l.name)) = lower(trim(b.model)) WHERE isfinite(b.value) AND b.model IS NOT NULL GROUP BY b.task, b.metric, b.model ORDER BY b.task, b.metric, b.model LIMIT ${MOST_FIGURES}`;
}
