// What cannot be worked out is said in the panel, with what would help, not left out and not a number.
import { describe, expect, test } from 'vitest';
import { absentOwnTexts, absentPeople } from '../../../../src/analyses/judges/absent.ts';
import { DEFAULT_JUDGES_OPTIONS } from '../../../../src/analyses/judges/options.ts';
import {
  correctedSentence,
  correctedTable,
  peopleSentence,
} from '../../../../src/analyses/judges/people.ts';
import {
  ratingsNote,
  ratingsSentence,
  ratingsTable,
} from '../../../../src/analyses/judges/ratings.ts';
import { recognitionSentence } from '../../../../src/analyses/judges/recognition.ts';
import { effectLines, refusals, sharesSentence } from '../../../../src/analyses/judges/shares.ts';
import type { Sentence } from '../../../../src/domain/panel.ts';
import { reportOfBattles } from './open-report.ts';
import type { Battle } from './open-report.ts';

const said = (sentence: Sentence): string => sentence.map(({ text }) => text).join('');

const battle = (
  item: number,
  judge: string,
  [model_a, model_b]: readonly [string, string],
  winner: Battle['winner'],
): Battle => ({ question_id: `q${item}`, judge, model_a, model_b, winner });

/** `n` battles on as many items. */
const many = (n: number, of: (i: number) => Battle): Battle[] =>
  Array.from({ length: n }, (_, i) => of(i));

describe('the regressions on own text, length and strengths', () => {
  test('separable data are refused by name: a judge whose own text always wins', async () => {
    const report = await reportOfBattles(
      many(40, (i) =>
        battle(
          i,
          'ada',
          i % 2 === 0 ? ['ada', 'bob'] : ['bob', 'ada'],
          i % 2 === 0 ? 'model_a' : 'model_b',
        ),
      ),
    );
    const [refusal] = refusals(report);
    expect(refusal).toContain('"own text" divides the records');
    expect(refusal).toContain('the best coefficient is infinite');
    expect(refusal).toContain('more comparisons');
    expect(effectLines(report.judged.regressions)).toEqual([]);
    expect(said(sharesSentence(report))).toContain('win 100\u00a0% of their comparisons');
  });

  test('one class is refused: the text shown first always wins', async () => {
    const report = await reportOfBattles(
      many(30, (i) => battle(i, 'ada', i % 2 === 0 ? ['ada', 'bob'] : ['cid', 'ada'], 'model_a')),
    );
    const [refusal] = refusals(report);
    expect(refusal).toContain('The outcome is yes in every one of 30 records');
    expect(refusal).toContain('comparisons that the text shown first loses');
    expect(effectLines(report.judged.regressions)).toEqual([]);
  });

  test('a rank-deficient design is refused: only own texts against one other', async () => {
    const report = await reportOfBattles(
      many(40, (i) =>
        battle(
          i,
          'ada',
          i % 2 === 0 ? ['ada', 'bob'] : ['bob', 'ada'],
          i % 3 === 0 ? 'model_b' : 'model_a',
        ),
      ),
    );
    const [without, withStrengths] = report.judged.regressions;
    expect(without.problem).toBeNull();
    expect(withStrengths.problem?.code).toBe('rank-deficient-design');
    const [refusal] = refusals(report);
    expect(refusal).toMatch(/^The regression with strengths cannot be made/);
    expect(refusal).toContain('the strength of');
    expect(refusal).not.toContain('"strength');
    expect(refusal).toContain('judges that also compare texts of others');
  });

  test('too few pairs are refused, and their share has no interval', async () => {
    const report = await reportOfBattles([battle(0, 'ada', ['ada', 'bob'], 'model_a')]);
    expect(refusals(report)[0]).toContain('cannot be estimated from 1 record');
    expect(said(sharesSentence(report))).toContain('(no interval: one item)');
  });

  test('nothing but ties is refused, and the view goes on', async () => {
    const report = await reportOfBattles(
      many(60, (i) => battle(i, 'ada', i % 2 === 0 ? ['ada', 'bob'] : ['bob', 'ada'], 'tie')),
    );
    expect(refusals(report).join(' ')).toContain('It needs comparisons whose verdicts vary');
    expect(said(sharesSentence(report))).toContain('win 50');
  });
});

describe('panels that need more than the files hold', () => {
  test('one judge only: nobody can be left out, and no line is drawn', async () => {
    const report = await reportOfBattles(
      many(60, (i) =>
        battle(
          i,
          'ada',
          [
            ['ada', 'bob'],
            ['bob', 'cid'],
            ['cid', 'ada'],
          ][i % 3] as [string, string],
          i % 4 === 0 ? 'model_b' : 'model_a',
        ),
      ),
    );
    const ratings = report.judged.ratings!;
    expect(said(ratingsSentence(report, ratings))).toContain(
      'With one judge, none can be left out.',
    );
    expect(ratings.rankings).toEqual([]);
    expect(said(recognitionSentence(report.answer.self!))).toContain('A line needs three judges');
  });

  test('writers that won or lost everything are named, and nobody is rated', async () => {
    const report = await reportOfBattles(
      many(20, (i) => battle(i, 'ada', ['ada', 'bob'], 'model_a')),
    );
    const ratings = report.judged.ratings!;
    expect(said(ratingsSentence(report, ratings))).toContain('No rating is finite');
    expect(ratingsNote(report, ratings)).toContain('Not rated');
    expect(ratingsTable(report, ratings).rows).toEqual([]);
  });

  test('without people, what judges against people need is said', async () => {
    const report = await reportOfBattles(
      many(12, (i) => battle(i, 'ada', ['ada', 'bob'], i % 3 === 0 ? 'model_b' : 'model_a')),
    );
    expect(absentPeople(report)!.message).toContain('No judge here is a person');
  });

  test('people who judged other pairs are named', async () => {
    const report = await reportOfBattles([
      ...many(12, (i) => battle(i, 'ada', ['ada', 'bob'], i % 3 === 0 ? 'model_b' : 'model_a')),
      ...many(4, (i) => battle(i, 'human_1', ['ada', 'cid'], 'model_a')),
    ]);
    expect(absentPeople(report)!.message).toContain('human_1 judged no pair of texts');
  });

  test('people alone are rated, and the view says whose texts it lacks', async () => {
    const report = await reportOfBattles(
      many(20, (i) => battle(i, 'human_1', ['ada', 'bob'], i % 3 === 0 ? 'model_b' : 'model_a')),
    );
    expect(report.answer.self).toBeNull();
    expect(absentOwnTexts(report, DEFAULT_JUDGES_OPTIONS).message).toContain(
      'Only people judged: human_1.',
    );
    expect(absentPeople(report)).toBeNull();
    expect(said(ratingsSentence(report, report.judged.ratings!))).toContain('leads by people');
  });

  test('kappa of two that always say the same one thing, and a share of one item, are not given', async () => {
    const report = await reportOfBattles(
      ['ada', 'human_1'].map((judge) => battle(0, judge, ['ada', 'bob'], 'model_a')),
    );
    const people = report.judged.people!;
    expect(said(peopleSentence(report, people))).toContain('κ is not defined');
    expect(said(correctedSentence(report, people))).toContain(
      'A corrected win share needs two items',
    );
    expect(correctedTable(report, people).rows).toEqual([]);
  });
});
