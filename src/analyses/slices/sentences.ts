import type { Dataset } from '../../domain/dataset.ts';
import { extent } from '../../domain/extent.ts';
import {
  count,
  counted,
  decimalsFor,
  directed,
  fixed,
  percent,
  plain,
  range,
  unbroken,
} from '../../domain/format.ts';
import type { Sentence, Span } from '../../domain/panel.ts';
import type { Question } from '../../domain/question.ts';
import type { LevelRanks, Slice, SliceAnswer } from '../../domain/slice.ts';
import { measureWords } from '../measure-words.ts';
import { hasPrompts } from './options.ts';
import { sideWords } from './distribution.ts';
import { columnDecimals } from './dot-interval.ts';
import { filled, findGroup, halfWidth } from './find-group.ts';
import { hasRanks, rankSentence } from './ranks.ts';

/** The sentence a visit to Slices opens with. */
export function viewSentence(answer: SliceAnswer, question: Question): Sentence {
  const { total } = answer;
  const measure = measureWords(question.measure);
  const decimals = decimalsFor(halfWidth(total) * measure.factor);
  const mean = total.mean * measure.factor;
  const number: Span = { text: measure.withUnit(mean, decimals), role: 'answer' };
  const interval = intervalSpan(total, question, decimals);
  switch (question.measure) {
    case 'absolute':
      return [
        { text: 'A score is off by ' },
        number,
        { text: ' on average ' },
        interval,
        ...tail(answer),
      ];
    case 'signed': {
      const side = mean < 0 ? 'too low' : 'too high';
      const text = `${fixed(Math.abs(mean), decimals)}\u00a0points ${side}`;
      return [
        { text: 'Scores are ' },
        { text, role: 'answer' },
        { text: ' on average ' },
        interval,
        ...tail(answer),
      ];
    }
    case 'squared':
      return [
        { text: 'The mean squared error is ' },
        number,
        { text: ' ' },
        interval,
        { text: `, ${fixed(Math.sqrt(total.mean), decimals)} points at its root.` },
      ];
    case 'standardised':
      return [
        { text: 'Once the scales of each task are aligned, a score strays from its reference by ' },
        { text: `${fixed(total.rmse, 2)}\u00a0SD`, role: 'answer' },
        { text: ' (root mean square).' },
      ];
    case 'disagreement':
      return [number, { text: ' of scores differ from their reference ' }, interval, { text: '.' }];
    case 'miss':
      return [{ text: 'The share missed is ' }, number, { text: ' ' }, interval, { text: '.' }];
  }
}

function intervalSpan(slice: Slice, question: Question, decimals: number): Span {
  const { factor, write } = measureWords(question.measure);
  if (!slice.interval)
    return { text: `(no interval: ${counted(slice.clusters, 'cluster')})`, role: 'interval' };
  const { low, high } = slice.interval;
  const unit = factor === 100 ? '\u00a0%' : '';
  const words = range(low * factor, high * factor, (x) => write(x, decimals));
  return { text: unbroken(`(95 % ${words}${unit})`), role: 'interval' };
}

function tail(answer: SliceAnswer): Span[] {
  const { histogram } = answer;
  if (!histogram) return [{ text: '.' }];
  const high = histogram.above >= histogram.below;
  const share = percent(high ? histogram.above : histogram.below);
  return [{ text: `, and ${share} of scores are too ${high ? 'high' : 'low'}.` }];
}

/** What stands behind the answer, in plain words under it. */
export function underSentence(dataset: Dataset, question: Question, total: Slice): string {
  const parts: string[] = [];
  if (dataset.scale)
    parts.push(`Scores run from ${plain(dataset.scale.low)} to ${plain(dataset.scale.high)}.`);
  if (question.measure === 'miss' && question.scale)
    parts.push(
      `A score of ${plain(question.scale.high)} counts as right, ${plain(question.scale.low)} as wrong.`,
    );
  if (question.measure !== 'miss' && dataset.referenceRaters > 1)
    parts.push(`The reference is the mean of up to ${count(dataset.referenceRaters)} raters.`);
  if (question.measure === 'standardised')
    parts.push('Task means and the overall bias are taken out before the difference.');
  parts.push(
    total.interval
      ? `Intervals are clustered by ${question.cluster} and speak of other ${question.cluster}s like these.`
      : `There is one ${question.cluster}, so nothing can be said of others.`,
  );
  if (!hasPrompts(dataset))
    parts.push('These files name one prompt only, so prompts are not compared.');
  if (question.average === 'macro') parts.push('Every task weighs the same.');
  if (question.missing !== 'exclude' && total.missing > 0)
    parts.push(
      `${counted(total.missing, 'missing score')} ${total.missing === 1 ? 'counts' : 'count'} as ${question.missing === 'zero' ? '0' : 'the largest error'}.`,
    );
  parts.push('Choose any mark to filter every panel.');
  return parts.join(' ');
}

/** What the dot-and-interval plot shows: who is first, or where nothing was compared the range. */
export function bySentence(
  answer: SliceAnswer,
  question: Question,
  facet: string,
  ranks: LevelRanks | null = null,
): Sentence {
  if (hasRanks(ranks, facet)) return rankSentence(ranks, question);
  const group = findGroup(answer, [facet]);
  const slices = group ? filled(group).toSorted((a, b) => a.mean - b.mean) : [];
  if (slices.length === 0) return [{ text: 'No observation has an error here.' }];
  const { factor, brief, withUnit, apart } = measureWords(question.measure);
  const decimals = columnDecimals(slices, factor);
  const low = slices[0];
  const high = slices[slices.length - 1];
  const shown = (s: Slice): string => brief(s.mean * factor, decimals);
  if (slices.length === 1)
    return [
      {
        text: `All observations are of one ${facet}, ${low.levels[0]}: ${withUnit(low.mean * factor, decimals)}.`,
      },
    ];
  const gap = fixed(
    Number((high.mean * factor).toFixed(decimals)) - Number((low.mean * factor).toFixed(decimals)),
    decimals,
  );
  if (!/[1-9]/.test(gap))
    return [
      { text: `The ${count(slices.length)} levels of ${facet} share one mean, ${shown(low)}.` },
    ];
  return [
    {
      text: `${low.levels[0]} has the lowest mean, ${shown(low)}, and ${high.levels[0]} the highest, ${shown(high)}: `,
    },
    { text: `${gap}\u00a0${apart}`, role: 'strong' },
    { text: ' apart.' },
  ];
}

/** What the heat-map shows. */
export function heatMapSentence(
  answer: SliceAnswer,
  question: Question,
  rows: string,
  columns: string,
): Sentence {
  const group = findGroup(answer, [rows, columns]);
  const slices = group ? filled(group).toSorted((a, b) => a.mean - b.mean) : [];
  if (slices.length < 2) return [{ text: 'There is one combination only.' }];
  const { factor, brief } = measureWords(question.measure);
  const decimals = Math.min(2, columnDecimals(slices, factor));
  const joint = columns === 'task' ? 'on' : 'with';
  const name = (s: Slice): string => `${s.levels[0]} ${joint} ${s.levels[1]}`;
  const low = slices[0];
  const high = slices[slices.length - 1];
  const [most, least] = [high, low].map((s) => brief(s.mean * factor, decimals));
  if (most === least) return [{ text: `All combinations share one mean, ${most}.` }];
  return [
    {
      text: `The highest mean is that of ${name(high)}, ${most}; the lowest that of ${name(low)}, ${least}.`,
    },
  ];
}

/** What the distribution of the signed error shows. */
export function distributionSentence(answer: SliceAnswer, question: Question): Sentence {
  const { histogram } = answer;
  if (!histogram) return [{ text: 'No observation has a signed error.' }];
  const size = fixed(Math.abs(histogram.mean), 2);
  if (question.measure === 'miss')
    return [
      {
        text: `Scores fall ${size}${question.scale ? ' of the scale' : ''} short of right on average.`,
      },
    ];
  const unit = question.measure === 'standardised' ? 'SD' : 'points';
  if (!/[1-9]/.test(size))
    return [
      { text: `Errors lean neither way: their mean is ${directed(histogram.mean, 2)} ${unit}.` },
    ];
  const up = histogram.mean > 0;
  const words = sideWords(question);
  const share = percent(up ? histogram.above : histogram.below);
  return [
    {
      text: `Errors lean ${up ? 'high' : 'low'}: scores are ${size} ${unit} ${up ? 'above' : 'below'} the reference on average, and ${share} are ${up ? words.above : words.below}.`,
    },
  ];
}

/** What the choice of a prompt does, model by model. */
export function promptsSentence(answer: SliceAnswer, question: Question): Sentence {
  const group = findGroup(answer, ['model', 'prompt']);
  const slices = group ? filled(group) : [];
  const { factor, apart } = measureWords(question.measure);
  const decimals = columnDecimals(slices, factor);
  const spreads = [...new Set(slices.map((s) => s.levels[0]))]
    .map((model) => {
      const own = slices.filter((s) => s.levels[0] === model).map((s) => s.mean * factor);
      const { low, high } = extent(own);
      return { model, prompts: own.length, spread: high - low };
    })
    .filter((s) => s.prompts > 1)
    .toSorted((a, b) => b.spread - a.spread);
  if (spreads.length === 0) return [{ text: 'No model was given more than one prompt.' }];
  const most = spreads[0];
  const least = spreads[spreads.length - 1];
  return [
    { text: `Choosing a prompt moves ${most.model} by ` },
    { text: `${fixed(most.spread, decimals)}\u00a0${apart}`, role: 'strong' },
    { text: spreads.length > 1 ? ` and ${least.model} by ${fixed(least.spread, decimals)}.` : '.' },
  ];
}
