import { count, counted, fixed, percent, range } from '../../domain/format.ts';
import type { Question } from '../../domain/question.ts';
import type {
  BootstrapSummary,
  ProfileInterval,
  RatioTest,
} from '../../stats/variance/uncertainty/types.ts';
import type { Component, VarianceFit } from '../../stats/variance/types.ts';
import type { Removable } from '../../domain/slice.ts';
import type { VarianceDesign } from './design.ts';
import { relationsOf } from './design-words.ts';
import { measureName } from '../measure-words.ts';
import { choiceName, choiceOfFit } from './choice-words.ts';
import { removableWords } from './sentences.ts';

/** What a methods paragraph can tell; what was not computed is null and left out. */
export interface MethodsFacts {
  readonly version: string;
  readonly question: Question;
  readonly fit: VarianceFit;
  readonly design: VarianceDesign;
  /** Observations without a score among those the question is about. */
  readonly missing: number;
  /** Of the share of the choice group. */
  readonly profile: ProfileInterval | null;
  readonly test: RatioTest | null;
  /** Its first ratio is the share of the choice group. */
  readonly bootstrap: BootstrapSummary | null;
  /** What the best choice removes. */
  readonly removable: Removable | null;
}

/** A paragraph for the methods section of a paper, numbers and seed filled in, then its references. */
export function methodsParagraph(facts: MethodsFacts): string {
  const sentences = [
    dataSentence(facts),
    ...modelSentences(facts),
    ...fitSentences(facts.fit),
    ...resultSentences(facts),
    ...bootstrapSentences(facts.bootstrap),
    ...removableSentences(facts),
    `Computed with Declination ${facts.version}.`,
  ];
  // Spaces that do not break are for the page; this goes into an editor.
  const paragraph = sentences.join(' ').replaceAll('\u00a0', ' ');
  return `${paragraph}\n\n${references(facts).join('\n')}\n`;
}

function dataSentence({ question, fit, missing }: MethodsFacts): string {
  const policy = {
    exclude: missing === 1 ? 'was excluded' : 'were excluded',
    zero: 'counted as a score of zero',
    largest: 'counted as the largest possible error',
  }[question.missing];
  const filters = question.filters.map(
    (f) => `${f.facet} ${f.levels.map((level) => `"${level}"`).join(' or ')}`,
  );
  return [
    `We decomposed the variance of ${measureName(question)} over ${count(fit.n)} observations`,
    filters.length > 0 ? ` (${filters.join('; ')})` : '',
    missing > 0 ? `; ${counted(missing, 'missing score')} ${policy}.` : '.',
  ].join('');
}

function modelSentences({ fit, design }: MethodsFacts): string[] {
  const fitted = fit.components.filter((c) => c.term !== 'Residual');
  const facets = new Set(fitted.flatMap((c) => c.facets));
  const { nested, together } = relationsOf(design);
  const within = nested.filter(({ inner, outer }) => facets.has(inner) && facets.has(outer));
  const inseparable = together.filter(([a, b]) => facets.has(a) || facets.has(b));
  const kinds = within.length > 0 ? 'crossed and nested' : 'crossed';
  const terms = fitted.map((c) => `${writeTerm(c)} (${counted(c.levels, 'level')})`);
  const merged = (fit.components.at(-1)?.label.split(', ').slice(0, -1) ?? []).map(writeName);
  const residual = merged.length > 0 ? `, ${list(merged)} being part of the residual` : '';
  return [
    fitted.length > 0
      ? `The model has one fixed mean and ${kinds} random intercepts for ${list(terms)}${residual}.`
      : `The model has one fixed mean and a residual${residual}.`,
    ...within.map(
      ({ inner, outer }) => `Each ${inner} occurred with one ${outer} only (${inner} in ${outer}).`,
    ),
    ...inseparable.map(
      ([a, b]) =>
        `Every ${a} came with one ${b} and the other way round, so one term stands for both.`,
    ),
  ];
}

function fitSentences(fit: VarianceFit): string[] {
  const { method, evaluations, starts } = fit.record;
  const name = method === 'REML' ? 'restricted maximum likelihood (REML)' : 'maximum likelihood';
  const zeros = fit.components.filter((c) => c.boundary).map(writeTerm);
  const boundary =
    zeros.length === 0
      ? []
      : [
          `The ${zeros.length === 1 ? 'component' : 'components'} of ${list(zeros)} ${zeros.length === 1 ? 'was' : 'were'} estimated as zero.`,
        ];
  return [
    `It was fitted by ${name} to sufficient statistics with average-information Newton steps from ${counted(starts.length, 'start')} (${counted(evaluations, 'evaluation')}, criterion ${fixed(fit.criterion, 3)}).`,
    ...boundary,
  ];
}

function resultSentences({ fit, profile, test }: MethodsFacts): string[] {
  const choice = fit.groups.find(({ group }) => group === 'choice');
  if (!choice) return [];
  const share = percent(choice.share.value, 1);
  const interval = profile
    ? ` (95 % profile-likelihood interval ${writeRange(profile.low, profile.high)}${profile.factor > 1.005 ? `, chi-squared threshold times ${fixed(profile.factor, 2)} for few levels` : ''})`
    : choice.share.wald
      ? ` (95 % Wald interval on the logit ${writeRange(choice.share.wald.low, choice.share.wald.high)})`
      : '';
  const tested = test
    ? [
        `A likelihood-ratio test of a share of ${Number((100 * test.hypothesis).toPrecision(6))} % gave ${writeStatistic(test)} on 1 degree of freedom, p ${test.p < 0.001 ? '< 0.001' : `= ${fixed(test.p, 3)}`}${test.approximate ? ' (approximate)' : ''}.`,
      ]
    : [];
  return [
    `The choice of ${choiceName(choiceOfFit(fit))} accounted for ${share} of the variance${interval}.`,
    ...tested,
  ];
}

/** The plain ratio, as another program has it, and what small samples make of it. */
function writeStatistic({ statistic, factor }: RatioTest): string {
  const plain = `a statistic of ${fixed(statistic * factor, 2)}`;
  return factor > 1.005
    ? `${plain} (${fixed(statistic, 2)} after division by ${fixed(factor, 2)} for few levels)`
    : plain;
}

function bootstrapSentences(bootstrap: BootstrapSummary | null): string[] {
  if (!bootstrap) return [];
  const { replicates, seed, failed, ratios } = bootstrap;
  const first = ratios[0] ? `, for that share ${writeRange(ratios[0].low, ratios[0].high)}` : '';
  const lost = failed === 0 ? '' : `; ${counted(failed, 'replicate')} could not be fitted`;
  return [
    `Percentile intervals were taken from ${counted(replicates, 'replicate')} of a parametric bootstrap (seed ${seed}${lost})${first}.`,
  ];
}

function removableSentences({ removable, question, fit }: MethodsFacts): string[] {
  if (!removable) return [];
  const { splits, seed, share, low, high } = removable;
  const { mean } = removableWords(removable, question.measure);
  const ends = low === null || high === null ? '' : ` (95 % interval ${writeRange(low, high)})`;
  return [
    `Over ${counted(splits, 'random halving')} of the items (seed ${seed}), the best ${choiceName(choiceOfFit(fit)).replace('the ', '')} of one half had on the other half a ${mean} that was ${share >= 0 ? percent(share, 1) : percent(-share, 1)} ${share >= 0 ? 'below' : 'above'} that of the average${ends}.`,
  ];
}

function references({ profile, bootstrap }: MethodsFacts): string[] {
  return [
    'Bates, D., Mächler, M., Bolker, B., & Walker, S. (2015). Fitting linear mixed-effects models using lme4. Journal of Statistical Software, 67(1).',
    'Gilmour, A. R., Thompson, R., & Cullis, B. R. (1995). Average information REML. Biometrics, 51(4), 1440-1450.',
    ...(profile
      ? [
          'Bartlett, M. S. (1937). Properties of sufficiency and statistical tests. Proceedings of the Royal Society A, 160, 268-282.',
        ]
      : []),
    ...(bootstrap
      ? ['Efron, B., & Tibshirani, R. J. (1993). An introduction to the bootstrap. Chapman & Hall.']
      : []),
  ];
}

function writeTerm(component: Component): string {
  return component.facets.length === 0 ? 'the residual' : component.facets.join(' x ');
}

/** A term by name, as the others are written. */
function writeName(term: string): string {
  return term.split(':').join(' x ');
}

function writeRange(low: number, high: number): string {
  return `${range(100 * low, 100 * high, (x) => fixed(x, 1))} %`;
}

/** `a, b and c`. */
function list(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}
