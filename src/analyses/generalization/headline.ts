import {
  count,
  counted,
  decimalsFor,
  fixed,
  percent,
  range,
  unbroken,
} from '../../domain/format.ts';
import type { Sentence } from '../../domain/panel.ts';
import type {
  DeploymentAnswer,
  Flip,
  GeneralizationMeasure,
  SurveyAnswer,
} from '../../stats/generalization/types.ts';
import type { GeneralizationCounts } from './counts.ts';
import { MEASURES, rankWords, ranksOf, strongestOf, thresholdText } from './words.ts';

/** Ranks of the strongest model at the ends of the weights, and where it is overtaken. */
interface Standing {
  readonly name: string;
  readonly share: string;
  readonly of: number;
  readonly low: number;
  readonly high: number;
  readonly overtaken: Flip | null;
  /** Whether the interval of the difference from the best at the last weight leaves zero out. */
  readonly isSure: boolean;
}

function standingOf(answer: DeploymentAnswer, measure: GeneralizationMeasure): Standing {
  const strongest = strongestOf(answer);
  const last = answer.weights.length - 1;
  const at = (w: number): number[] =>
    ranksOf(
      answer.scores.map((own) => own[w]),
      measure,
    );
  const difference = differenceAtLast(answer, measure);
  const interval = difference?.interval ?? null;
  return {
    name: answer.records[strongest].model,
    share: percent(answer.records[strongest].current),
    of: answer.records.length,
    low: at(0)[strongest],
    high: at(last)[strongest],
    overtaken:
      answer.flips.find(
        (flip) =>
          flip.measure === measure &&
          flip.before === strongest &&
          flip.weight > answer.weights[0] &&
          flip.weight < answer.weights[last],
      ) ?? null,
    isSure: interval !== null && (interval.low > 0 || interval.high < 0),
  };
}

/** The strongest model's difference from the best other one at the largest weight. */
function differenceAtLast(answer: DeploymentAnswer, measure: GeneralizationMeasure) {
  const weight = answer.weights[answer.weights.length - 1];
  const sign = measure === 'accuracy' ? 1 : -1;
  const here = answer.differences.filter((difference) => difference.weight === weight);
  const best = here.toSorted((a, b) => sign * (a[measure].value - b[measure].value))[0];
  return best ? { ...best[measure], second: best.second } : null;
}

/** Do stronger models do worse where people would deploy them? */
export function deploymentSentence(
  answer: DeploymentAnswer,
  measure: GeneralizationMeasure,
): Sentence {
  const { weights, scores, records } = answer;
  const first = thresholdText(weights[0]);
  const final = thresholdText(weights[weights.length - 1]);
  if (records.length === 1) {
    const own = scores[0][weights.length - 1][measure];
    return [
      { text: `${records[0].model} reaches a ${MEASURES[measure].name} of ` },
      { text: fixed(own.value, 3), role: 'answer' },
      { text: ` at a threshold of ${final}; with one model, none does better or worse.` },
    ];
  }
  const { name, share, of, low, high, overtaken, isSure } = standingOf(answer, measure);
  const strong = { text: name, role: 'strong' } as const;
  if (low === 1 && high === 1 && overtaken === null)
    return [
      { text: 'No: ' },
      strong,
      { text: `, right most often (${share}), ` },
      { text: 'also serves people best', role: 'answer' },
      {
        text: `, at every threshold${weights.length > 1 ? ` from ${first} to ${final}` : ` tried (${final})`}.`,
      },
    ];
  const lead = isSure ? 'Yes: ' : 'Perhaps: ';
  if (low === 1 && overtaken !== null)
    return [
      { text: `${high === 1 ? 'Not in the end: ' : lead}above a threshold of ` },
      { text: thresholdFine(overtaken.weight), role: 'answer' },
      { text: ' ' },
      strong,
      {
        text: `, right most often (${share}), falls below ${records[overtaken.after].model} and ranks `,
      },
      { text: rankWords(high, of), role: high === 1 ? 'strong' : 'answer' },
      { text: ` at ${final}.` },
    ];
  if (high === 1)
    return [
      { text: 'Not where wrong answers are costly: ' },
      strong,
      {
        text: `, right most often (${share}), ranks ${rankWords(low, of)} at a threshold of ${first} and `,
      },
      { text: rankWords(high, of), role: 'answer' },
      { text: ` at ${final}.` },
    ];
  return [
    { text: lead },
    strong,
    { text: `, right most often (${share}), ranks ` },
    { text: rankWords(high, of), role: 'answer' },
    {
      text: ` at a threshold of ${final}${low === high ? '' : ` and ${rankWords(low, of)} at ${first}`}.`,
    },
  ];
}

function thresholdFine(weight: number): string {
  return fixed(weight / (weight + 1), 3);
}

/** What stands behind the first sentence: the difference, how far trust goes, how many records. */
export function underDeployment(
  answer: DeploymentAnswer,
  measure: GeneralizationMeasure,
  counts: GeneralizationCounts,
): string {
  const parts: string[] = [];
  const difference = differenceAtLast(answer, measure);
  if (difference) {
    const strongest = strongestOf(answer);
    const { value, interval } = difference;
    const decimals = interval ? decimalsFor((interval.high - interval.low) / 2) : 3;
    const [own, other] = [strongest, difference.second].map(
      (model) => answer.scores[model][answer.weights.length - 1][measure].value,
    );
    const places = Math.max(3, decimals);
    parts.push(
      `At ${thresholdText(answer.weights[answer.weights.length - 1])} its ${MEASURES[measure].name} is ${fixed(own, places)} and that of ${answer.records[difference.second].model} ${fixed(other, places)}, a difference of ${fixed(value, places)}${interval ? unbroken(` (95 % interval ${fixed(interval.low, places)} to ${fixed(interval.high, places)})`) : ''}.`,
    );
  }
  parts.push(
    `Beliefs run from ${fixed(answer.lowest, 3)} to ${fixed(answer.highest, 3)}: nobody deploys above ${fixed(answer.highest, 3)}.`,
  );
  const left = counts.ofModels - counts.deployed;
  parts.push(
    `${counted(counts.deployed, 'record')} of ${counted(answer.records.length, 'model')} on ${counted(answer.pairs, 'question pair')}${left > 0 ? `; ${count(left)} lack an answer's mark or a probability and are left out` : ''}.`,
  );
  return parts.join(' ');
}

/** How often people change their belief, and after which answers. */
export function surveySentence({ rates }: SurveyAnswer): Sentence {
  const [all, right, wrong] = rates;
  const { interval } = all.rate;
  return [
    { text: 'People change their belief after ' },
    { text: percent(all.rate.value), role: 'answer' },
    { text: ' of the answers they see' },
    {
      text: interval
        ? ` (95\u00a0% interval ${range(100 * interval.low, 100 * interval.high, (x) => fixed(x, 0))}\u00a0%)`
        : '',
      role: 'interval',
    },
    {
      text: `: ${percent(wrong.rate.value)} after a wrong one, ${percent(right.rate.value)} after a right one.`,
    },
  ];
}
