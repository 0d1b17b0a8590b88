import { describe, expect, test } from 'vitest';
import { named, readGroups } from './read-groups.ts';
import type { ReadGroup } from './read-groups.ts';

async function read(name: string, records: readonly object[]): Promise<ReadGroup> {
  const [group] = await readGroups([named(JSON.stringify(records), name)]);
  return group;
}

describe('pairwise results of self-recognition studies', () => {
  test('a record that was asked one question gives one comparison, not a missing answer', async () => {
    const { format, rows } = await read('xsum/ada_results.json', [
      {
        key: '7',
        model: 'human',
        forward_comparison: '1',
        forward_probability: 0.9,
        backward_comparison: '1',
        backward_probability: 0.6,
        self_preference: 0.65,
        random_labels: ['human', 'ada'],
      },
    ]);
    expect(format).toBe('self-recognition-pairs');
    expect(rows).toMatchObject([
      {
        question: 'preference',
        judge: 'ada',
        model_a: 'ada',
        model_b: 'human',
        preference: 0.65,
        forward: 'a',
        backward: 'b',
      },
    ]);
  });

  test('probabilities without choices and scores give both, as the study works them out', async () => {
    const { rows } = await read('ada_results.json', [
      {
        key: '7',
        model: 'human',
        forward_detection_output: { 1: 0.9, 2: 0.1 },
        backward_detection_output: { 1: 0.3, 2: 0.7 },
        forward_comparison_output: { 1: 0.2, 2: 0.8 },
        backward_comparison_output: { 1: 0.4, 2: 0.6 },
      },
    ]);
    expect(rows).toMatchObject([
      { question: 'recognition', preference: 0.8, forward: 'a', backward: 'a' },
      { question: 'preference', preference: 0.4, forward: 'b', backward: 'a' },
    ]);
  });

  test('choices written as numbers are choices, and an answer that is neither place is none', async () => {
    const { rows } = await read('ada_results.json', [
      {
        key: 7,
        model: 'human',
        forward_detection: 2,
        backward_detection: 'The',
        detection_score: null,
      },
    ]);
    expect(rows).toMatchObject([
      { question: 'recognition', item: '7', forward: 'b', backward: null, preference: null },
    ]);
    expect(rows).toMatchObject([{ failure: 'no answer' }]);
  });
});

describe('individual results of self-recognition studies', () => {
  test('grades by their probabilities give the mean grade where the score is not written', async () => {
    const { format, rows } = await read('ada_results.json', [
      { key: '7', model: 'ada', target_model: 'bob', scores: { 1: 0, 3: 0.1, 4: 0.3, 5: 0.4 } },
      { key: '7', model: 'ada', target_model: 'ada', scores: { 1: 0, 2: 0 } },
    ]);
    expect(format).toBe('self-recognition-individual');
    expect(rows).toHaveLength(2);
    expect(rows[1]).toMatchObject({ model: 'ada', score: null, failure: 'no answer' });
    expect(rows[0]).toMatchObject({ model: 'bob', rater: 'ada', metric: 'quality' });
    expect(rows[0]['score']).toBeCloseTo((0.3 + 1.2 + 2) / 0.8, 12);
  });

  test('a fine-tuned judge is known by the file’s name where its records name the model beneath', async () => {
    const record = { key: '7', model: 'ada', target_model: 'ada', score: 4 };
    const [tuned] = (await read('cnn/xsum_10_ft_ada_results.json', [record])).rows;
    expect(tuned).toMatchObject({ rater: 'xsum_10_ft_ada', model: 'ada' });
    const [plain] = (await read('cnn/results_ada.json', [record])).rows;
    expect(plain).toMatchObject({ rater: 'ada' });
  });
});

describe('surveys of how people generalize', () => {
  const survey = (changes: readonly number[]): string =>
    `source1,source2,previous_correct,belief_change\n${changes.map((c) => `a,b,1,${c}`).join('\n')}\n`;

  test('rows without an id or texts are pairs of their own, in every file', async () => {
    const groups = await readGroups([
      named(survey([0, 1]), 'first.csv'),
      named(survey([1, 1]), 'second.csv'),
    ]);
    const pairs = groups.flatMap(({ rows }) => rows.map((row) => row['pair']));
    expect(pairs).toHaveLength(4);
    expect(new Set(pairs).size).toBe(4);
    // The content tells files apart, not their names: the same file again is the same survey.
    const [again] = await readGroups([named(survey([0, 1]), 'renamed.csv')]);
    expect(again.rows.map((row) => row['pair'])).toEqual(pairs.slice(0, 2));
  });

  test('an id that is absent from one row takes nothing from the others', async () => {
    const [{ rows }] = await readGroups([
      named(
        'pair,source1,source2,previous_correct,belief_change\n4,a,b,1,0\n,a,b,1,1\n',
        'survey.csv',
      ),
    ]);
    expect(rows[0]['pair']).toBe('4');
    expect(rows[1]['pair']).toMatch(/^[0-9a-f]{12} row \d+$/);
  });
});
