import { fail, ok } from '../../domain/problem.ts';
import type { Result } from '../../domain/problem.ts';
import { parseParameters } from '../../domain/sql-parameter.ts';
import type { SqlParameter } from '../../domain/sql-parameter.ts';

/** How the rows of an answer can be drawn. */
export const CHARTS = ['none', 'dots', 'bars', 'points'] as const;

export type Chart = (typeof CHARTS)[number];

/** What the SQL view holds: plain, immutable and versioned, so that it can go into a link. */
export interface SqlOptions {
  readonly version: 1;
  /** The statement, as typed. Never run because a link holds it. */
  readonly text: string;
  /** Null takes what the columns suggest. */
  readonly chart: Chart | null;
  /** Values for the parameters of the statement; links older than parameters have none. */
  readonly parameters: readonly SqlParameter[];
}

/** The statement that the view begins with. */
const FIRST_STATEMENT = `SELECT model,
       count(error) AS n,
       avg(error) AS mean_error,
       stddev_samp(error) AS sd
FROM slice
GROUP BY model
ORDER BY mean_error`;

/** A statement that shows what can be asked. */
export const DEFAULT_SQL_OPTIONS: SqlOptions = {
  version: 1,
  text: FIRST_STATEMENT,
  chart: null,
  parameters: [],
};

/** Characters of a statement: the engine fails on texts of 128 kB. */
export const MOST_CHARACTERS = 30_000;

/**
 * Validates untrusted input (a link, a saved query) into options of the SQL view; a Problem names the
 * field. Links older than the view have none: they get the defaults.
 */
export function parseSqlOptions(input: unknown): Result<SqlOptions> {
  if (input === undefined) return ok(DEFAULT_SQL_OPTIONS);
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return damaged('options');
  const { version, text, chart, ...others } = input as Record<string, unknown>;
  if (version !== 1) return damaged('version');
  if (typeof text !== 'string' || text.length > MOST_CHARACTERS) return damaged('text');
  const known = chart === null ? null : CHARTS.find((kind) => kind === chart);
  if (known === undefined) return damaged('chart');
  const parameters = parseParameters(others['parameters']);
  if (parameters === null) return damaged('parameters');
  return ok({ version: 1, text, chart: known, parameters });
}

function damaged(field: string): Result<never> {
  return fail({
    code: 'damaged-link',
    message: `The ${field} of this SQL view cannot be read.`,
    field,
    wayOn: 'Ask for the link again; what you see now is unchanged.',
  });
}
