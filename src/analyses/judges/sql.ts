import type { Dataset } from '../../domain/dataset.ts';
import type { Statement } from '../../domain/statement.ts';
import { join, sql } from '../../sql/sql.ts';
import type { Fragment } from '../../sql/sql.ts';
import type { JudgesOptions } from './options.ts';
import type { JudgesReport } from './report.ts';
import { groupOf } from './name-patterns.ts';
import { qualityMetric, sameName } from './roles.ts';

/** Pairs of judges and writers whose texts count as the judge's, by name. */
function ownNames(report: JudgesReport, options: JudgesOptions): readonly [string, string][] {
  const writers = report.names.filter(({ writes }) => writes);
  return report.names
    .filter(({ judges, isPerson }) => judges && !isPerson)
    .flatMap((judge) =>
      writers
        .filter((writer) => isOwn(judge.name, writer.name, options))
        .map((writer): [string, string] => [judge.name, writer.name]),
    );
}

function isOwn(judge: string, writer: string, options: JudgesOptions): boolean {
  if (sameName(judge) === sameName(writer)) return true;
  if (options.own === 'own') return false;
  const family = groupOf(judge, options.families);
  return family >= 0 && family === groupOf(writer, options.families);
}

/** They as a common table expression. */
function ownTable(report: JudgesReport, options: JudgesOptions): Fragment {
  const pairs = ownNames(report, options);
  const values =
    pairs.length === 0
      ? sql`SELECT NULL, NULL WHERE FALSE`
      : sql`VALUES ${join(pairs.map(([judge, writer]) => sql`(${judge}, ${writer})`))}`;
  return sql`own(judge, writer) AS (
  ${values}
)`;
}

/**
 * The choices between an own text and another over the table `comparison`, turned so that the own text is
 * A: as a common table expression `turned`.
 */
function turned(report: JudgesReport, options: JudgesOptions): Fragment {
  const among = (column: Fragment, names: readonly string[] | null): Fragment =>
    names === null || names.length === 0
      ? sql``
      : sql`\n  AND ${column} IN (${join(names.map((name) => sql`${name}`))})`;
  return sql`WITH ${ownTable(report, options)},
turned AS (
  SELECT judge, task, item, question, model_b AS source, preference AS share, forward, backward
  FROM comparison
  WHERE (judge, model_a) IN (FROM own) AND (judge, model_b) NOT IN (FROM own)${among(sql`model_b`, options.sources)}${among(sql`task`, options.datasets)}
  UNION ALL
  SELECT judge, task, item, question, model_a, 1 - preference,
    CASE backward WHEN 'a' THEN 'b' WHEN 'b' THEN 'a' ELSE backward END,
    CASE forward WHEN 'a' THEN 'b' WHEN 'b' THEN 'a' ELSE forward END
  FROM comparison
  WHERE (judge, model_b) IN (FROM own) AND (judge, model_a) NOT IN (FROM own)${among(sql`model_a`, options.sources)}${among(sql`task`, options.datasets)}
)`;
}

/** Recognition, preference and the share that the order decided, by judge or by judge and source. */
export function preferenceStatement(
  report: JudgesReport,
  options: JudgesOptions,
  by: 'judge' | 'source' | 'dataset',
): Statement {
  const columns = {
    judge: sql`judge`,
    source: sql`judge, source`,
    dataset: sql`judge, task`,
  }[by];
  return sql`${turned(report, options)}
SELECT ${columns},
  count(*) FILTER (question = 'preference') AS n,
  avg(share) FILTER (question = 'recognition') AS self_recognition,
  avg(share) FILTER (question = 'preference') AS self_preference,
  avg((forward <> backward)::INT) FILTER (question = 'recognition') AS ambiguous_recognition,
  avg((forward <> backward)::INT) FILTER (question = 'preference') AS ambiguous_preference
FROM turned
GROUP BY ${columns}
ORDER BY ${columns}`;
}

/** What both orders gave: A shown first is `forward`, A shown second is `backward`. */
export function orderStatement(report: JudgesReport, options: JudgesOptions): Statement {
  return sql`${turned(report, options)}
SELECT judge, question, count(*) AS n,
  avg((forward = 'a' AND backward = 'a')::INT) AS own,
  avg((forward = 'a' AND backward = 'b')::INT) AS first_place,
  avg((forward = 'b' AND backward = 'a')::INT) AS second_place,
  avg((forward = 'b' AND backward = 'b')::INT) AS other
FROM turned
WHERE forward IS NOT NULL AND backward IS NOT NULL
GROUP BY judge, question
ORDER BY judge, question`;
}

/** Examples by twentieths of recognition and preference. */
export function densityStatement(report: JudgesReport, options: JudgesOptions): Statement {
  return sql`${turned(report, options)}
SELECT r.judge, least(19, floor(20 * r.share)) / 20 AS recognition_from,
  least(19, floor(20 * p.share)) / 20 AS preference_from, count(*) AS examples
FROM turned r JOIN turned p ON p.judge = r.judge AND p.source = r.source AND p.item = r.item
  AND p.task IS NOT DISTINCT FROM r.task
WHERE r.question = 'recognition' AND p.question = 'preference'
  AND r.share IS NOT NULL AND p.share IS NOT NULL
GROUP BY ALL
ORDER BY ALL`;
}

/** Win shares of texts by whether their writer is the judge's own, and how many comparisons there are. */
export function sharesStatement(report: JudgesReport, options: JudgesOptions): Statement {
  return sql`WITH ${ownTable(report, options)},
texts AS (
  SELECT judge, model_a AS writer, preference AS wins FROM comparison WHERE question = 'preference'
  UNION ALL
  SELECT judge, model_b, 1 - preference FROM comparison WHERE question = 'preference'
)
SELECT judge, (judge, writer) IN (FROM own) AS own, count(wins) AS n, avg(wins) AS win_share
FROM texts
GROUP BY ALL
ORDER BY ALL`;
}

/** Wins between every two models, by judge: what ratings are made of. */
export function winsStatement(): Statement {
  return sql`SELECT judge, model_a, model_b, count(preference) AS comparisons, sum(preference) AS wins_of_a
FROM comparison
WHERE question = 'preference'
GROUP BY ALL
ORDER BY ALL`;
}

/** Every pair of texts that a judge and people both judged, with both preferences for A. */
export function peopleStatement(report: JudgesReport): Statement {
  const people = report.names.filter((n) => n.judges && n.isPerson).map((n) => n.name);
  const list = people.length === 0 ? sql`NULL` : join(people.map((name) => sql`${name}`));
  return sql`WITH people AS (
  SELECT task, item, model_a, model_b, avg(preference) AS people
  FROM (
    SELECT task, item, model_a, model_b, preference FROM comparison
    WHERE question = 'preference' AND judge IN (${list})
    UNION ALL
    SELECT task, item, model_b, model_a, 1 - preference FROM comparison
    WHERE question = 'preference' AND judge IN (${list})
  )
  GROUP BY ALL
)
SELECT c.judge, c.item, c.model_a, c.model_b, c.preference AS judge_prefers_a, p.people AS people_prefer_a
FROM comparison c LEFT JOIN people p ON p.item = c.item AND p.task IS NOT DISTINCT FROM c.task
  AND p.model_a = c.model_a AND p.model_b = c.model_b
WHERE c.question = 'preference' AND c.judge NOT IN (${list})
ORDER BY ALL`;
}

/** Mean score by judge and writer. */
export function singlesStatement(dataset: Dataset): Statement {
  const metric = qualityMetric(dataset) === null ? sql`` : sql`metric, `;
  return sql`SELECT rater AS judge, ${metric}model AS writer, count(score) AS n, avg(score) AS mean
FROM observations
GROUP BY ALL
ORDER BY ALL`;
}
