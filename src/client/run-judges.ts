import { nameList } from '../analyses/judges/name-list.ts';
import type { NameList } from '../analyses/judges/name-list.ts';
import type { JudgesOptions } from '../analyses/judges/options.ts';
import { NOTHING_JUDGED } from '../analyses/judges/report.ts';
import type { JudgesReport } from '../analyses/judges/report.ts';
import {
  conditionBits,
  conditionsFor,
  hasOwnWriter,
  keptBy,
  qualityMetric,
  rolesOf,
} from '../analyses/judges/roles.ts';
import type { Dataset } from '../domain/dataset.ts';
import { ok } from '../domain/problem.ts';
import type { Result } from '../domain/problem.ts';
import type { Database } from '../protocol/database.ts';
import type { EncodedJudgements, JudgedPairs } from '../protocol/judges.ts';
import {
  codedComparisons,
  comparisonNames,
  heldColumns,
  levelNames,
  RARE_COLUMNS,
  singleJudgements,
} from '../sql/judges.ts';
import type { JudgesWorker } from './judges-worker.ts';
import { queryRows } from './query-rows.ts';
import type { Row } from './query-rows.ts';

/** Judges: names -> roles by the reader's patterns -> judgements as bytes to the worker -> report. */
export async function runJudges(
  database: Database,
  worker: JudgesWorker,
  dataset: Dataset,
  options: JudgesOptions,
): Promise<Result<JudgesReport>> {
  const prepared = await prepare(database, dataset, options);
  if (!prepared.ok) return prepared;
  const { names, conditions, key, load, request } = prepared.value;
  const answer = await worker.answer(key, load, request);
  return answer.ok
    ? ok({ names, answer: answer.value, judged: NOTHING_JUDGED, conditions })
    : answer;
}

/** What judged pairs say beside: win shares, ratings, people. */
export async function runJudged(
  database: Database,
  worker: JudgesWorker,
  dataset: Dataset,
  options: JudgesOptions,
): Promise<Result<JudgedPairs>> {
  const prepared = await prepare(database, dataset, options);
  if (!prepared.ok) return prepared;
  const { key, load, request } = prepared.value;
  return worker.judged(key, load, request);
}

async function prepare(database: Database, dataset: Dataset, options: JudgesOptions) {
  const listed = await readNames(database, dataset);
  if (!listed.ok) return listed;
  const list = listed.value;
  const texts = list.names.map(({ name }) => name);
  const roles = rolesOf(texts, options);
  const names = list.names.map((name, code) => ({ ...name, isPerson: roles.human[code] === 1 }));
  const conditions = conditionsFor(
    options,
    names.filter(({ judges, isPerson }) => judges && !isPerson).map(({ name }) => name),
    names.filter(({ isDataset }) => isDataset).map(({ name }) => name),
  );
  const single = list.maps !== null && hasOwnWriter(names, roles);
  return ok({
    names,
    conditions,
    key: `${dataset.version} ${single}`,
    load: () => loadJudgements(database, dataset, single),
    request: {
      roles,
      kept: keptBy(texts, options),
      conditions: conditionBits(texts, conditions),
      maps: list.maps,
    },
  });
}

/** Names in the comparisons, and those of raters and models where scores name their raters. */
async function readNames(database: Database, dataset: Dataset): Promise<Result<NameList>> {
  const compared = await queryRows(database, comparisonNames());
  if (!compared.ok) return compared;
  const hasRaters =
    dataset.observations > 0 &&
    dataset.facets.some(({ name, present }) => name === 'rater' && present);
  if (!hasRaters) return ok(nameList(compared.value, null));
  const levels: Row[][] = [];
  for (const facet of ['rater', 'model', 'task']) {
    const rows = await queryRows(database, levelNames(facet));
    if (!rows.ok) return rows;
    levels.push(rows.value);
  }
  const [rater, model, task] = levels;
  return ok(nameList(compared.value, { rater, model, task }));
}

async function loadJudgements(
  database: Database,
  dataset: Dataset,
  single: boolean,
): Promise<Result<EncodedJudgements>> {
  const held = await queryRows(database, heldColumns());
  if (!held.ok) return held;
  const columns = RARE_COLUMNS.filter((column) => held.value[0][column] === true);
  const comparisons = await database.query(codedComparisons(columns));
  if (!comparisons.ok) return comparisons;
  if (!single) return ok({ comparisons: comparisons.value, singles: null });
  const singles = await database.query(singleJudgements(qualityMetric(dataset)));
  return singles.ok ? ok({ comparisons: comparisons.value, singles: singles.value }) : singles;
}
