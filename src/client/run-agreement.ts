import type { NamedItem, PairAnswer } from '../analyses/agreement/answers.ts';
import { farthestApart } from '../analyses/agreement/farthest-apart.ts';
import type { LoadedScores } from '../analyses/agreement/scorer-names.ts';
import { ok } from '../domain/problem.ts';
import type { Result } from '../domain/problem.ts';
import type { Database } from '../protocol/database.ts';
import type { MatrixAnswer, MatrixRequest } from '../protocol/resampler.ts';
import { taskItemNames } from '../sql/agreement.ts';
import { queryRows } from './query-rows.ts';
import type { ScoreWorkers } from './resampler.ts';

/** Items listed beside a scatter. */
const MOST_ITEMS = 12;

/** Two rows of a matrix: their scores, and the names of the items they place farthest apart. */
export async function runPair(
  database: Database,
  workers: ScoreWorkers,
  about: {
    readonly loaded: LoadedScores;
    readonly matrix: MatrixAnswer;
    readonly request: MatrixRequest;
    readonly rows: readonly [number, number];
  },
  signal: AbortSignal,
): Promise<Result<PairAnswer>> {
  const { loaded, matrix, request, rows } = about;
  const scores = await workers.ask((resampler) => resampler.pair(request, rows), signal);
  const apart = farthestApart(scores, MOST_ITEMS);
  const names = await itemNames(
    database,
    apart.map((at) => scores.taskItemCodes[at]),
  );
  if (!names.ok) return names;
  return ok({
    loaded,
    matrix,
    rows,
    scores,
    apart: apart.map((at) => ({ at, named: names.value.get(scores.taskItemCodes[at])! })),
  });
}

async function itemNames(
  database: Database,
  codes: readonly number[],
): Promise<Result<ReadonlyMap<number, NamedItem>>> {
  if (codes.length === 0) return ok(new Map());
  const rows = await queryRows(database, taskItemNames(codes));
  if (!rows.ok) return rows;
  return ok(
    new Map(
      rows.value.map((row) => [
        Number(row['task_item']),
        {
          task: String(row['task']),
          item: String(row['item']),
          text: row['text'] === null ? null : String(row['text']),
        },
      ]),
    ),
  );
}
