import type { LadderAnswer, LoadedScores } from '../analyses/ladder/answers.ts';
import { modelNames } from '../analyses/agreement/scorer-names.ts';
import { benchmarkOffers, ladderScores, settleBenchmark } from '../analyses/ladder/benchmarks.ts';
import type { BenchmarkFigure } from '../analyses/ladder/benchmarks.ts';
import type { LadderOptions } from '../analyses/ladder/options.ts';
import type { Question } from '../domain/question.ts';
import type { ScoreWorkers } from './resampler.ts';

/** Loaded scores and figures -> the ladder, with its intervals. */
export async function runLadder(
  workers: ScoreWorkers,
  about: {
    readonly loaded: LoadedScores;
    readonly figures: readonly BenchmarkFigure[];
    readonly question: Question;
    readonly options: Pick<LadderOptions, 'show' | 'benchmark'>;
  },
  signal: AbortSignal,
): Promise<LadderAnswer> {
  const { loaded, figures, question, options } = about;
  const { show } = options;
  const benchmark = settleBenchmark(options.benchmark, figures, modelNames(loaded));
  const { average } = question;
  const request = {
    show,
    average,
    benchmarks: benchmark ? ladderScores(benchmark) : [],
  };
  const ladder = await workers.ask((resampler) => resampler.ladder(request), signal);
  const { scorers } = await workers.ask(
    (resampler) => resampler.matrix({ show, task: null, coefficient: 'pearson', average }),
    signal,
  );
  return { loaded, scorers, ladder, benchmark, offers: benchmarkOffers(figures) };
}
