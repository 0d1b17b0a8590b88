import { expect, test } from 'vitest';
import { differenceOf, settleComparison } from '../../../../src/analyses/slices/comparison.ts';
import {
  compareNote,
  compareSentence,
  powerSentence,
} from '../../../../src/analyses/slices/comparison-words.ts';
import { forestModel, forestTable } from '../../../../src/analyses/slices/forest.ts';
import {
  DEFAULT_SLICES_OPTIONS,
  parseSlicesOptions,
} from '../../../../src/analyses/slices/options.ts';
import {
  pairMatrixModel,
  pairsSentence,
  pairsTable,
} from '../../../../src/analyses/slices/pair-matrix.ts';
import {
  powerModel,
  powerTable,
  wantedDifferences,
} from '../../../../src/analyses/slices/power-model.ts';
import { plainText } from '../../../../src/domain/panel.ts';
import type { Sentence } from '../../../../src/domain/panel.ts';
import { QUESTION, RANKS } from '../../../figures/study.ts';

const say = (sentence: Sentence): string => plainText(sentence).replaceAll('\u00a0', ' ');
const of = (pair: readonly [string, string] | null) => settleComparison(RANKS, QUESTION, pair)!;

test('the first two by rank are compared unless two others are asked for', () => {
  expect(of(null)).toMatchObject({ first: 'Rigel', second: 'Vega' });
  expect(of(['Altair & co', 'Vega'])).toMatchObject({ first: 'Altair & co', second: 'Vega' });
  expect(of(['Vega', 'Vega'])).toMatchObject({ first: 'Rigel', second: 'Vega' });
  expect(of(['Vega', 'Nobody'])).toMatchObject({ first: 'Rigel', second: 'Vega' });
  expect(settleComparison({ ...RANKS, untested: RANKS.pairs }, QUESTION, null)).toBeNull();
});

test('a difference seen from the other side changes its sign and the ends of its interval', () => {
  const one = differenceOf(RANKS, 'Rigel', 'Altair & co')!;
  const other = differenceOf(RANKS, 'Altair & co', 'Rigel')!;
  expect(other.difference).toBe(-one.difference);
  expect(other.interval).toMatchObject({ low: -one.interval!.high, high: -one.interval!.low });
  expect(differenceOf(RANKS, 'Rigel', 'Nobody')).toBeNull();
});

test('the sentence tells what is real from what is not', () => {
  expect(say(compareSentence(of(['Altair & co', 'Rigel'])))).toBe(
    'Altair & co errs more than Rigel by 1.15 points (95 % 0.98 to 1.32) on the same 40 items; p <0.001 after Holm over 3 pairs.',
  );
  expect(say(compareSentence(of(['Rigel', 'Vega'])))).toBe(
    'Rigel cannot be told from Vega: less error by 0.30 points (95 % 0.13 to 0.47) on the same 40 items; p = 0.080 after Holm over 3 pairs.',
  );
  const alike = of(['Rigel', 'Vega']);
  const none = {
    ...alike.pair!,
    difference: 0.0004,
    interval: { ...alike.pair!.interval!, low: -0.17, high: 0.17 },
  };
  expect(say(compareSentence({ ...alike, pair: none }))).toContain(
    'Rigel cannot be told from Vega: a difference of 0.00 points (95 % −0.17 to 0.17)',
  );
  const note = compareNote(of(['Rigel', 'Vega'])).replaceAll('\u00a0', ' ');
  expect(note).toContain(
    '0.084 points clustered (39 clusters), 0.071 as if items were independent, 0.115 as if each had answered other items; the two correlate by +0.62',
  );
});

test('a correlation that there is none of goes unsaid', () => {
  const one = of(['Rigel', 'Vega']);
  const constant = { ...one, pair: { ...one.pair!, correlation: NaN } };
  expect(compareNote(constant)).toMatch(/each had answered other items\.$/);
});

test('the forest stands on the first of the two, in the order of the ranks', () => {
  const model = forestModel(of(['Vega', 'Rigel']));
  expect(model.rows.map(({ name, cells, chosen }) => [name, cells[0], chosen])).toEqual([
    ['Rigel', '−0.30', true],
    ['Vega', '0', false],
    ['Altair & co', '+0.85', false],
  ]);
  const table = forestTable(of(['Vega', 'Rigel']));
  expect(table.rows.map((row) => row[2].value)).toEqual([-0.3, 0.85]);
});

test('the matrix colours what can be told apart and has every pair once', () => {
  const model = pairMatrixModel(of(null));
  expect(model.cells.map((row) => row.map((cell) => [cell!.text, cell!.step !== null]))).toEqual([
    [],
    [['+0.30', false]],
    [
      ['+1.15', true],
      ['+0.85', true],
    ],
  ]);
  expect(model.cells[1][0]!.chosen).toBe(true);
  expect(say(pairsSentence(of(null)))).toBe('2 of 3 pairs of models can be told apart after Holm.');
  expect(pairsTable(of(null)).rows).toHaveLength(3);
});

test('power says what the present items show and what a smaller difference takes', () => {
  const comparison = of(null);
  const wanted = wantedDifferences(comparison, 0.1);
  expect(wanted.at(-1)).toBe(0.1);
  const needed = wanted.map((difference) => ({
    difference,
    items: Math.round(40 * (0.24 / difference) ** 2),
  }));
  const model = powerModel(comparison, needed, 0.1)!;
  expect(model.present).toEqual({ items: 40, difference: 0.24 });
  expect(model.asked).toEqual({ items: 230, difference: 0.1 });
  expect(model.curve.map(({ items }) => items)).toEqual(
    [...model.curve.map(({ items }) => items)].sort((a, b) => a - b),
  );
  expect(say(powerSentence(comparison, { target: 0.1, items: 230 }))).toBe(
    'These 40 items show a true difference of 0.24 points 8 times in 10; for 0.10 points it takes 230 items (225 clusters).',
  );
  expect(powerTable(model, comparison).rows).toHaveLength(wanted.length);
  expect(powerModel(comparison, [], null)).toBeNull();
});

test('links from before comparisons stay good, and damaged pairs are named', () => {
  const { version, by, rows, columns, order, tables } = DEFAULT_SLICES_OPTIONS;
  const old = { version, by, rows, columns, order, tables };
  expect(parseSlicesOptions(old)).toEqual({ ok: true, value: DEFAULT_SLICES_OPTIONS });
  const good = { ...DEFAULT_SLICES_OPTIONS, pair: ['a', 'b'] as const, target: 0.05 };
  expect(parseSlicesOptions(good)).toEqual({ ok: true, value: good });
  for (const change of [
    { pair: ['a'] },
    { pair: ['a', 7] },
    { pair: 'ab' },
    { target: 0 },
    { target: -1 },
    { target: '1' },
    { target: Infinity },
  ])
    expect(parseSlicesOptions({ ...good, ...change }).ok, JSON.stringify(change)).toBe(false);
});
