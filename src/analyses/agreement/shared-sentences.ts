import { count, counted, directed } from '../../domain/format.ts';
import type { Sentence, Span } from '../../domain/panel.ts';
import type { Estimate } from '../../stats/agreement/types.ts';
import type { SharedBehaviourAnswer } from './answers.ts';
import { coefficient } from './coefficient-words.ts';
import { intervalText } from './shared.ts';

/** Do models resemble each other more than they resemble the experts? */
export function viewSentence({ raw }: SharedBehaviourAnswer): Sentence {
  const { modelModel, modelReference, difference } = raw;
  if (modelModel && modelReference && difference)
    return [
      { text: VERDICTS[standing(difference)] },
      { text: ': correlation ' },
      {
        text: `${coefficient(modelModel.value)} against ${coefficient(modelReference.value)}`,
        role: 'answer',
      },
      { text: ', ' },
      {
        text: `a difference of ${directed(difference.value, 2)}${bracket(difference)}`,
        role: 'interval',
      },
      { text: '.' },
    ];
  if (modelModel)
    return [
      { text: 'The models agree with each other at a mean correlation of ' },
      { text: coefficient(modelModel.value), role: 'answer' },
      ...interval(modelModel),
      { text: '; there is nothing to say yet of their agreement with experts.' },
    ];
  if (modelReference)
    return [
      { text: 'The model agrees with the experts at a correlation of ' },
      { text: coefficient(modelReference.value), role: 'answer' },
      ...interval(modelReference),
      { text: '.' },
    ];
  return [{ text: 'No two rows share enough scores to be compared.' }];
}

const VERDICTS = {
  more: 'The models agree with each other more than with the experts',
  less: 'The models agree with each other less than with the experts',
  open: 'Whether the models agree more with each other than with the experts cannot be told',
} as const;

function bracket(estimate: Estimate): string {
  const text = intervalText(estimate, (x) => directed(x, 2));
  return text && ` (95\u00a0% ${text})`;
}

function interval(estimate: Estimate): Span[] {
  const text = intervalText(estimate);
  return text ? [{ text: ` (95\u00a0% ${text})`, role: 'interval' }] : [];
}

/** What stands behind it: other tasks, people's own agreement, and noise. */
export function underSentence({ raw, disattenuated }: SharedBehaviourAnswer): Sentence {
  const { acrossTasks, differenceAcross, humanCeiling } = raw;
  const parts: string[] = [];
  if (acrossTasks && differenceAcross)
    parts.push(
      `Two models that score different tasks of the same item agree ${coefficient(acrossTasks.value)}, ${
        ACROSS[standing(differenceAcross)]
      } a model and the experts on the same task (${signed(differenceAcross)}).`,
    );
  if (humanCeiling)
    parts.push(
      `A rater and the mean of the other raters agree ${coefficient(humanCeiling.value)}, a ceiling for whoever is compared with people.`,
    );
  if (disattenuated.difference)
    parts.push(
      `With the unreliability of both sides taken out, the difference is ${signed(disattenuated.difference)}.`,
    );
  return [{ text: parts.join(' ') }];
}

const ACROSS = {
  more: 'still more than',
  less: 'less than',
  open: 'which cannot be told apart from',
} as const;

/** Whether a difference is above zero, below, or cannot be told from it; without an interval, its sign. */
function standing({ value, low, high }: Estimate): 'more' | 'less' | 'open' {
  if (low !== null && high !== null && low <= 0 && high >= 0) return 'open';
  return value > 0 ? 'more' : 'less';
}

/** `+0.28, 95 % +0.23 to +0.33`. */
function signed(estimate: Estimate): string {
  const write = (x: number): string => directed(x, 2);
  const text = intervalText(estimate, write);
  return `${write(estimate.value)}${text && `, 95\u00a0% ${text}`}`;
}

/** What the shared-behaviour panel says. */
export function sharedSentence({ raw }: SharedBehaviourAnswer): Sentence {
  const { modelModel, differenceAcross, humanCeiling } = raw;
  if (differenceAcross) return [{ text: SHARED[standing(differenceAcross)] }];
  if (modelModel && humanCeiling)
    return [
      {
        text: `Models agree with one another ${modelModel.value > humanCeiling.value ? 'more' : 'less'} than people do.`,
      },
    ];
  return [];
}

const SHARED = {
  more: 'A model predicts another model, on another task, better than it predicts the experts.',
  less: 'A model predicts the experts better than it predicts another model on another task.',
  open: 'A model predicts another model on another task about as well as it predicts the experts on the same one.',
} as const;

/** What stands behind it. */
export function sharedNote({ raw, replicates, seed, clusters }: SharedBehaviourAnswer): string {
  const pairs = [
    raw.modelModel && counted(raw.modelModel.pairs, 'model pair'),
    raw.acrossTasks && `${counted(raw.acrossTasks.pairs, 'pair')} across tasks`,
    raw.modelReference && counted(raw.modelReference.pairs, 'model'),
    raw.humanCeiling && counted(raw.humanCeiling.pairs, 'rater'),
  ].filter(Boolean);
  return [
    `n = ${pairs.join(', ')}. Pearson r, means over pairs.`,
    raw.humanCeiling ? 'The last correlation is the human ceiling.' : '',
    replicates > 0
      ? `Bootstrap over ${counted(clusters, 'cluster')}, ${count(replicates)} replicates, seed ${seed}.`
      : '',
  ]
    .filter(Boolean)
    .join(' ');
}
