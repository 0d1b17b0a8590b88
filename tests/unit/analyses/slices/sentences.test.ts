import { expect, test } from 'vitest';
import {
  bySentence,
  distributionSentence,
  heatMapSentence,
  promptsSentence,
  underSentence,
  viewSentence,
} from '../../../../src/analyses/slices/sentences.ts';
import { EMPTY_DATASET } from '../../../../src/domain/dataset.ts';
import { ERROR_MEASURES } from '../../../../src/domain/error-measure.ts';
import { plainText } from '../../../../src/domain/panel.ts';
import { ANSWER, QUESTION, slice } from '../../../figures/study.ts';

const say = (sentence: Parameters<typeof plainText>[0]): string =>
  plainText(sentence).replaceAll('\u00a0', ' ');

test('the view opens with the size of the error, its interval and its direction', () => {
  expect(say(viewSentence(ANSWER, QUESTION))).toBe(
    'A score is off by 1.42 points on average (95 % 1.32 to 1.54), and 64 % of scores are too high.',
  );
});

test('every measure has one number that answers', () => {
  for (const measure of ERROR_MEASURES) {
    const spans = viewSentence(ANSWER, { ...QUESTION, measure });
    expect(spans.filter((span) => span.role === 'answer')).toHaveLength(1);
  }
});

test('a signed error says which way it points instead of a sign', () => {
  const low = { ...ANSWER, total: slice([], -0.5, 1190) };
  expect(say(viewSentence(low, { ...QUESTION, measure: 'signed' }))).toContain(
    'Scores are 0.50 points too low on average (95 % −0.60 to −0.38)',
  );
});

test('one cluster gives no interval, and the sentence says so', () => {
  const total = { ...slice([], 1.4, 12), clusters: 1, interval: null };
  expect(say(viewSentence({ ...ANSWER, total }, QUESTION))).toContain('(no interval: 1 cluster)');
  expect(underSentence(EMPTY_DATASET, QUESTION, total)).toContain('There is one item');
});

test('missing scores that count are said to count', () => {
  const total = slice([], 1.4, 1200, 198);
  const under = underSentence(EMPTY_DATASET, { ...QUESTION, missing: 'largest' }, total);
  expect(under.replaceAll('\u00a0', ' ')).toContain(
    '198 missing scores count as the largest error.',
  );
});

test('panels say what is seen with the numbers that the figure prints', () => {
  expect(say(bySentence(ANSWER, QUESTION, 'model'))).toBe(
    'Rigel has the lowest mean, 0.90, and Altair & co the highest, 2.05: 1.15 points apart.',
  );
  expect(say(heatMapSentence(ANSWER, QUESTION, 'model', 'task'))).toBe(
    'The highest mean is that of Altair & co on Equity, 2.20; the lowest that of Rigel on Climate, 0.75.',
  );
  expect(say(distributionSentence(ANSWER, QUESTION))).toBe(
    'Errors lean high: scores are 0.61 points above the reference on average, and 64 % are too high.',
  );
  expect(say(promptsSentence(ANSWER, QUESTION))).toBe(
    'Choosing a prompt moves Rigel by 0.50 points and Vega by 0.00.',
  );
});

test('differences of shares are percentage points', () => {
  expect(say(bySentence(ANSWER, { ...QUESTION, measure: 'miss' }, 'model'))).toContain(
    'percentage points apart',
  );
});

test('levels and combinations that all have one mean are not put in an order', () => {
  const level = (facets: readonly string[], levels: readonly string[]) => ({
    ...slice([...levels], 1, 100),
    facets,
  });
  const groups = [['model'], ['model', 'task']].map((facets) => ({
    facets,
    slices: ['a', 'b'].map((name) =>
      level(
        facets,
        facets.map(() => name),
      ),
    ),
  }));
  const same = { ...ANSWER, groups } as unknown as typeof ANSWER;
  const missed = { ...QUESTION, measure: 'miss' } as const;
  expect(say(bySentence(same, missed, 'model'))).toBe(
    'The 2 levels of model share one mean, 100 %.',
  );
  expect(say(heatMapSentence(same, missed, 'model', 'task'))).toBe(
    'All combinations share one mean, 100 %.',
  );
});
