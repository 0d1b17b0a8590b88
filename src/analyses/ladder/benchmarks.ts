import type { BenchmarkChoice } from '../../domain/benchmark-choice.ts';

/** A published figure of a model. */
export interface BenchmarkFigure {
  readonly task: string;
  readonly metric: string;
  readonly model: string;
  /** Code of the model among the scores; null where no score is its. */
  readonly code: number | null;
  readonly value: number;
  readonly higherIsBetter: boolean;
}

/** A benchmark of the loaded files. */
export interface BenchmarkOffer {
  readonly task: string;
  readonly metric: string;
  /** Models among the scores that have a figure. */
  readonly models: number;
}

/** The benchmark that counts, by models of the scores. */
export interface SettledBenchmark {
  readonly name: string;
  readonly typed: boolean;
  /** Score by code of the model, as it was published. */
  readonly scores: ReadonlyMap<number, number>;
  /** False where less is better, and ranks are turned round. */
  readonly higherIsBetter: boolean;
  /** Models with a figure and no scores. */
  readonly unmatched: readonly string[];
}

/** The benchmarks on offer, those that most models have first. */
export function benchmarkOffers(figures: readonly BenchmarkFigure[]): BenchmarkOffer[] {
  const offers = new Map<string, { task: string; metric: string; models: number }>();
  for (const { task, metric, code } of figures) {
    const key = JSON.stringify([task, metric]);
    const offer = offers.get(key) ?? { task, metric, models: 0 };
    if (code !== null) offer.models++;
    offers.set(key, offer);
  }
  return [...offers.values()].toSorted((a, b) => b.models - a.models);
}

/**
 * The benchmark asked for; where none is, or the files have it not, the one that most models have.
 * Null where there is none. A typed score belongs to the model of that name, whatever the case.
 */
export function settleBenchmark(
  choice: BenchmarkChoice | null,
  figures: readonly BenchmarkFigure[],
  models: ReadonlyMap<number, string>,
): SettledBenchmark | null {
  if (choice?.from === 'typed') {
    const codes = new Map([...models].map(([code, name]) => [plain(name), code]));
    const known = choice.scores.filter(({ model }) => codes.has(plain(model)));
    return {
      name: choice.name,
      typed: true,
      scores: new Map(known.map(({ model, score }) => [codes.get(plain(model))!, score])),
      higherIsBetter: true,
      unmatched: choice.scores.filter((one) => !known.includes(one)).map(({ model }) => model),
    };
  }
  const offers = benchmarkOffers(figures);
  const offer =
    offers.find(({ task, metric }) => task === choice?.task && metric === choice.metric) ??
    offers.at(0);
  if (!offer) return null;
  const its = figures.filter((f) => f.task === offer.task && f.metric === offer.metric);
  return {
    name: offerName(offer, offers),
    typed: false,
    scores: new Map(its.flatMap(({ code, value }) => (code === null ? [] : [[code, value]]))),
    higherIsBetter: its.every((figure) => figure.higherIsBetter),
    unmatched: its.filter(({ code }) => code === null).map(({ model }) => model),
  };
}

/** What a benchmark is called: with its metric where it has several. */
export function offerName(
  { task, metric }: Pick<BenchmarkOffer, 'task' | 'metric'>,
  offers: readonly BenchmarkOffer[],
): string {
  const several = offers.filter((other) => other.task === task).length > 1;
  return several ? `${task}, ${metric}` : task;
}

/** Scores as the ladder takes them: more is better. */
export function ladderScores({
  scores,
  higherIsBetter,
}: SettledBenchmark): (readonly [model: number, score: number])[] {
  return [...scores].map(([code, score]) => [code, higherIsBetter ? score : -score]);
}

function plain(name: string): string {
  return name.trim().toLowerCase();
}
