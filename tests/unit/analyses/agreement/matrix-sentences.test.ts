import { describe, expect, test } from 'vitest';
import type { AgreementAnswer } from '../../../../src/analyses/agreement/answers.ts';
import { matrixSentence } from '../../../../src/analyses/agreement/matrix-sentences.ts';

/** Three models and what each pair of them agrees, in the order (b, a), (c, a), (c, b). */
function answer(ba: number, ca: number, cb: number): AgreementAnswer {
  const models = [0, 1, 2];
  return {
    loaded: {
      summary: {
        models,
        prompts: [0],
        raters: [],
        tasks: [0],
        items: 3,
        clusters: 3,
        columns: 3,
        units: 3,
        hasReference: false,
        sharesItems: false,
        clusteredByItem: false,
      },
      names: {
        model: new Map([
          [0, 'Vega'],
          [1, 'Rigel'],
          [2, 'Mira'],
        ]),
        prompt: new Map([[0, 'plain']]),
        task: new Map([[0, 'short']]),
        rater: new Map(),
      },
    },
    request: { show: 'model', task: null, coefficient: 'pearson', average: 'micro' },
    matrix: {
      scorers: models.map((model) => ({ kind: 'model', model })),
      agreement: {
        coefficient: 'pearson',
        rows: 3,
        values: Float64Array.of(1, ba, ca, ba, 1, cb, ca, cb, 1),
        n: new Int32Array(9).fill(3),
        tasks: new Int32Array(9).fill(1),
        why: new Uint8Array(9),
      },
      reasons: [null],
      order: { mean: models, similarity: models },
    },
    disattenuated: null,
  };
}

const said = (values: [number, number, number]): string =>
  matrixSentence(answer(...values))
    .map(({ text }) => text)
    .join('');

describe('what the matrix says first', () => {
  test('names the pair that agrees most and the pair that agrees least', () => {
    expect(said([0.8, 0.1, 0.5])).toBe(
      'Vega and Rigel agree most (0.80), Vega and Mira least (0.10).',
    );
  });

  test('names no pair where all print the same', () => {
    expect(said([1, 0.999, 1])).toBe('All 3\u00a0pairs agree alike: 1.00.');
  });

  test('counts only pairs whose agreement is defined', () => {
    expect(said([NaN, 0.7, NaN])).toBe('Vega and Mira agree 0.70.');
    expect(said([NaN, NaN, NaN])).toBe('No two models share enough scores to be compared.');
  });
});
