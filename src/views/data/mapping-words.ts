import type { ColumnGuess } from '../../domain/import-report.ts';
import type { Role } from '../../domain/observation.ts';

/** What a column is, as the dialog says it. */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  model: 'model',
  prompt: 'prompt',
  task: 'task',
  item: 'item',
  run: 'run',
  rater: 'rater',
  unit: 'unit (class, passage)',
  score: 'score',
  reference: 'reference',
  outcome: 'outcome',
  benchmark: 'name of the benchmark',
  figure: 'score on this benchmark',
  bymodel: 'score of this model',
  byrater: 'score by this rater',
  byitem: 'score on this item',
  failure: 'reason a score is missing',
  text: 'text of the item',
  response: 'response of the model',
  facet: 'another facet',
  number: 'another number',
  ignore: 'nothing: ignore it',
};

/** Why a role was guessed. */
export const BECAUSE_WORDS: Readonly<Record<ColumnGuess['because'], string>> = {
  name: 'by name',
  values: 'by its values',
  remembered: 'remembered',
  kept: 'kept',
  unsure: 'please look',
};
