import type { Statement } from '../domain/statement.ts';
import type { Fragment } from './sql.ts';
import { join, number, sql, whole } from './sql.ts';

/** A record of a model that can be used: both answers judged, a change observed or predicted. */
const DEPLOYED = sql`previous_correct IN (0, 1) AND current_correct IN (0, 1)
  AND coalesce(change_probability, belief_change) BETWEEN 0 AND 1`;

/** A record of a person that can be used. */
const SURVEYED = sql`previous_correct IN (0, 1) AND belief_change IN (0, 1)`;

/** Beliefs are kept as they were written: percentages where any is above 1. */
const SCALE = sql`CASE WHEN greatest(max(belief_before), max(belief_after)) > 1 THEN 100.0 ELSE 1.0 END`;

/**
 * What there is to work with, one row: records, those that can be used, and the mean beliefs in
 * [0, 1] before and, of those who changed, after a right and after a wrong answer; NULL without any.
 */
export function generalizationCounts(): Statement {
  const changed = sql`coalesce(belief_change = 1, belief_after <> belief_before)`;
  return sql`SELECT count(*)::DOUBLE AS records,
  count(*) FILTER (${DEPLOYED})::DOUBLE AS deployed,
  count(*) FILTER (${SURVEYED})::DOUBLE AS surveyed,
  count(*) FILTER (current_correct IS NOT NULL OR change_probability IS NOT NULL OR model IS NOT NULL)::DOUBLE AS of_models,
  count(*) FILTER (q1 IS NOT NULL AND q2 IS NOT NULL)::DOUBLE AS texts,
  count(belief_before)::DOUBLE AS beliefs,
  avg(belief_before) / ${SCALE} AS prior,
  avg(belief_after) FILTER (${changed} AND previous_correct = 1) / ${SCALE} AS after_correct,
  avg(belief_after) FILTER (${changed} AND previous_correct = 0) / ${SCALE} AS after_incorrect
FROM generalization`;
}

/** Records of models, for the fit worker; by model and pair, so that the order of files plays no part. */
export function deploymentRecords(): Statement {
  return sql`SELECT coalesce(model, '(no model)') AS model, pair, source1, source2,
  previous_correct, current_correct, coalesce(change_probability, belief_change) AS change
FROM generalization
WHERE ${DEPLOYED}
ORDER BY model, pair`;
}

/** Records of people, for the fit worker. */
export function surveyRecords(): Statement {
  return sql`SELECT pair, source1, source2, previous_correct, belief_change AS change, q1, q2
FROM generalization
WHERE ${SURVEYED}
ORDER BY pair, source1, source2, previous_correct, belief_change`;
}

/** Beliefs of a link, and weights of a wrong answer, as the statements below take them. */
export interface ShownBeliefs {
  readonly prior: number;
  readonly afterCorrect: number;
  readonly afterIncorrect: number;
}

function beliefs({ prior, afterCorrect, afterIncorrect }: ShownBeliefs): Fragment {
  return sql`beliefs AS (
  SELECT model, pair, source1, source2, current_correct,
    change * CASE previous_correct WHEN 1 THEN ${number(afterCorrect)} ELSE ${number(afterIncorrect)} END
      + (1 - change) * ${number(prior)} AS belief
  FROM (SELECT *, coalesce(change_probability, belief_change) AS change FROM generalization)
  WHERE ${DEPLOYED}
)`;
}

/** Weighted generalised accuracy and NLL by model, wrong answers counting `weight` times. */
export function scoreStatement(of: ShownBeliefs, weights: readonly number[]): Statement {
  return scoresAt(of, sql`SELECT unnest([${join(weights.map(number))}]) AS alpha`);
}

/** The same at `points` weights from `low` to `high` at equal factors, as curves are drawn. */
export function curveStatement(
  of: ShownBeliefs,
  { low, high, points }: { readonly low: number; readonly high: number; readonly points: number },
): Statement {
  return scoresAt(
    of,
    sql`SELECT ${number(low)} * exp(ln(${number(high)} / ${number(low)}) * i / ${whole(points - 1)}) AS alpha FROM range(${whole(points)}) t(i)`,
  );
}

function scoresAt(of: ShownBeliefs, weights: Fragment): Statement {
  return sql`WITH ${beliefs(of)},
weighted AS (
  SELECT model, alpha, alpha / (alpha + 1) AS threshold,
    CASE current_correct WHEN 1 THEN 1 ELSE alpha END AS weight,
    CASE current_correct WHEN 1 THEN belief ELSE 1 - belief END AS held
  FROM beliefs, (${weights})
)
SELECT model, alpha, threshold, count(*) AS n,
  sum(weight * held) / sum(weight) AS accuracy,
  -sum(weight * ln(held)) / sum(weight) AS nll
FROM weighted
GROUP BY model, alpha, threshold
ORDER BY alpha, accuracy DESC`;
}

/** Share deployed and accuracy there, by model, where belief reaches a threshold. */
export function deploymentStatement(of: ShownBeliefs, thresholds: readonly number[]): Statement {
  const list = join(thresholds.map(number));
  return sql`WITH ${beliefs(of)}
SELECT model, threshold,
  avg(CASE WHEN belief >= threshold THEN 1.0 ELSE 0.0 END) AS deployed,
  avg(current_correct) FILTER (belief >= threshold) AS accuracy
FROM beliefs, (SELECT unnest([${list}]) AS threshold)
GROUP BY model, threshold
ORDER BY model, threshold`;
}

/**
 * Accuracy by belief, of all models and of each: at most 8 bins of about equal numbers of records, of 20 or
 * more; equal beliefs are in the bin where the first of them falls.
 */
export function calibrationStatement(of: ShownBeliefs): Statement {
  return sql`WITH ${beliefs(of)},
placed AS (
  SELECT *, count(*) OVER (PARTITION BY model) AS records,
    rank() OVER (PARTITION BY model ORDER BY belief) - 1 AS first
  FROM (
    SELECT 'all models' AS model, belief, current_correct FROM beliefs
    UNION ALL
    SELECT model, belief, current_correct FROM beliefs
  )
),
divided AS (SELECT *, greatest(1, least(8, records // 20)) AS bins FROM placed),
binned AS (
  SELECT *, first * bins // records AS below,
    below + (round((below + 1) * records / bins) <= first)::INT AS bin
  FROM divided
)
SELECT model, bin, min(belief) AS lowest, max(belief) AS highest, count(*) AS n,
  avg(belief) AS mean_belief, avg(current_correct) AS accuracy
FROM binned
GROUP BY model, bin
ORDER BY model, bin`;
}

/** Share of beliefs changed by pair of sources, observed or predicted. */
export function matrixStatement(isObserved: boolean): Statement {
  const change = isObserved ? sql`belief_change` : sql`coalesce(change_probability, belief_change)`;
  return sql`SELECT source1, source2, count(*) AS n, avg(${change}) AS changed
FROM generalization
WHERE ${isObserved ? SURVEYED : DEPLOYED}
GROUP BY source1, source2
ORDER BY n DESC, source1, source2`;
}

/** How often people change their belief, by whether the first answer was right. */
export function changeRateStatement(): Statement {
  return sql`SELECT previous_correct, source1 = source2 AS same_source, count(*) AS n,
  avg(belief_change) AS changed
FROM generalization
WHERE ${SURVEYED}
GROUP BY previous_correct, same_source
ORDER BY previous_correct, same_source`;
}
