import type { ErrorMeasure } from '../../domain/error-measure.ts';
import {
  count,
  counted,
  decimalsFor,
  directed,
  fixed,
  percent,
  unbroken,
  writerFor,
} from '../../domain/format.ts';
import type { Sentence, Span } from '../../domain/panel.ts';
import type { Question } from '../../domain/question.ts';
import type { Removable } from '../../domain/slice.ts';
import type { VarianceFit } from '../../stats/variance/types.ts';
import type { RatioTest } from '../../stats/variance/uncertainty/types.ts';
import { measureWords } from '../measure-words.ts';
import { bestChoice, choiceName, choiceOfFit, choicePlural } from './choice-words.ts';
import type { Chosen } from './choice-words.ts';
import { NOTHING_KNOWN } from './known.ts';
import type { Known } from './known.ts';
import type { IntervalKind } from './options.ts';
import { groupPercents, groupShare, writeInterval } from './share-bar.ts';
import type { ShareBarModel } from './share-bar.ts';

/** Answer (a), the spread: what share of the variance goes with the choice. It never says remove. */
export function spreadSentence(
  fit: VarianceFit,
  question: Question,
  known: Known = NOTHING_KNOWN,
): Sentence {
  const { name } = measureWords(question.measure);
  const choice = fit.groups.find((g) => g.group === 'choice');
  if (!choice)
    return [
      { text: `No part of the variance of ${name} is laid to model or prompt: ` },
      { text: 'neither has a term in this fit', role: 'strong' },
      { text: '.' },
    ];
  const [whole] = groupPercents(fit);
  const share = groupShare(fit, 'choice');
  const text = whole === 0 && share > 0 ? '<1\u00a0%' : `${whole}\u00a0%`;
  const interval: Span = { text: choiceInterval(fit, known), role: 'interval' };
  return [
    { text, role: 'answer' },
    {
      text: ` of the variance of ${name} around its mean goes with ${choiceName(choiceOfFit(fit))} `,
    },
    interval,
    { text: '.' },
  ];
}

/** The headline's interval in words, or what keeps it away. */
function choiceInterval(fit: VarianceFit, { choice }: Known): string {
  if (choice === 'pending') return '(its 95\u00a0% interval is on its way)';
  const ends = choice ?? fit.groups.find((g) => g.group === 'choice')?.share.wald;
  return ends
    ? `(95\u00a0% interval ${writeInterval(ends)})`
    : `(no interval: ${whyNoInterval(fit)})`;
}

/** In words, what keeps the headline share from an interval. */
function whyNoInterval(fit: VarianceFit): string {
  const choice = fit.components.filter((c) => c.group === 'choice');
  const few = choice
    .filter((c) => c.facets.length === 1 && c.levels < 10)
    .map((c) => `${count(c.levels)} ${c.term}s`);
  if (few.length > 0) return `${few.join(' and ')} are too few`;
  if (choice.some((c) => c.levels < 10)) return 'a term has fewer than 10 levels';
  return 'a term is at zero, the edge of what is possible';
}

/** Answer (b), what the best choice removes on items it was not chosen on. */
export function removableSentence(
  removable: Removable,
  question: Question,
  chosen: readonly Chosen[],
): Sentence {
  const { mean, unit, factor } = removableWords(removable, question.measure);
  const decimals = decimalsFor(Math.abs(removable.average - removable.best) * factor * 0.3);
  const from = fixed(removable.average * factor, decimals);
  const to = fixed(removable.best * factor, decimals);
  if (removable.share <= 0)
    return [
      { text: 'Choosing on half of the items removes ' },
      { text: 'nothing', role: 'answer' },
      { text: ` on the other half: the best there has a ${mean} of ${to}, the average ${from}.` },
    ];
  return [
    {
      text: `Moving from the average of these ${choicePlural(chosen)} to the best lowers the ${mean} from ${from} to ${to}\u00a0${unit}; it removes `,
    },
    { text: percent(removable.share), role: 'answer' },
    {
      text:
        removable.low === null || removable.high === null
          ? ' (no interval: one cluster)'
          : ` ${unbroken(`(95 % interval ${fixed(100 * removable.low, 0)} to ${fixed(100 * removable.high, 0)} %)`)}`,
      role: 'interval',
    },
    { text: '.' },
  ];
}

/** The name, unit and factor of what answer (b) averages. */
export function removableWords(
  removable: Removable,
  measure: ErrorMeasure,
): { readonly mean: string; readonly unit: string; readonly factor: number } {
  const words = measureWords(measure);
  if (removable.of === 'error') return words;
  return measure === 'standardised'
    ? { mean: 'mean squared standardised error', unit: 'SD²', factor: 1 }
    : { mean: 'mean squared error', unit: 'points²', factor: 1 };
}

/** Which choice the splits made. */
export function choiceSentence(removable: Removable, chosen: readonly Chosen[]): Sentence {
  const { choice, choiceFrequency, splits } = removable;
  const often = percent(choiceFrequency);
  return [
    { text: bestChoice(choice, chosen), role: 'strong' },
    { text: ` is the best in ${often} of ${counted(splits, 'split')} of the items into halves.` },
  ];
}

/** What the components table shows. */
export function componentsSentence(fit: VarianceFit): Sentence {
  const largest = fit.components.toSorted((a, b) => b.variance - a.variance)[0];
  return [
    { text: 'The largest single part is ' },
    { text: largest.term === 'Residual' ? 'the residual' : largest.label, role: 'strong' },
    { text: `: ${percent(largest.share.value)} of the variance.` },
  ];
}

/** How much of what goes wrong on an item goes wrong for every model; null where it cannot be told. */
export function commonItemSentence(
  fit: VarianceFit,
  known: Known = NOTHING_KNOWN,
): Sentence | null {
  if (!fit.commonItem) return null;
  const { value, atLeast } = fit.commonItem;
  const ends = known.parts?.commonItem;
  return [
    { text: 'Common item share ' },
    { text: `${atLeast ? 'at least ' : ''}${percent(value)}`, role: 'strong' },
    ...(ends ? [{ text: ` (${writeInterval(ends)})`, role: 'interval' as const }] : []),
    { text: ': of what goes wrong on an item, that much goes wrong for every model' },
    { text: atLeast ? '; what is a model’s own is not told from noise here.' : '.' },
  ];
}

/**
 * How much of what is common to all is noise of the reference, by the number that the bar has; null where
 * nothing is known of it.
 */
export function referenceNoiseSentence(
  known: Known,
  { segments }: Pick<ShareBarModel, 'segments'>,
): Sentence | null {
  const noise = known.referenceNoise;
  if (!noise) return null;
  const drawn = segments.find(({ id }) => id === 'common-noise');
  return [
    { text: drawn?.text ?? percent(noise.share), role: 'strong' },
    {
      text: ` of the variance is noise of the reference, ${noise.cut ? 'all' : percent(noise.ofCommon)} of what is common to all`,
    },
    ...(noise.rated < noise.items
      ? [
          {
            text: ` (from the ${count(noise.rated)} of ${count(noise.items)} items with several raters)`,
          },
        ]
      : []),
    { text: noise.firstOrder ? '; to first order.' : '.' },
  ];
}

/** For signed error: E e² = mean² + variance, whole, because the variance knows nothing of an offset. */
export function offsetSentence(fit: VarianceFit, question: Question): Sentence | null {
  if (question.measure !== 'signed') return null;
  const square = (x: number): string => writerFor(x, 2)(x);
  const whole = square(fit.total + Math.max(0, fit.offset));
  const mean = directed(fit.mean, decimalsFor(1.96 * fit.meanSe));
  if (fit.offset <= 0)
    return [
      {
        text: `No offset common to all can be told from zero (mean ${mean}): the mean square of ${whole} is all spread.`,
      },
    ];
  return [
    { text: `Of the mean square of ${whole} points², ` },
    { text: `${square(fit.offset)} is an offset common to all`, role: 'strong' },
    {
      text: ` (mean ${mean}) and ${square(fit.total)} is the spread around it. The shares are of the spread alone.`,
    },
  ];
}

/** What the components are, and how their intervals were made. */
export function componentsNote(
  fit: VarianceFit,
  question: Question,
  known: Known = NOTHING_KNOWN,
  kind: IntervalKind = 'wald',
): string {
  const binary = measureWords(question.measure).factor === 100;
  return [
    `n = ${count(fit.n)} observations.`,
    `Crossed random intercepts, ${fit.record.method}; ${measureWords(question.measure).name}, variances in ${binary ? 'squared shares' : 'squared units'}.`,
    ...(binary && question.scale === null
      ? ['Fitted on the observed scale: components depend on the base rate.']
      : []),
    intervalNote(known, kind),
  ].join(' ');
}

function intervalNote(known: Known, kind: IntervalKind): string {
  const groups =
    known.parts === null
      ? 'Groups: Wald until their profile intervals are worked out.'
      : 'Groups: profile likelihood.';
  switch (kind) {
    case 'wald':
      return Object.keys(known.components).length > 0
        ? `${groups} Terms: Wald on the logit of the share, or profile where marked ᵖ.`
        : `${groups} Terms: Wald on the logit of the share; a dash where a term has fewer than 10 levels or is at or near zero. Choose a row for its profile interval.`;
    case 'profile':
      return 'Groups and terms: profile likelihood, the threshold widened for few levels.';
    case 'bootstrap': {
      if (!known.bootstrap) return '';
      const { replicates, failed, seed } = known.bootstrap;
      const lost =
        failed > 0 ? `, ${counted(failed, 'of them without a fit', 'of them without a fit')}` : '';
      return `Groups and terms: percentiles of ${counted(replicates, 'replicate')} of a parametric bootstrap (seed ${seed}${lost}).`;
    }
  }
}

/** Whether a share of the choice can be ruled out, as likelihood ratio and p. */
export function testSentence(test: RatioTest): Sentence {
  const { statistic, factor, p } = test;
  const written = p < 0.001 ? 'p\u00a0<\u00a00.001' : `p\u00a0=\u00a0${fixed(p, p < 0.1 ? 3 : 2)}`;
  // The ratio as any other program has it, and what it was divided by.
  const divided = factor > 1.005 ? ` over ${fixed(factor, 2)} for few levels` : '';
  const ratio = Number.isFinite(statistic)
    ? `likelihood ratio ${fixed(statistic * factor, 2)}${divided}, `
    : '';
  return [
    { text: p < 0.05 ? 'Can be ruled out' : 'Cannot be ruled out', role: 'strong' },
    { text: `, ${ratio}${written}` },
    { text: test.approximate ? ` (approximate: ${test.approximate}).` : '.' },
  ];
}
