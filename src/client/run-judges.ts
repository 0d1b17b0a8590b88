import { nameList } from '../analyses/judges/name-list.ts';
import type { NameList } from '../analyses/judges/name-list.ts';
import type { JudgesOptions } from '../analyses/judges/options.ts';
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
import type { EncodedJudgements } from '../protocol/judges.ts';
import { codedComparisons, comparisonNames, levelNames, singleJudgements } from '../sql/judges.ts';
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
  const key = `${dataset.version} ${single}`;
  const answer = await worker.answer(key, () => load(database, dataset, single), {
    roles,
    kept: keptBy(texts, options),
    conditions: conditionBits(texts, conditions),
    maps: list.maps,
  });
  return answer.ok ? ok({ names, answer: answer.value, conditions }) : answer;
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

async function load(
  database: Database,
  dataset: Dataset,
  single: boolean,
): Promise<Result<EncodedJudgements>> {
  const comparisons = await database.query(codedComparisons());
  if (!comparisons.ok) return comparisons;
  if (!single) return ok({ comparisons: comparisons.value, singles: null });
  const singles = await database.query(singleJudgements(qualityMetric(dataset)));
  return singles.ok ? ok({ comparisons: comparisons.value, singles: singles.value }) : singles;
}
