import { describe, expect, test } from 'vitest';
import { countedAs, gradesAsChosen, gradesOf } from '../../src/formats/column-grades.ts';
import {
  CORRECTNESS,
  gradeOf,
  guessGrades,
  isProposal,
  labelName,
  LETTERS,
  NUMBERED,
  OWN,
  WORDS,
} from '../../src/formats/grades.ts';
import { commonTemplate, promptLabel } from '../../src/formats/prompt-label.ts';
import { nearest } from '../../src/formats/names.ts';
import { named, readGroups } from './read-groups.ts';

describe('grades', () => {
  test('C and I are correct and incorrect, beside A or B they are letters', () => {
    expect(guessGrades(['C', 'I', 'I', 'P'])).toBe(CORRECTNESS);
    expect(guessGrades(['A', 'B+', 'C', 'F'])).toBe(LETTERS);
    expect(guessGrades(['Yes', 'no', ' NO '])).toBe(WORDS);
    expect(guessGrades(['pass', 'fail', 'skipped'])).toBe(WORDS);
    expect(guessGrades(['red', 'green', 'yes'])).toBeNull();
    expect(guessGrades([])).toBeNull();
  });

  test.each([
    [
      ['1 - poor', '2 - fair', '5 – excellent'],
      [1, 2, 5],
    ],
    [
      ['4: Good', '3: OK'],
      [4, 3],
    ],
    [
      ['4 (good)', '5 (excellent)'],
      [4, 5],
    ],
    [
      ['good (4)', 'very good [5]'],
      [4, 5],
    ],
    [
      ['1. Poor', '2. Fair', '-1. Worse'],
      [1, 2, -1],
    ],
    [
      ['1 star', '5 stars'],
      [1, 5],
    ],
    [
      ['1 - poor', '2', '3', '4', '5 - excellent'],
      [1, 2, 3, 4, 5],
    ],
  ])('%j say their own numbers', (labels, numbers) => {
    const rule = guessGrades(labels);
    expect(rule).toBe(NUMBERED);
    expect(labels.map((label) => gradeOf(label, rule!))).toEqual(numbers);
  });

  test.each([
    [['3 apples', '4 pears']],
    [['2024-01-02', '2024-01-03']],
    [['v1', 'v2']],
    [['7b', '13b']],
    [['1', '2', '3']],
    [['1 - poor', 'fair', 'good one']],
  ])('%j do not', (labels) => {
    expect(guessGrades(labels)).toBeNull();
  });

  test('words of rating scales are a proposal; what several scales have is named by its scale', () => {
    const numbers = (...labels: string[]): [string, number | null][] => {
      const rule = guessGrades(labels)!;
      expect(isProposal(rule)).toBe(true);
      return labels.map((label) => [labelName(label, rule), gradeOf(label, rule)]);
    };
    expect(numbers('Agree', 'strongly disagree', 'Neutral')).toEqual([
      ['Agree', 4],
      ['strongly disagree', 1],
      ['Neutral', 3],
    ]);
    expect(numbers('neutral', 'somewhat agree')).toEqual([
      ['neutral (of 7)', 4],
      ['somewhat agree (of 7)', 5],
    ]);
    expect(numbers('poor', 'good', 'very good', 'excellent').map(([, n]) => n)).toEqual([
      1, 3, 4, 5,
    ]);
    expect(numbers('bad', 'good', 'excellent').map(([, n]) => n)).toEqual([1, 4, 5]);
    expect(guessGrades(['strongly agree', 'perhaps'])).toBeNull();
    expect([CORRECTNESS, WORDS, LETTERS, NUMBERED, OWN].some(isProposal)).toBe(false);
  });

  test('right and wrong in other languages and as signs', () => {
    expect(guessGrades(['WAHR', 'FALSCH'])).toBe(WORDS);
    expect(['vrai', 'faux', 'Sí', 'no', '✓', '✗'].map((label) => gradeOf(label, WORDS))).toEqual([
      1, 0, 1, 0, 1, 0,
    ]);
  });

  test('labels that nobody knows are the reader’s own, where they are few and come again', () => {
    const column = (...values: string[]) => ({ name: 'score', values });
    expect(gradesAsChosen(column('meh', 'wow', 'meh', 'wow', ''))).toBe(OWN);
    expect(gradesAsChosen(column('meh', 'wow'), column('wow', 'meh'))).toBe(OWN);
    expect(gradesOf(column('meh', 'wow', 'meh', 'wow'))).toBeNull();
    expect(gradesAsChosen(column('a sentence', 'another', 'a third', 'a fourth'))).toBeNull();
    expect(gradesAsChosen(column('1', '2', '1', 'oops', '2', '1'))).toBeNull();
    expect(gradesAsChosen()).toBeNull();
    expect(countedAs(OWN, column('meh', 'wow', 'meh'))).toEqual([
      { label: 'meh', value: null },
      { label: 'wow', value: null },
    ]);
    expect(countedAs(NUMBERED, column('2: b', '1: a', '2: b', 'n/a'))).toEqual([
      { label: '1: a', value: 1 },
      { label: '2: b', value: 2 },
    ]);
  });

  test('labels are compared without case and spaces; names of objects are no labels', () => {
    expect(gradeOf(' c ', CORRECTNESS)).toBe(1);
    expect(gradeOf('b-', LETTERS)).toBe(2.7);
    expect(gradeOf('constructor', CORRECTNESS)).toBeNull();
    expect(gradeOf('__proto__', CORRECTNESS)).toBeNull();
  });

  test('a log shows a label that no rule knows instead of guessing', async () => {
    const log = {
      version: 2,
      status: 'success',
      eval: { task: 't', model: 'm', scorers: [{ name: 's' }] },
      samples: ['C', 'maybe', '0.25', true, [1, 0], { a: 'yes', b: null }].map((value, id) => ({
        id,
        epoch: 1,
        input: 'q',
        scores: { s: { value } },
      })),
    };
    const [{ rows }] = await readGroups([named(JSON.stringify(log), 'log.json')]);
    expect(rows.map(({ item, metric, score, failure }) => [item, metric, score, failure])).toEqual([
      ['0', 's', 1, null],
      ['1', 's', 'maybe', null],
      ['2', 's', 0.25, null],
      ['3', 's', 1, null],
      ['4', 's[1]', 1, null],
      ['4', 's[2]', 0, null],
      ['5', 's.a', 1, null],
      ['5', 's.b', null, 'unscored'],
    ]);
  });
});

describe('prompts', () => {
  test('a template is what rendered prompts share without their items', () => {
    const rendered = (question: string, more = ''): { prompt: string; parts: string[] } => ({
      prompt: `${more}Q: ${question}\nA:`,
      parts: [question],
    });
    const label = commonTemplate([rendered('What is 1 + 1?'), rendered('And 2 + 2?')]);
    expect(label).toMatch(/^prompt #[0-9a-f]{8}$/);
    expect(commonTemplate([rendered('Other?')])).toBe(label);
    expect(
      commonTemplate([rendered('One?', 'Q: x? A: y. '), rendered('Two?', 'Q: z? A: w. ')]),
    ).toBeNull();
  });

  test('a short prompt is its own label, a long one ends in a hash that tells it apart', () => {
    const long = 'Think step by step and then answer the question that follows: ';
    expect(promptLabel(' {{q}}\n ')).toBe('{{q}}');
    expect(promptLabel(`${long}a`)).not.toBe(promptLabel(`${long}b`));
    expect(promptLabel(long).length).toBeLessThan(60);
  });
});

test('a file belongs to the only one in its folder, else in a folder above, else to the only one', () => {
  const at = (path: string): { path: string } => ({ path });
  const files = [at('a/results.json'), at('b/results.json')];
  expect(nearest(at('a/deep/samples.jsonl'), files)).toBe(files[0]);
  expect(nearest(at('c/samples.jsonl'), files)).toBeNull();
  expect(nearest(at('c/samples.jsonl'), files.slice(1))).toBe(files[1]);
});
