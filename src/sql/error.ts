import type { ErrorMeasure, MissingPolicy } from '../domain/error-measure.ts';
import type { Filter, Question, Scale } from '../domain/question.ts';
import type { Fragment } from './sql.ts';
import { ident, join, number, sql } from './sql.ts';

/**
 * The misalignment error of an observation as a SQL expression over `score`, `reference` and the
 * columns of its task's scale (`scale_low`, `scale_high`, `score_mean`, `score_sd`, `reference_mean`,
 * `reference_sd`). NULL where there is none. Definitions: statistics.md, section 1.
 */
export function errorExpression(question: Question): Fragment {
  const filled = filledScore(question.measure, question.missing, question.scale);
  switch (question.measure) {
    case 'signed':
      return sql`(${filled} - reference)`;
    case 'absolute':
      return sql`abs(${filled} - reference)`;
    case 'squared':
      return sql`((${filled} - reference) * (${filled} - reference))`;
    case 'standardised':
      return sql`((${filled} - score_mean) / nullif(score_sd, 0) - (reference - reference_mean) / nullif(reference_sd, 0))`;
    case 'disagreement':
      return question.missing === 'largest'
        ? sql`CASE WHEN reference IS NULL THEN NULL WHEN score IS NULL OR score <> reference THEN 1.0::DOUBLE ELSE 0.0::DOUBLE END`
        : sql`CASE WHEN ${filled} <> reference THEN 1.0::DOUBLE WHEN ${filled} = reference THEN 0.0::DOUBLE END`;
    case 'miss':
      return sql`(1.0::DOUBLE - ${onScaleOfRight(filled, question)})`;
  }
}

/** The signed error, whatever the measure: what the bias and the distribution show. */
export function signedExpression(question: Question): Fragment {
  switch (question.measure) {
    case 'miss':
      return sql`(${onScaleOfRight(scoreExpression(question), question)} - 1.0::DOUBLE)`;
    case 'standardised':
      return errorExpression(question);
    default:
      return errorExpression({ ...question, measure: 'signed' });
  }
}

/** The score after the question's policy for missing ones; NULL where that leaves it out. */
export function scoreExpression({ measure, missing, scale }: Question): Fragment {
  return filledScore(measure, missing, scale);
}

/**
 * A score on the scale from wrong, 0, to right, 1: as it is, or where the question declares a scale and
 * measures misses, by where it lies between the scale's ends.
 */
export function onScaleOfRight(score: Fragment, { measure, scale }: Question): Fragment {
  if (measure !== 'miss' || !scale || (scale.low === 0 && scale.high === 1)) return score;
  return sql`((${score} - ${number(scale.low)}) / ${number(scale.high - scale.low)})`;
}

function filledScore(measure: ErrorMeasure, missing: MissingPolicy, scale: Scale | null): Fragment {
  if (missing === 'exclude') return sql`score`;
  if (missing === 'zero') return sql`coalesce(score, 0.0::DOUBLE)`;
  const low = scale ? number(scale.low) : sql`scale_low`;
  const high = scale ? number(scale.high) : sql`scale_high`;
  // Right is 1, so the worst answer of a correctness-scored benchmark is the scale's low end.
  if (measure === 'miss') return sql`coalesce(score, ${low})`;
  return sql`coalesce(score, CASE WHEN ${high} - reference >= reference - ${low} THEN ${high} ELSE ${low} END)`;
}

/** Filters by level names over a relation that holds codes; TRUE where there are none. */
export function codedWhere(filters: readonly Filter[]): Fragment {
  return conjunction(
    filters.map(
      (f) =>
        sql`${ident(f.facet === 'item' ? 'item_id' : f.facet)} IN (SELECT code FROM ${ident(levelTable(f.facet))} WHERE name IN (${join(f.levels.map((l) => sql`${l}`))}))`,
    ),
  );
}

/** Filters by level names over the view `observations`, which holds names. */
export function namedWhere(filters: readonly Filter[]): Fragment {
  return conjunction(
    filters.map((f) => sql`${ident(f.facet)} IN (${join(f.levels.map((l) => sql`${l}`))})`),
  );
}

function conjunction(conditions: readonly Fragment[]): Fragment {
  return conditions.length === 0 ? sql`TRUE` : join(conditions, ' AND ');
}

/** The level table of the reference's raters, who are others than those who gave the scores. */
export const REFERENCE_RATER = 'reference rater';

/** The table of a facet's level names: `code INTEGER, name VARCHAR`. */
export function levelTable(facet: string): string {
  return `level:${facet}`;
}

/**
 * A SELECT over the row table usable as a subquery: an INTEGER code column per facet asked for and
 * `error` DOUBLE, never NULL, with the question's filters applied.
 */
export function errorSource(question: Question, facets: readonly string[]): Fragment {
  return sql`SELECT ${join(facets.map(ident))}, error FROM (SELECT *, ${errorExpression(question)} AS error FROM scored) WHERE error IS NOT NULL AND ${codedWhere(question.filters)}`;
}
