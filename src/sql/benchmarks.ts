import { levelTable } from './error.ts';
import type { Fragment } from './sql.ts';
import { ident, sql } from './sql.ts';

/**
 * Benchmark score by the code of a model that is also observed: the mean of its figures in the metric
 * that most of these models have. Metrics of which less is better are left out.
 */
export function modelBenchmarks(): Fragment {
  return sql`WITH figures AS (SELECT m.code AS model, b.metric, avg(b.value) AS score FROM benchmark b JOIN ${ident(levelTable('model'))} m ON lower(trim(m.name)) = lower(trim(b.model)) WHERE b.value IS NOT NULL AND coalesce(b.higher_is_better, 1) > 0 GROUP BY m.code, b.metric), chosen AS (SELECT metric FROM figures GROUP BY metric ORDER BY count(*) DESC, metric LIMIT 1) SELECT f.model, f.score::DOUBLE AS score FROM figures f JOIN chosen c ON f.metric IS NOT DISTINCT FROM c.metric ORDER BY f.model`;
}

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
