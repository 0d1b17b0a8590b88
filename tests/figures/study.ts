import type { Question } from '../../src/domain/question.ts';
import { DEFAULT_QUESTION } from '../../src/domain/question.ts';
import type { LevelRanks, PairedDifference, Slice, SliceAnswer } from '../../src/domain/slice.ts';
import type { Component, ComponentGroup, VarianceFit } from '../../src/stats/variance/types.ts';

/** A small study made by hand, for figures and view models: three models, two prompts, two tasks. */
export const MODELS = ['Vega', 'Altair & co', 'Rigel'];
export const PROMPTS = ['rubric', 'few-shot'];
const TASKS = ['Climate', 'Equity'];

export const QUESTION: Question = DEFAULT_QUESTION;

/** A slice with its mean and n; everything else follows from them. */
export function slice(levels: readonly string[], mean: number, n: number, missing = 0): Slice {
  return {
    levels,
    n,
    missing,
    clusters: 40,
    mean,
    bias: mean / 2,
    rmse: Math.hypot(mean, 0.8),
    interval: { low: mean - 0.1, high: mean + 0.12, se: 0.05, df: 38.4, method: 'CR2' },
    naiveSe: 0.02,
  };
}

const modelMeans = [1.2, 2.05, 0.9];

export const ANSWER: SliceAnswer = {
  total: slice([], 1.42, 1190, 10),
  groups: [
    { facets: ['model'], slices: MODELS.map((m, i) => slice([m], modelMeans[i], 400 - i, i)) },
    {
      facets: ['model', 'task'],
      slices: MODELS.flatMap((m, i) =>
        TASKS.map((t, j) => slice([m, t], modelMeans[i] + 0.3 * j - 0.15, 200)),
      ).slice(0, 5),
    },
    {
      facets: ['model', 'prompt'],
      slices: MODELS.flatMap((m, i) =>
        PROMPTS.map((p, j) => slice([m, p], modelMeans[i] + 0.25 * i * j, 200)),
      ),
    },
  ],
  histogram: {
    start: -2.25,
    width: 0.5,
    counts: Float64Array.of(0, 20, 60, 120, 190, 260, 240, 180, 90, 30, 0),
    mean: 0.61,
    below: 0.25,
    exact: 0.11,
    above: 0.64,
  },
};

function compared(
  first: string,
  second: string,
  difference: number,
  test: { p: number; adjusted: number },
): PairedDifference {
  const half = 0.17;
  return {
    first,
    second,
    difference,
    interval: { low: difference - half, high: difference + half, se: 0.084, df: 38, method: 'CR2' },
    ...test,
    items: 40,
    clusters: 39,
    correlation: 0.62,
    naiveSe: 0.071,
    unpairedSe: 0.115,
    detectable: 0.24,
  };
}

/** Rigel and Vega share first place; Altair & co is behind both. */
export const RANKS: LevelRanks = {
  facet: 'model',
  of: 'error',
  levels: [
    { name: 'Rigel', mean: 0.9, rank: 1, letters: ['a'] },
    { name: 'Vega', mean: 1.2, rank: 1, letters: ['a'] },
    { name: 'Altair & co', mean: 2.05, rank: 3, letters: ['b'] },
  ],
  behind: {
    first: 'Rigel',
    last: 'Altair & co',
    difference: 1.15,
    interval: { low: 1.02, high: 1.28, se: 0.06, df: 38, method: 'CR2' },
    items: 40,
  },
  compared: [
    compared('Rigel', 'Vega', -0.3, { p: 0.08, adjusted: 0.08 }),
    compared('Rigel', 'Altair & co', -1.15, { p: 1e-9, adjusted: 3e-9 }),
    compared('Vega', 'Altair & co', -0.85, { p: 1e-6, adjusted: 2e-6 }),
  ],
  pairs: 3,
  untested: 0,
};

function component(
  term: string,
  levels: number,
  variance: number,
  group: ComponentGroup,
  scope: Component['scope'] = null,
): Component {
  const wald = levels === 0 || levels >= 10 ? { low: variance / 2, high: variance * 1.6 } : null;
  return {
    term,
    facets: term === 'Residual' ? [] : term.split(':'),
    label: term === 'Residual' ? 'model:prompt:item, residual' : term,
    levels,
    variance,
    sd: Math.sqrt(variance),
    share: { value: variance / TOTAL, wald: variance === 0 ? null : wald },
    group,
    scope,
    boundary: variance === 0,
  };
}

const TOTAL = 1.0255;
const COMPONENTS: readonly Component[] = [
  component('model', 8, 0.0763, 'choice', 'all-tasks'),
  component('model:prompt', 24, 0.0921, 'choice', 'all-tasks'),
  component('model:task', 56, 0.0238, 'choice', 'per-task'),
  component('item', 120, 0.2129, 'common'),
  component('task:item', 840, 0.262, 'common'),
  component('model:item', 960, 0.0693, 'not-choosable'),
  component('prompt:item', 360, 0, 'not-choosable'),
  component('Residual', 0, 0.2891, 'measurement'),
];

function groupSum(group: ComponentGroup): VarianceFit['groups'][number] {
  const variance = COMPONENTS.filter((c) => c.group === group).reduce((a, c) => a + c.variance, 0);
  const value = variance / TOTAL;
  return { group, variance, share: { value, wald: { low: value / 2, high: value * 1.5 } } };
}

export const FIT: VarianceFit = {
  n: 19962,
  mean: 1.08,
  meanSe: 0.07,
  criterion: 36418.2071,
  components: COMPONENTS,
  total: TOTAL,
  groups: (['choice', 'common', 'not-choosable', 'measurement'] as const).map(groupSum),
  offset: 1.161,
  commonItem: { value: 0.754, atLeast: true },
  refused: [{ term: 'rater', code: 'one-level', message: 'rater has 1 level: it cannot vary.' }],
  warnings: [],
  record: {
    method: 'REML',
    iterations: 9,
    evaluations: 21,
    stopped: 'relative-step',
    relativeStep: 4e-10,
    tolerance: 1e-9,
    starts: [
      { gamma: 0.1, criterion: 36418.2071 },
      { gamma: 1e-4, criterion: 36418.2071 },
    ],
    milliseconds: { frame: 31.2, symbolic: 2.4, fit: 118, intervals: 402 },
  },
};
