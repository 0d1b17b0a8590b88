import { join, sql } from '../../sql/sql.ts';
import type { Fragment } from '../../sql/sql.ts';
import { groupOf } from './name-patterns.ts';
import type { JudgesOptions } from './options.ts';
import type { JudgesReport } from './report.ts';
import { identitiesOf } from './roles.ts';

/** A judge, a writer, and how the writer stands to the judge. */
type Related = readonly [judge: string, writer: string, relation: 'own' | 'own family'];

/** Every judge with the writers that are it or of its family, people among the judges too. */
function relatedNames(report: JudgesReport, options: JudgesOptions): Related[] {
  const identity = identitiesOf(report.names.map(({ name }) => name));
  const family = report.names.map(({ name }) => groupOf(name, options.families));
  const at = (is: (name: JudgesReport['names'][number]) => boolean): number[] =>
    report.names.flatMap((name, code) => (is(name) ? [code] : []));
  const writers = at(({ writes }) => writes);
  return at(({ judges }) => judges).flatMap((judge) =>
    writers.flatMap((writer): Related[] => {
      const names = [report.names[judge].name, report.names[writer].name] as const;
      if (identity[judge] === identity[writer]) return [[...names, 'own']];
      return family[judge] >= 0 && family[judge] === family[writer]
        ? [[...names, 'own family']]
        : [];
    }),
  );
}

function values(rows: readonly Fragment[], columns: number): Fragment {
  if (rows.length > 0) return sql`VALUES ${join(rows)}`;
  return sql`SELECT ${join(Array.from({ length: columns }, () => sql`NULL`))} WHERE FALSE`;
}

/** How writers stand to judges, as a common table expression. */
export function relatedTable(report: JudgesReport, options: JudgesOptions): Fragment {
  const rows = relatedNames(report, options).map(
    ([judge, writer, relation]) => sql`(${judge}, ${writer}, ${relation})`,
  );
  return sql`related(judge, writer, relation) AS (
  ${values(rows, 3)}
)`;
}

/** Pairs of judges that are no people and writers whose texts count as theirs, likewise. */
export function ownTable(report: JudgesReport, options: JudgesOptions): Fragment {
  const people = new Set(peopleNames(report));
  const rows = relatedNames(report, options)
    .filter(([judge]) => !people.has(judge))
    .filter(([, , relation]) => options.own === 'family' || relation === 'own')
    .map(([judge, writer]) => sql`(${judge}, ${writer})`);
  return sql`own(judge, writer) AS (
  ${values(rows, 2)}
)`;
}

/** The first condition that each name of a judge or data set matches, by its place in the list. */
export function conditionTable(report: JudgesReport): Fragment {
  const rows = report.names.flatMap(({ name }) => {
    const place = groupOf(name, report.conditions);
    return place < 0 ? [] : [sql`(${name}, ${place}, ${report.conditions[place].name})`];
  });
  return sql`condition(name, place, title) AS (
  ${values(rows, 3)}
)`;
}

function peopleNames(report: JudgesReport): string[] {
  return report.names.filter((n) => n.judges && n.isPerson).map((n) => n.name);
}

/** One of the names; nothing is where there are none. */
function oneOf(column: Fragment, names: readonly string[]): Fragment {
  return names.length === 0
    ? sql`FALSE`
    : sql`${column} IN (${join(names.map((name) => sql`${name}`))})`;
}

/** Whether the judge is a person; a judge without a name is none. */
export function isPerson(report: JudgesReport): Fragment {
  return oneOf(sql`judge`, peopleNames(report));
}

/** Keeps the sources that the reader keeps, as a further condition; nothing where that is all. */
export function keptSource(column: Fragment, { sources }: JudgesOptions): Fragment {
  return sources === null
    ? sql``
    : sql`
  AND ${oneOf(column, sources)}`;
}

/** Keeps the data sets that the reader keeps, likewise; a record of none is kept. */
export function keptTask({ datasets }: JudgesOptions): Fragment {
  return datasets === null
    ? sql``
    : sql`
  AND (task IS NULL OR ${oneOf(sql`task`, datasets)})`;
}
