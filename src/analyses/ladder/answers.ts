import type { Ladder, LadderLine } from '../../stats/ladder/types.ts';
import type { Scorer } from '../../stats/agreement/types.ts';
import { scorerName } from '../agreement/scorer-names.ts';
import type { LoadedScores } from '../agreement/scorer-names.ts';
import type { BenchmarkOffer, SettledBenchmark } from './benchmarks.ts';

export type { Ladder, LadderLine, RungCorrelation } from '../../stats/ladder/types.ts';
export type { LoadedScores } from '../agreement/scorer-names.ts';

/** What the Ladder view shows. */
export interface LadderAnswer {
  readonly loaded: LoadedScores;
  /** Who stands on the rows that the lines name. */
  readonly scorers: readonly Scorer[];
  readonly ladder: Ladder;
  readonly benchmark: SettledBenchmark | null;
  readonly offers: readonly BenchmarkOffer[];
}

/** What a line is called. */
export function lineName({ scorers, loaded }: LadderAnswer, line: LadderLine): string {
  return scorerName(scorers[line.row], loaded);
}

/** The benchmark score of a line as it was published, less being better or not. */
export function publishedScore({ benchmark }: LadderAnswer, line: LadderLine): number | null {
  if (line.benchmark === null || benchmark === null) return null;
  return benchmark.higherIsBetter ? line.benchmark : -line.benchmark;
}

/** The lines from the best benchmark to the last, those without one at the end, by alignment with experts. */
export function inOrder({ ladder }: LadderAnswer): LadderLine[] {
  const by = (line: LadderLine): number => line.benchmark ?? -Infinity;
  const experts = (line: LadderLine): number => line.experts?.value ?? -Infinity;
  return ladder.lines.toSorted(
    (a, b) => Math.sign(by(b) - by(a)) || Math.sign(experts(b) - experts(a)) || a.row - b.row,
  );
}
