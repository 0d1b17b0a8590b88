import { comparisonModel } from '../../src/analyses/variance/comparison.ts';
import type { ComparedSide } from '../../src/analyses/variance/comparison.ts';
import { effectsModel } from '../../src/analyses/variance/effects.ts';
import type { LevelEffects } from '../../src/analyses/variance/effects.ts';
import { spreadModel } from '../../src/analyses/variance/residual-spread.ts';
import { studyModel } from '../../src/analyses/variance/study-model.ts';
import { comparison } from '../../src/figures/comparison.ts';
import { effects } from '../../src/figures/effects.ts';
import { spread } from '../../src/figures/spread.ts';
import { study } from '../../src/figures/study.ts';
import type { Stage } from '../../src/figures/svg.ts';
import { FIT, MODELS, PROMPTS, QUESTION } from './study.ts';
import { studyAnswer } from './variance-study.ts';

const EFFECTS: LevelEffects = {
  term: 'model',
  facets: ['model'],
  levels: 3,
  z: 1.96,
  rows: MODELS.map((name, i) => ({
    names: [name],
    effect: [-0.31, 0.42, 0.02][i],
    se: 0.06,
    n: 400,
  })),
};

const MANY_EFFECTS: LevelEffects = {
  term: 'model:prompt',
  facets: ['model', 'prompt'],
  levels: 30,
  z: 1.96,
  rows: Array.from({ length: 30 }, (_, i) => ({
    names: [`${MODELS[i % 3]} ${Math.floor(i / 6)}`, PROMPTS[i % 2]],
    effect: (i % 2 === 0 ? 1 : -1) * (0.6 - i / 60),
    se: 0.08 + i / 400,
    n: 40 + i,
  })),
};

const SPREAD = {
  facet: 'model',
  levels: MODELS.map((name, i) => ({ name, n: 400 - i, rms: [0.92, 0.61, 0.48][i] })),
};

/** A profile interval of the choice's share, as wide as given. */
function side(label: string, value: number, half: number): ComparedSide {
  const low = value - half;
  const high = value + half;
  const free = { low: false, high: false };
  const ends = { edge: free, unfinished: free, threshold: 3.84, factor: 1, evaluations: 60 };
  return { label, question: QUESTION, fit: FIT, choice: { value, low, high, ...ends } };
}

const COMPARE = { by: 'level', facet: 'task', pair: ['Climate', 'Equity'] } as const;

/** The figures of the variance decomposition that stand below its answer. */
export const VARIANCE_FIGURES: Readonly<Record<string, (stage: Stage) => SVGSVGElement>> = {
  effects: (stage) => effects(effectsModel(EFFECTS, QUESTION), stage),
  'effects-of-pairs': (stage) => effects(effectsModel(MANY_EFFECTS, QUESTION), stage),
  'residual-spread': (stage) => spread(spreadModel(SPREAD, QUESTION), stage),
  study: (stage) => study(studyModel(studyAnswer({})), stage),
  'study-out-of-reach': (stage) => study(studyModel(studyAnswer({ target: 0.9999 })), stage),
  comparison: (stage) =>
    comparison(
      comparisonModel({
        compare: COMPARE,
        left: side('Climate', 0.19, 0.06),
        right: { ...side('Equity', 0.24, 0.08), choice: null },
      }),
      stage,
    ),
};
