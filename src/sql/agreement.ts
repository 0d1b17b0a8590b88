import type { Question } from '../domain/question.ts';
import { codedWhere, levelTable, REFERENCE_RATER, scoreExpression } from './error.ts';
import type { Fragment } from './sql.ts';
import { ident, join, literal, sql } from './sql.ts';

/** Facets that tell sources of model scores apart; a further one is left out of the sums. */
export type SourceFacet = 'prompt' | 'run';

/**
 * Sums of scores per model, prompt, run and task-item, under the question's filters and its policy for
 * missing scores. A facet not asked for is 0 throughout. Sums and counts rather than means, so that
 * every coarser mean is that of all scores.
 */
export function scoreSums(question: Question, facets: readonly SourceFacet[]): Fragment {
  const code = (facet: SourceFacet): Fragment =>
    facets.includes(facet) ? ident(facet) : sql`0::INTEGER AS ${ident(facet)}`;
  const by = join(['model', ...facets, 'task_item'].map(ident));
  return sql`SELECT model, ${code('prompt')}, ${code('run')}, task_item, sum(filled)::DOUBLE AS sum, count(filled)::DOUBLE AS n FROM (SELECT *, ${scoreExpression(question)} AS filled FROM scored WHERE ${codedWhere(question.filters)}) WHERE filled IS NOT NULL GROUP BY ${by}`;
}

const SCALE = ['score_mean', 'score_sd', 'reference_mean', 'reference_sd'];

/**
 * One row per task-item that the filters leave: its task, item (the same code in every task where ids
 * name the same item), range of cluster codes (equal where the cluster is a property of the item),
 * what its outcome belongs to and the outcome, and the location and spread of its task's scores and
 * references; NaN where there is none.
 */
export function scoreColumns(question: Question, outcomeBy: 'unit' | 'item'): Fragment {
  const cluster = question.cluster === 'item' ? sql`item` : ident(question.cluster);
  const owner = outcomeBy === 'unit' ? sql`c.unit` : sql`c.item`;
  return sql`SELECT c.task_item, c.task, c.item, c.cluster, c.cluster_high, ${owner} AS unit, coalesce(c.outcome, u.outcome, i.outcome, 'NaN'::DOUBLE)::DOUBLE AS outcome, ${join(SCALE.map((name) => sql`coalesce(c.${ident(name)}, 'NaN'::DOUBLE)::DOUBLE AS ${ident(name)}`))} FROM (SELECT task_item, any_value(task) AS task, any_value(item) AS item, any_value(item_id) AS item_id, any_value(unit) AS unit, min(${cluster}) AS cluster, max(${cluster}) AS cluster_high, avg(outcome) AS outcome, ${join(SCALE.map((name) => sql`any_value(${ident(name)}) AS ${ident(name)}`))} FROM scored WHERE ${codedWhere(question.filters)} GROUP BY task_item) c LEFT JOIN (SELECT unit, avg(outcome) AS outcome FROM outcome_mean WHERE unit IS NOT NULL GROUP BY unit) u ON u.unit = c.unit LEFT JOIN (SELECT item, avg(outcome) AS outcome FROM outcome_mean WHERE item IS NOT NULL GROUP BY item) i ON i.item = c.item_id`;
}

/** Score of each human rater of the reference on each task-item; raters without a name are left out. */
export function humanScores(): Fragment {
  return sql`SELECT r.rater, p.task_item, avg(r.score)::DOUBLE AS score FROM reference_score r JOIN task_item p ON r.item = p.item AND (r.task IS NULL OR r.task = p.task) WHERE r.score IS NOT NULL AND r.rater IS NOT NULL GROUP BY r.rater, p.task_item`;
}

/** Reference of each task-item, from the scores' own column or the mean of the raters. */
export function referenceScores(): Fragment {
  return sql`SELECT task_item, avg(reference)::DOUBLE AS reference FROM scored WHERE reference IS NOT NULL GROUP BY task_item`;
}

/** References that take more values than this in a task are no grades. */
export const MOST_GRADES = 21;

/**
 * Distinct references by task, at most one more than `MOST_GRADES`: what scores are rounded to where
 * grades are counted.
 */
export function taskGrades(): Fragment {
  return sql`SELECT DISTINCT p.task, r.score AS grade FROM reference_score r JOIN task_item p ON r.item = p.item AND (r.task IS NULL OR r.task = p.task) WHERE r.score IS NOT NULL QUALIFY dense_rank() OVER (PARTITION BY p.task ORDER BY r.score) <= ${MOST_GRADES + 1} ORDER BY 1, 2`;
}

/** Facets whose codes name what scores are by or about. */
const NAMED = ['model', 'prompt', 'task', REFERENCE_RATER];

/** Names of the codes of models, prompts, tasks and the reference's raters. */
export function scoreNames(): Fragment {
  return join(
    NAMED.map(
      (facet) =>
        sql`SELECT ${literal(facet)} AS facet, code, name FROM ${ident(levelTable(facet))}`,
    ),
    ' UNION ALL ',
  );
}

/** Task, item and text of a few task-items. */
export function taskItemNames(codes: readonly number[]): Fragment {
  return sql`SELECT p.task_item, t.name AS task, i.name AS item, x.text FROM task_item p JOIN ${ident(levelTable('task'))} t ON t.code = p.task JOIN ${ident(levelTable('item'))} i ON i.code = p.item LEFT JOIN item_text x ON x.task_item = p.task_item WHERE p.task_item IN (${join(codes.map((code) => sql`${code}`))})`;
}
