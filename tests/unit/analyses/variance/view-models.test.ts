import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { componentsModel, componentsTable } from '../../../../src/analyses/variance/components.ts';
import { NOTHING_KNOWN } from '../../../../src/analyses/variance/known.ts';
import { recordEntries } from '../../../../src/analyses/variance/record.ts';
import {
  commonItemSentence,
  componentsNote,
  offsetSentence,
  referenceNoiseSentence,
  removableSentence,
  spreadSentence,
  testSentence,
} from '../../../../src/analyses/variance/sentences.ts';
import { shareBarModel, shareTable } from '../../../../src/analyses/variance/share-bar.ts';
import {
  candidateTerms,
  termsBeside,
  termsOf,
  withoutTerm,
} from '../../../../src/analyses/variance/terms.ts';
import { EMPTY_DATASET } from '../../../../src/domain/dataset.ts';
import { plainText } from '../../../../src/domain/panel.ts';
import type { Sentence } from '../../../../src/domain/panel.ts';
import type { Removable } from '../../../../src/domain/slice.ts';
import type { VarianceFit } from '../../../../src/stats/variance/types.ts';
import { FIT, QUESTION } from '../../../figures/study.ts';

const say = (sentence: Sentence | null): string =>
  plainText(sentence ?? []).replaceAll('\u00a0', ' ');
const signed = { ...QUESTION, measure: 'signed' } as const;

const REMOVABLE: Removable = {
  of: 'error',
  average: 1.42,
  best: 1.18,
  share: 0.169,
  low: 0.142,
  high: 0.197,
  choice: ['Vega', 'rubric'],
  choiceFrequency: 0.62,
  splits: 100,
  seed: 7,
};

/** The fit with other variances, its shares and sums following. */
function fitWith(variances: readonly number[]): VarianceFit {
  const components = FIT.components.map((c, i) => ({ ...c, variance: variances[i] }));
  const total = variances.reduce((a, b) => a + b, 0);
  return {
    ...FIT,
    total,
    components: components.map((c) => ({ ...c, share: { value: c.variance / total, wald: null } })),
    groups: FIT.groups.map(({ group }) => {
      const variance = components
        .filter((c) => c.group === group)
        .reduce((sum, c) => sum + c.variance, 0);
      return { group, variance, share: { value: variance / total, wald: null } };
    }),
  };
}

const fits = fc
  .array(fc.double({ min: 0, max: 5, noNaN: true }), { minLength: 8, maxLength: 8 })
  .filter((v) => v.reduce((a, b) => a + b, 0) > 1e-3)
  .map(fitWith);

describe('the share bar', () => {
  test('sums to 100, its two parts of the choice to the number in the sentence', () => {
    fc.assert(
      fc.property(fits, (fit) => {
        const { segments } = shareBarModel(fit, QUESTION);
        expect(segments.reduce((sum, s) => sum + s.percent, 0)).toBe(100);
        const choice = segments
          .filter((s) => s.group === 'choice')
          .reduce((sum, s) => sum + s.percent, 0);
        const said = spreadSentence(fit, QUESTION).find((s) => s.role === 'answer')!.text;
        if (choice > 0) expect(said).toBe(`${choice}\u00a0%`);
        const whole = fit.groups.find((g) => g.group === 'choice')!.share.value;
        expect(choice).toBe(Math.round(100 * whole));
      }),
    );
  });

  test('shows the offset beside the spread for signed error only', () => {
    expect(shareBarModel(FIT, QUESTION).offset).toBeNull();
    expect(shareBarModel(FIT, signed).offset).toMatchObject({ value: 1.161, spread: 1.0255 });
    expect(shareTable(FIT, signed).rows.at(-1)![1].value).toBe(1.161);
  });
});

describe('the components', () => {
  const parse = (text: string): number => Number(text.replaceAll(',', ''));

  test('are printed so that every sum is the sum of its printed terms', () => {
    fc.assert(
      fc.property(fits, (fit) => {
        const model = componentsModel(fit);
        for (const section of model.sections.filter((s) => s.rows.length > 0)) {
          const variance = section.rows.reduce((sum, row) => sum + parse(row.variance), 0);
          const share = section.rows.reduce((sum, row) => sum + parse(row.shareText), 0);
          expect(parse(section.variance)).toBeCloseTo(variance, 6);
          expect(parse(section.shareText)).toBeCloseTo(share, 6);
        }
        const whole = model.sections.filter((s) => s.part === null);
        expect(whole.reduce((sum, s) => sum + parse(s.shareText), 0)).toBeCloseTo(100, 6);
      }),
    );
  });

  test.each([1e-14, 1e-6, 1e4, 1e12])(
    'keep their digits and their sums where variances are %d times as large',
    (scale) => {
      const components = FIT.components.map((c) => ({
        ...c,
        variance: c.variance * scale,
        sd: c.sd * Math.sqrt(scale),
      }));
      const model = componentsModel({ ...FIT, components, total: FIT.total * scale });
      const power = /10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/.exec(model.heads.variance)?.[1] ?? '⁰';
      const digits = [...power].map((c) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c)).filter((d) => d >= 0);
      const exponent = Number(digits.join('')) * (power.startsWith('⁻') ? -1 : 1);
      const total = parse(model.total.variance) * 10 ** exponent;
      expect(total / (FIT.total * scale)).toBeCloseTo(1, 3);
      expect(model.total.variance.replace(/^[0.]+|[.,]/g, '').length).toBeLessThanOrEqual(7);
      const rows = model.sections.flatMap((section) => section.rows);
      const sum = rows.reduce((all, row) => all + parse(row.variance), 0);
      expect(sum).toBeCloseTo(parse(model.total.variance), 6);
      expect(rows.every((row) => row.sd.length <= 9)).toBe(true);
      expect(parse(rows[0].sd)).toBeGreaterThan(0);
    },
  );

  test('stand in the order of the bar, the choice in its two parts', () => {
    const { sections } = componentsModel(FIT);
    expect(sections.map((s) => s.part ?? s.name)).toEqual([
      'Your choice',
      'one for all tasks',
      'one per task',
      'Common to all',
      'Not choosable',
      'Measurement',
    ]);
  });

  test('carry a word of caution where little can be known', () => {
    const rows = componentsModel(FIT).sections.flatMap((s) => s.rows);
    const cautions = rows.flatMap((row) => (row.caution ? [[row.key, row.caution]] : []));
    expect(cautions).toEqual([
      ['model', '8 levels'],
      ['prompt:item', 'at zero'],
    ]);
    expect(rows.find((row) => row.key === 'model')!.intervalText).toBe('–');
  });

  test('are each once in the table, at full precision', () => {
    const { rows } = componentsTable(FIT);
    expect(rows).toHaveLength(FIT.components.length);
    expect(rows.map((row) => row[3].value)).toContain(0.0921);
  });
});

describe('the two answers', () => {
  test('are never merged: only the second may say remove', () => {
    const spread = say(spreadSentence(FIT, QUESTION));
    expect(spread).toBe(
      '19 % of the variance of absolute error around its mean goes with model and prompt (95 % interval 9 to 28 %).',
    );
    expect(spread).not.toMatch(/remov/);
    expect(say(removableSentence(REMOVABLE, QUESTION, ['model', 'prompt']))).toBe(
      'Moving from the average of these models and prompts to the best lowers the mean absolute error from 1.42 to 1.18 points; it removes 17 % (95 % interval 14 to 20 %).',
    );
  });

  test('say why there is no interval', () => {
    const groups = FIT.groups.map((g) => ({ ...g, share: { ...g.share, wald: null } }));
    expect(say(spreadSentence({ ...FIT, groups }, QUESTION))).toContain(
      '(no interval: 8 models are too few)',
    );
  });

  test('say that nothing is removed where the best does no better elsewhere', () => {
    const none = { ...REMOVABLE, best: 1.44, share: -0.014 };
    expect(say(removableSentence(none, QUESTION, ['model', 'prompt']))).toContain(
      'removes nothing on the other half',
    );
  });

  test('show the mean square of a signed error whole', () => {
    expect(say(offsetSentence(FIT, signed))).toBe(
      'Of the mean square of 2.19 points², 1.16 is an offset common to all (mean +1.08) and 1.03 is the spread around it. The shares are of the spread alone.',
    );
    expect(offsetSentence(FIT, QUESTION)).toBeNull();
  });

  test('say at least where part of the item share hides in the residual', () => {
    expect(say(commonItemSentence(FIT))).toContain('Common item share at least 75 %');
  });
});

test('a test shows the plain ratio, and what few levels make of it', () => {
  const test = {
    value: 0.5,
    hypothesis: 0.15,
    statistic: 6.99,
    factor: 1.049,
    p: 0.0082,
    approximate: null,
    evaluations: 9,
  };
  expect(say(testSentence(test))).toBe(
    'Can be ruled out, likelihood ratio 7.33 over 1.05 for few levels, p = 0.008.',
  );
  expect(say(testSentence({ ...test, factor: 1 }))).toContain('likelihood ratio 6.99, p = 0.008.');
});

test('intervals of the groups are called what they are while they are worked out', () => {
  expect(componentsNote(FIT, QUESTION)).toContain('Groups: Wald until their profile intervals');
  const known = { ...NOTHING_KNOWN, parts: { groups: {}, commonItem: null } };
  expect(componentsNote(FIT, QUESTION, known)).toContain('Groups: profile likelihood.');
});

test('what a problem lays to a term leads on to the terms without it', () => {
  const terms = [['model'], ['item'], ['model', 'prompt'], ['model', 'item']];
  expect(termsBeside(terms, { code: 'exact-response', field: 'model' })).toEqual([['item']]);
  expect(termsBeside(terms, { code: 'diverged', field: 'model' })).toEqual(terms.slice(1));
  expect(termsBeside(terms, { code: 'constant-response' })).toBeNull();
  expect(termsBeside([['model']], { code: 'diverged', field: 'model' })).toBeNull();
});

test('the noise of the reference has one number, in the bar and in the sentence', () => {
  fc.assert(
    fc.property(fits, fc.double({ min: 0.01, max: 1, noNaN: true }), (fit, part) => {
      const common = fit.groups.find((g) => g.group === 'common')!;
      fc.pre(common.share.value > 0.02);
      const known = {
        ...NOTHING_KNOWN,
        referenceNoise: {
          variance: part * common.variance,
          share: part * common.share.value,
          ofCommon: part,
          cut: false,
          firstOrder: false,
          items: 10,
          rated: 10,
        },
      };
      const bar = shareBarModel(fit, QUESTION, known);
      const drawn = bar.segments.find(({ id }) => id === 'common-noise')!;
      expect(referenceNoiseSentence(known, bar)![0].text).toBe(drawn.text);
    }),
    { seed: 7 },
  );
});

test('the record says how the fit went', () => {
  const entries = Object.fromEntries(recordEntries(FIT).map(({ name, text }) => [name, text]));
  expect(entries['Criterion']).toMatch(/^36,418\.207 \(both starts agree/);
  expect(entries['Stopped']!.replaceAll('\u00a0', ' ')).toBe('relative step 4 × 10⁻¹⁰ < 10⁻⁹');
  expect(entries['At the boundary']).toBe('prompt:item');
  const inside = { ...FIT, components: FIT.components.map((c) => ({ ...c, boundary: false })) };
  const text = recordEntries(inside).find(({ name }) => name === 'At the boundary')!.text;
  // The residual is no term of the fit.
  expect(text).toBe(`none of ${FIT.components.length - 1}\u00a0terms`);
});

test('terms can be added and left out, a refused one too, in any order of their facets', () => {
  const terms = termsOf(FIT);
  expect(terms).toContainEqual(['rater']);
  expect(withoutTerm(terms, ['prompt', 'model'])).not.toContainEqual(['model', 'prompt']);
  const facets = ['model', 'prompt', 'item'].map((name) => ({
    name,
    levels: 3,
    present: true,
    names: null,
  }));
  const candidates = candidateTerms({ ...EMPTY_DATASET, facets }, [['prompt', 'model']]);
  expect(candidates).toEqual([
    ['model'],
    ['prompt'],
    ['item'],
    ['model', 'item'],
    ['prompt', 'item'],
    ['model', 'prompt', 'item'],
  ]);
});
