import type { ScoreSummary } from '../../protocol/resampler.ts';
import type { Scorer } from '../../stats/agreement/types.ts';

/** Names of the codes that scores are kept under. */
export interface ScoreNames {
  readonly model: ReadonlyMap<number, string>;
  readonly prompt: ReadonlyMap<number, string>;
  readonly task: ReadonlyMap<number, string>;
  /** Raters of the reference. */
  readonly rater: ReadonlyMap<number, string>;
}

/** The scores of a question as the page knows them: what there is, and what it is called. */
export interface LoadedScores {
  readonly summary: ScoreSummary;
  readonly names: ScoreNames;
}

/** What a row of a matrix is called. */
export function scorerName(scorer: Scorer, { names, summary }: LoadedScores): string {
  switch (scorer.kind) {
    case 'model':
      return names.model.get(scorer.model) ?? '';
    case 'model-prompt':
      return `${names.model.get(scorer.model) ?? ''} · ${names.prompt.get(scorer.prompt) ?? ''}`;
    case 'human':
      return names.rater.get(scorer.rater) ?? '';
    case 'reference':
      return summary.raters.length > 1 ? 'mean of raters' : 'reference';
  }
}

/** A row by names, so that it means the same in every visit: what a link keeps. */
export type ScorerKey = readonly [kind: Scorer['kind'], ...names: string[]];

/** The key of a row. */
export function scorerKey(scorer: Scorer, { names }: LoadedScores): ScorerKey {
  switch (scorer.kind) {
    case 'model':
      return ['model', names.model.get(scorer.model) ?? ''];
    case 'model-prompt':
      return [
        'model-prompt',
        names.model.get(scorer.model) ?? '',
        names.prompt.get(scorer.prompt) ?? '',
      ];
    case 'human':
      return ['human', names.rater.get(scorer.rater) ?? ''];
    case 'reference':
      return ['reference'];
  }
}

/** Position of the row with this key; -1 where there is none. */
export function findScorer(
  scorers: readonly Scorer[],
  key: ScorerKey,
  loaded: LoadedScores,
): number {
  const wanted = JSON.stringify(key);
  return scorers.findIndex((scorer) => JSON.stringify(scorerKey(scorer, loaded)) === wanted);
}

/** Names of the models that have scores, by code. */
export function modelNames({ names, summary }: LoadedScores): Map<number, string> {
  return new Map(summary.models.map((code) => [code, names.model.get(code) ?? '']));
}
