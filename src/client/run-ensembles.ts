import { memberRows, rulesFor } from '../analyses/ensembles/answers.ts';
import type { Benchmarks, EnsemblesAnswer } from '../analyses/ensembles/answers.ts';
import type { EnsemblesOptions } from '../analyses/ensembles/options.ts';
import type { LoadedScores } from '../analyses/agreement/scorer-names.ts';
import { ok } from '../domain/problem.ts';
import type { Result } from '../domain/problem.ts';
import type { Question } from '../domain/question.ts';
import type { Database } from '../protocol/database.ts';
import type { EnsembleAnswer } from '../protocol/resampler.ts';
import { modelBenchmarks } from '../sql/benchmarks.ts';
import { queryRows } from './query-rows.ts';
import type { ScoreWorkers } from './resampler.ts';

const SEED = 1;

/** Benchmark scores of the models observed. */
export async function loadBenchmarks(database: Database): Promise<Result<Benchmarks>> {
  const rows = await queryRows(database, modelBenchmarks());
  if (!rows.ok) return rows;
  return ok(rows.value.map((row) => [Number(row['model']), Number(row['score'])] as const));
}

/**
 * Every rule on the chosen models, one after the other, so that a stop is heard between them and the
 * share done can be told.
 */
export async function runEnsembles(
  database: Database,
  workers: ScoreWorkers,
  about: {
    readonly loaded: LoadedScores;
    readonly question: Question;
    readonly options: EnsemblesOptions;
  },
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<Result<EnsemblesAnswer>> {
  const { loaded, question, options } = about;
  const benchmarks = await loadBenchmarks(database);
  if (!benchmarks.ok) return benchmarks;
  const members = memberRows(options, loaded);
  const rules = rulesFor(options, benchmarks.value);
  const request = {
    show: 'model',
    members,
    benchmarks: benchmarks.value,
    options: { measure: question.measure, average: question.average, seed: SEED },
    curves: members.length > 1,
  } as const;
  const answers: EnsembleAnswer[] = [];
  for (const rule of rules) {
    answers.push(
      await workers.ask((resampler) => resampler.ensembles({ ...request, rules: [rule] }), signal),
    );
    onShare(answers.length / rules.length);
  }
  return ok({
    ...answers[0],
    rules: answers.flatMap((answer) => answer.rules),
    loaded,
    members: members.map((row) => loaded.names.model.get(loaded.summary.models[row]) ?? ''),
    hasBenchmarks: benchmarks.value.length > 0,
  });
}
