import type { Statement } from '../../domain/statement.ts';
import { join, sql } from '../../sql/sql.ts';
import type { Fragment } from '../../sql/sql.ts';
import type { JudgesOptions } from './options.ts';
import type { JudgesReport } from './report.ts';
import { groupOf } from './name-patterns.ts';
import { sameName } from './roles.ts';

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

/**
 * The choices between an own text and another over the table `comparison`, turned so that the own text is
 * A: as a common table expression `turned`.
 */
function turned(report: JudgesReport, options: JudgesOptions): Fragment {
  const pairs = ownNames(report, options);
  const values =
    pairs.length === 0
      ? sql`SELECT NULL, NULL WHERE FALSE`
      : sql`VALUES ${join(pairs.map(([judge, writer]) => sql`(${judge}, ${writer})`))}`;
  const among = (column: Fragment, names: readonly string[] | null): Fragment =>
    names === null || names.length === 0
      ? sql``
      : sql`\n  AND ${column} IN (${join(names.map((name) => sql`${name}`))})`;
  return sql`WITH own(judge, writer) AS (
  ${values}
),
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
