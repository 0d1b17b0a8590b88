import { describe, expect, test } from 'vitest';
import { CORRECTNESS, gradeOf, guessGrades, LETTERS, WORDS } from '../../src/formats/grades.ts';
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
