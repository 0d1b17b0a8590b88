import type { Beliefs } from '../../stats/generalization/types.ts';
import { isBelief } from './options.ts';
import type { GeneralizationOptions } from './options.ts';

export type { ChangeMatrix, DeploymentReport, SurveyReport } from '../../protocol/generalizer.ts';
export type { Beliefs } from '../../stats/generalization/types.ts';

/** What the files hold of human generalization. */
export interface GeneralizationCounts {
  readonly records: number;
  /** Records of models, and those that can be used. */
  readonly ofModels: number;
  readonly deployed: number;
  /** Records in which a person said whether a belief changed. */
  readonly surveyed: number;
  /** Records with the texts of both questions. */
  readonly texts: number;
  /** Records with a belief. */
  readonly beliefs: number;
  /** Mean beliefs of the files; null where they do not hold all three. */
  readonly estimated: Beliefs | null;
}

/** Reads the one row of `generalizationCounts`. */
export function readCounts(row: Readonly<Record<string, unknown>>): GeneralizationCounts {
  const [prior, afterCorrect, afterIncorrect] = [
    row['prior'],
    row['after_correct'],
    row['after_incorrect'],
  ];
  const isWhole = isBelief(prior) && isBelief(afterCorrect) && isBelief(afterIncorrect);
  return {
    records: Number(row['records']),
    ofModels: Number(row['of_models']),
    deployed: Number(row['deployed']),
    surveyed: Number(row['surveyed']),
    texts: Number(row['texts']),
    beliefs: Number(row['beliefs']),
    estimated: isWhole ? { prior, afterCorrect, afterIncorrect } : null,
  };
}

/** The beliefs that the options mean: those of the files where asked for and there, else those given. */
export function beliefsOf(options: GeneralizationOptions, counts: GeneralizationCounts): Beliefs {
  return options.beliefsFrom === 'files' && counts.estimated ? counts.estimated : options.beliefs;
}
