import type { DuckDBConnection } from '@duckdb/node-api';

/** A model's three rungs. */
export interface Line {
  readonly model: string;
  readonly benchmark: number;
  readonly experts: number;
  readonly outcome: number;
}

const SCORE = `SELECT model, task, item, avg(score) AS score FROM scores WHERE score IS NOT NULL GROUP BY ALL`;
const REFERENCE = `SELECT task, item, avg(score) AS reference FROM "references" GROUP BY ALL`;

async function rows(
  connection: DuckDBConnection,
  sql: string,
): Promise<Record<string, string | number>[]> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJS() as Record<
    string,
    string | number
  >[];
}

/** Benchmark, mean correlation with the ratings within tasks, and correlation with the outcome over units. */
export async function ladderOf(connection: DuckDBConnection, benchmark: string): Promise<Line[]> {
  const found = await rows(
    connection,
    `WITH s AS (${SCORE}), r AS (${REFERENCE}),
      experts AS (SELECT model, avg(r) AS experts FROM
        (SELECT model, task, corr(score, reference) AS r FROM s JOIN r USING (task, item) GROUP BY ALL)
        GROUP BY model),
      means AS (SELECT model, unit, avg(score) AS mean FROM s JOIN items USING (item) GROUP BY ALL),
      impact AS (SELECT model, corr(mean, outcome) AS outcome FROM means JOIN outcomes USING (unit)
        GROUP BY model)
    SELECT model, b.score::DOUBLE AS benchmark, experts, outcome FROM benchmarks b
      JOIN experts USING (model) JOIN impact USING (model)
      WHERE b.benchmark = '${benchmark}' ORDER BY b.score`,
  );
  return found as unknown as Line[];
}

/** Mean correlation of two models in a task and in two different ones, and of a model with the ratings. */
export async function agreementOf(
  connection: DuckDBConnection,
): Promise<{ modelModel: number; acrossTasks: number; modelExperts: number }> {
  const [found] = await rows(
    connection,
    `WITH s AS (${SCORE}), r AS (${REFERENCE}),
      pairs AS (SELECT a.task = b.task AS same, corr(a.score, b.score) AS r FROM s a
        JOIN s b ON a.item = b.item AND a.model < b.model GROUP BY a.model, b.model, a.task, b.task),
      experts AS (SELECT corr(score, reference) AS r FROM s JOIN r USING (task, item)
        GROUP BY model, task)
    SELECT (SELECT avg(r) FROM pairs WHERE same) AS "modelModel",
      (SELECT avg(r) FROM pairs WHERE NOT same) AS "acrossTasks",
      (SELECT avg(r) FROM experts) AS "modelExperts"`,
  );
  return found as unknown as { modelModel: number; acrossTasks: number; modelExperts: number };
}

/** Root mean squared error of the mean over models, and of the best model. */
export async function ensembleOf(
  connection: DuckDBConnection,
): Promise<{ ofMean: number; best: number }> {
  const [found] = await rows(
    connection,
    `WITH s AS (${SCORE}), r AS (${REFERENCE}),
      single AS (SELECT model, sqrt(avg((score - reference) ** 2)) AS e FROM s
        JOIN r USING (task, item) GROUP BY model),
      together AS (SELECT task, item, avg(score) AS score FROM s GROUP BY ALL)
    SELECT (SELECT min(e) FROM single) AS best,
      (SELECT sqrt(avg((score - reference) ** 2)) FROM together JOIN r USING (task, item)) AS "ofMean"`,
  );
  return found as unknown as { ofMean: number; best: number };
}

/** Spearman's rank correlation of two rungs without ties. */
export function spearman(lines: readonly Line[], x: keyof Line, y: keyof Line): number {
  const ranks = (key: keyof Line): number[] =>
    lines.map((line) => lines.filter((other) => other[key] < line[key]).length);
  const [a, b] = [ranks(x), ranks(y)];
  const n = lines.length;
  const squares = a.reduce((sum, rank, i) => sum + (rank - b[i]!) ** 2, 0);
  return 1 - (6 * squares) / (n * (n * n - 1));
}
