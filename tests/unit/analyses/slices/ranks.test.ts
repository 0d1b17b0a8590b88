import { expect, test } from 'vitest';
import {
  dotIntervalModel,
  dotIntervalTable,
} from '../../../../src/analyses/slices/dot-interval.ts';
import { byNote } from '../../../../src/analyses/slices/notes.ts';
import { rankSentence, rankTexts } from '../../../../src/analyses/slices/ranks.ts';
import { bySentence } from '../../../../src/analyses/slices/sentences.ts';
import { plainText } from '../../../../src/domain/panel.ts';
import type { Sentence } from '../../../../src/domain/panel.ts';
import type { LevelRanks } from '../../../../src/domain/slice.ts';
import { ANSWER, QUESTION, RANKS } from '../../../figures/study.ts';

const say = (sentence: Sentence): string => plainText(sentence).replaceAll('\u00a0', ' ');
const signed = { ...QUESTION, measure: 'signed' } as const;

test('who shares first place is named, and how far the last is behind on the same items', () => {
  expect(say(bySentence(ANSWER, QUESTION, 'model', RANKS))).toBe(
    'Rigel and Vega share first place; Altair & co is 1.15 points behind Rigel (1.02 to 1.28) on the same 40 items.',
  );
});

test('one in first place stands alone, and many are counted', () => {
  const [rigel, vega, last] = RANKS.levels;
  const alone = { ...RANKS, levels: [rigel, { ...vega, rank: 2 }, last] };
  expect(say(rankSentence(alone, QUESTION))).toMatch(/^Rigel is first; /);
  const five = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ ...rigel, name }));
  expect(say(rankSentence({ ...RANKS, levels: [...five, last] }, QUESTION))).toMatch(
    /^5 models share first place; /,
  );
});

test('where nobody can be told apart, that is what is said', () => {
  const levels = RANKS.levels.map((level) => ({ ...level, rank: 1 }));
  expect(say(rankSentence({ ...RANKS, levels, behind: null }, QUESTION))).toBe(
    'No model can be told from all others: the 3 models share first place.',
  );
});

test('a signed measure is ranked by absolute error, and the note says so', () => {
  const ranks: LevelRanks = { ...RANKS, of: 'absolute error' };
  expect(byNote(ANSWER, signed, 'model', ranks)).toContain('by absolute error');
  expect(byNote(ANSWER, QUESTION, 'model', RANKS)).not.toContain('by absolute error');
});

test('levels that share no items are not ranked', () => {
  const untested = { ...RANKS, untested: 3 };
  expect(rankTexts(untested, 'model')).toBeNull();
  expect(dotIntervalModel(ANSWER, QUESTION, 'model', untested)!.ranked).toBe(false);
  expect(say(bySentence(ANSWER, QUESTION, 'model', untested))).toContain('lowest mean');
});

test('ranks of another facet are not shown, and room is kept for those on their way', () => {
  expect(dotIntervalModel(ANSWER, QUESTION, 'model', { ...RANKS, facet: 'task' })!.ranked).toBe(
    false,
  );
  const pending = dotIntervalModel(ANSWER, QUESTION, 'model', 'pending')!;
  expect(pending.ranked).toBe(true);
  expect(pending.rows.map((row) => row.rank)).toEqual(['', '', '']);
});

test('more letters than can be read are in the table', () => {
  const [rigel, ...others] = RANKS.levels;
  const letters = ['a', 'b', 'c', 'd'];
  const ranks = { ...RANKS, levels: [{ ...rigel, letters }, ...others] };
  expect(rankTexts(ranks, 'model')!.get('Rigel')).toBe('1\u2002abc…');
  const { columns, rows } = dotIntervalTable(ANSWER, QUESTION, 'model', ranks);
  expect(columns.at(-1)!.name).toBe('alike');
  expect(rows.find((row) => row[0].text === 'Rigel')!.at(-1)!.text).toBe('a b c d');
});
