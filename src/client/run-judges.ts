import type { JudgesOptions } from '../analyses/judges/options.ts';
import type { JudgesReport, KnownName } from '../analyses/judges/report.ts';
import { conditionBits, conditionsFor, keptBy, rolesOf } from '../analyses/judges/roles.ts';
import type { Dataset } from '../domain/dataset.ts';
import { ok } from '../domain/problem.ts';
import type { Result } from '../domain/problem.ts';
import type { Database } from '../protocol/database.ts';
import type { EncodedJudgements } from '../protocol/judges.ts';
import { codedComparisons, comparisonNames } from '../sql/judges.ts';
import type { JudgesWorker } from './judges-worker.ts';
import { queryRows } from './query-rows.ts';

/** Judges: names -> roles by the reader's patterns -> judgements as bytes to the worker -> report. */
export async function runJudges(
  database: Database,
  worker: JudgesWorker,
  dataset: Dataset,
  options: JudgesOptions,
): Promise<Result<JudgesReport>> {
  const rows = await queryRows(database, comparisonNames());
  if (!rows.ok) return rows;
  const texts = rows.value.map((row) => String(row['name']));
  const roles = rolesOf(texts, options);
  const names = rows.value.map((row, code): KnownName => ({
    name: texts[code],
    judges: row['judges'] === true,
    writes: row['writes'] === true,
    isDataset: row['task'] === true,
    isPerson: roles.human[code] === 1,
  }));
  const conditions = conditionsFor(
    options,
    names.filter(({ judges, isPerson }) => judges && !isPerson).map(({ name }) => name),
    names.filter(({ isDataset }) => isDataset).map(({ name }) => name),
  );
  const answer = await worker.answer(dataset.version, () => load(database), {
    roles,
    kept: keptBy(texts, options),
    conditions: conditionBits(texts, conditions),
  });
  return answer.ok ? ok({ names, answer: answer.value, conditions }) : answer;
}

async function load(database: Database): Promise<Result<EncodedJudgements>> {
  const comparisons = await database.query(codedComparisons());
  return comparisons.ok ? ok({ comparisons: comparisons.value }) : comparisons;
}
