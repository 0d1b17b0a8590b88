import { describe, expect, test } from 'vitest';
import {
  bestChoice,
  choiceName,
  choiceOfDesign,
  choiceOfFit,
  choicePlural,
  groupName,
} from '../../../../src/analyses/variance/choice-words.ts';
import type { VarianceFit } from '../../../../src/stats/variance/types.ts';
import { FIT } from '../../../figures/study.ts';
import { DESIGN } from '../../../figures/variance-study.ts';

/** The fit with these terms in the residual. */
const merged = (...terms: string[]): VarianceFit => ({
  ...FIT,
  refused: terms.map((term) => ({
    term,
    code: 'is-residual',
    message: `${term} is the residual.`,
  })),
});

describe('the choice', () => {
  test('is what the fit lays variance to, with its interactions', () => {
    expect(choiceOfFit(FIT)).toEqual(['model', 'prompt']);
    const promptless = FIT.components.filter((c) => !c.facets.includes('prompt'));
    expect(choiceOfFit({ ...FIT, components: promptless })).toEqual(['model']);
    expect(choiceOfFit({ ...FIT, components: [] })).toEqual([]);
  });

  test('is what the design has more than one of', () => {
    expect(choiceOfDesign(DESIGN)).toEqual(['model', 'prompt']);
    const facets = DESIGN.facets.map((f) => (f.name === 'model' ? { ...f, levels: 1 } : f));
    expect(choiceOfDesign({ ...DESIGN, facets })).toEqual(['prompt']);
  });

  test('is named in full or by the one facet there is', () => {
    expect(choiceName(['model', 'prompt'])).toBe('model and prompt');
    expect(choiceName(['prompt'])).toBe('the prompt');
    expect(choicePlural(['model', 'prompt'])).toBe('models and prompts');
    expect(choicePlural(['model'])).toBe('models');
  });

  test('is told by the facets there is more than one of', () => {
    const best = ['Vega-70B', 'rubric'];
    expect(bestChoice(best, ['model', 'prompt'])).toBe('Vega-70B with rubric');
    expect(bestChoice(best, ['model'])).toBe('Vega-70B');
    expect(bestChoice(best, ['prompt'])).toBe('rubric');
  });
});

describe('the last group', () => {
  test('is measurement where a model`s part in an item is told apart', () => {
    expect(groupName(FIT, 'measurement')).toBe('Measurement');
    expect(groupName(merged('model:prompt:item'), 'measurement')).toBe('Measurement');
    expect(groupName(merged('task:item'), 'measurement')).toBe('Measurement');
  });

  test('says what it mixes where it is not', () => {
    expect(groupName(merged('model:item'), 'measurement')).toBe('Model × item and noise');
    expect(groupName(merged('model:prompt:item', 'prompt:item'), 'measurement')).toBe(
      'Prompt × item and noise',
    );
  });

  test('alone changes its name', () => {
    expect(groupName(merged('model:item'), 'choice')).toBe('Your choice');
    expect(groupName(merged('model:item'), 'not-choosable')).toBe('Not choosable');
  });
});
