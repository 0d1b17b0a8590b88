import { memberRows, rulesFor } from '../analyses/ensembles/answers.ts';
import type { EnsemblesAnswer } from '../analyses/ensembles/answers.ts';
import type { EnsemblesOptions } from '../analyses/ensembles/options.ts';
import { modelNames } from '../analyses/agreement/scorer-names.ts';
import type { LoadedScores } from '../analyses/agreement/scorer-names.ts';
import { benchmarkOffers, ladderScores, settleBenchmark } from '../analyses/ladder/benchmarks.ts';
import type { BenchmarkFigure } from '../analyses/ladder/benchmarks.ts';
import type { BenchmarkChoice } from '../domain/benchmark-choice.ts';
import type { Question } from '../domain/question.ts';
import type { EnsembleAnswer } from '../protocol/resampler.ts';
import type { ScoreWorkers } from './resampler.ts';

const SEED = 1;

/**
 * Every rule on the chosen models, one after the other, so that a stop is heard between them and the
 * share done can be told.
 */
export async function runEnsembles(
  workers: ScoreWorkers,
  about: {
    readonly loaded: LoadedScores;
    /** Benchmark figures of the files, and the benchmark that the ladder takes too. */
    readonly figures: readonly BenchmarkFigure[];
    readonly benchmark: BenchmarkChoice | null;
    readonly question: Question;
    readonly options: EnsemblesOptions;
  },
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<EnsemblesAnswer> {
  const { loaded, question, options } = about;
  const benchmark = settleBenchmark(about.benchmark, about.figures, modelNames(loaded));
  const benchmarks = benchmark ? ladderScores(benchmark) : [];
  const members = memberRows(options, loaded);
  const rules = rulesFor(options, benchmarks);
  const request = {
    show: 'model',
    members,
    benchmarks,
    options: { measure: question.measure, average: question.average, seed: SEED },
    scale: question.scale,
    curves: members.length > 1,
  } as const;
  const answers: EnsembleAnswer[] = [];
  for (const rule of rules) {
    answers.push(
      await workers.ask((resampler) => resampler.ensembles({ ...request, rules: [rule] }), signal),
    );
    onShare(answers.length / rules.length);
  }
  return {
    ...answers[0],
    rules: answers.flatMap((answer) => answer.rules),
    loaded,
    members: members.map((row) => loaded.names.model.get(loaded.summary.models[row]) ?? ''),
    benchmark,
    offers: benchmarkOffers(about.figures),
  };
}
