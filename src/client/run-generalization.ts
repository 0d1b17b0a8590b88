import { beliefsOf, readCounts } from '../analyses/generalization/counts.ts';
import type { GeneralizationCounts } from '../analyses/generalization/counts.ts';
import type { GeneralizationOptions } from '../analyses/generalization/options.ts';
import { ok } from '../domain/problem.ts';
import type { Result } from '../domain/problem.ts';
import type { Database } from '../protocol/database.ts';
import type { OnProgress } from '../protocol/fitted-model.ts';
import type { DeploymentReport, SurveyReport } from '../protocol/generalizer.ts';
import { deploymentRecords, generalizationCounts, surveyRecords } from '../sql/generalization.ts';
import type { StoppableFitter } from './fitter.ts';
import { queryRows } from './query-rows.ts';

/** What the files hold of human generalization. */
export async function runGeneralizationCounts(
  database: Database,
): Promise<Result<GeneralizationCounts>> {
  const rows = await queryRows(database, generalizationCounts());
  return rows.ok ? ok(readCounts(rows.value[0])) : rows;
}

/** Models on question pairs: records -> fit worker; null without records of models. */
export async function runDeployments(
  database: Database,
  fitter: StoppableFitter,
  counts: GeneralizationCounts,
  options: GeneralizationOptions,
  signal: AbortSignal,
): Promise<Result<DeploymentReport | null>> {
  if (counts.deployed === 0) return ok(null);
  const records = await database.query(deploymentRecords());
  signal.throwIfAborted();
  if (!records.ok) return records;
  const beliefs = beliefsOf(options, counts);
  return fitter.once(
    (remote) => remote.describeDeployments(records.value, beliefs, options.weights),
    signal,
  );
}

/** What people said, explained: records -> fit worker; null without a survey. A stop rejects with its reason. */
export async function runSurvey(
  database: Database,
  fitter: StoppableFitter,
  counts: GeneralizationCounts,
  { folds, seed }: GeneralizationOptions,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Result<SurveyReport | null>> {
  if (counts.surveyed === 0) return ok(null);
  const records = await database.query(surveyRecords());
  signal.throwIfAborted();
  if (!records.ok) return records;
  return fitter.once(
    (remote) => remote.explainChanges(records.value, { folds, seed }, onProgress),
    signal,
  );
}
