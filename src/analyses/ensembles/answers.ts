import type { EnsembleAnswer, RuleAnswer } from '../../protocol/resampler.ts';
import type { Estimate } from '../../stats/agreement/types.ts';
import type { EnsembleResult, Rule } from '../../stats/ensembles/types.ts';
import type { LoadedScores } from '../agreement/scorer-names.ts';
import type { BenchmarkOffer, SettledBenchmark } from '../ladder/benchmarks.ts';
import type { EnsemblesOptions } from './options.ts';

export type { EnsembleAnswer, EnsembleResult, Estimate, Rule, RuleAnswer };

/** The ensembles of the chosen models, each rule beside its members on the same items. */
export interface EnsemblesAnswer extends EnsembleAnswer {
  readonly loaded: LoadedScores;
  /** Names of the models combined. */
  readonly members: readonly string[];
  /** What weighs the models; the ladder's first rung. Null where there is none. */
  readonly benchmark: SettledBenchmark | null;
  readonly offers: readonly BenchmarkOffer[];
}

/** Benchmark score by model code. */
export type Benchmarks = readonly (readonly [model: number, score: number])[];

/** Rows of the models that the options choose, all where none of the names is known. */
export function memberRows(options: EnsemblesOptions, { summary, names }: LoadedScores): number[] {
  const rows = [...summary.models.keys()];
  const chosen = rows.filter((row) =>
    options.members?.includes(names.model.get(summary.models[row]) ?? ''),
  );
  return chosen.length > 0 ? chosen : rows;
}

/** The rules on offer: those by benchmark only where there are benchmark scores. */
export function rulesFor(options: EnsemblesOptions, benchmarks: Benchmarks): Rule[] {
  const plain = (['mean', 'median', 'majority', 'unanimous'] as const).map((kind) => ({ kind }));
  if (benchmarks.length === 0) return plain;
  const scores = benchmarks.map(([, score]) => score);
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const spread = Math.sqrt(
    scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / Math.max(1, scores.length - 1),
  );
  const temperature = options.temperature ?? (spread > 0 ? spread : 1);
  return [
    ...plain,
    { kind: 'weighted', weighting: { by: 'proportional' } },
    { kind: 'weighted', weighting: { by: 'above-chance', chance: options.chance } },
    { kind: 'weighted', weighting: { by: 'softmax', temperature } },
  ];
}

/** What a rule is called. */
export function ruleName(rule: Rule): string {
  if (rule.kind !== 'weighted')
    return { mean: 'Mean', median: 'Median', majority: 'Majority', unanimous: 'Unanimous' }[
      rule.kind
    ];
  return {
    proportional: 'By benchmark',
    'above-chance': 'Above chance',
    softmax: 'Softmax',
  }[rule.weighting.by];
}

/** The result of a rule; null where it never decides or cannot be formed. */
export function resultOf({ result }: RuleAnswer): EnsembleResult | null {
  return result.ok ? result.value : null;
}
