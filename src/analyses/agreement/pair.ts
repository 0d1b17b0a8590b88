import { count, counted, fixed } from '../../domain/format.ts';
import { numberCell, word } from '../../domain/panel.ts';
import type { NumberTable, Sentence } from '../../domain/panel.ts';
import type { AgreementIntervals, NamedItem, PairAnswer } from './answers.ts';
import { coefficient, COEFFICIENT_WORDS } from './coefficient-words.ts';
import { scatterModel } from './scatter.ts';
import { pairNames } from './pair-names.ts';

/** A row of the list of items: where the two differ most. */
export interface ApartRow extends NamedItem {
  readonly x: string;
  readonly y: string;
}

/** The items that the two place farthest apart. */
export function apartRows({ apart, scores }: PairAnswer): ApartRow[] {
  return apart.map(({ at, named }) => ({
    ...named,
    x: fixed(scores.x[at], 2),
    y: fixed(scores.y[at], 2),
  }));
}

/** The scores behind the scatter that are listed: the items, with both scores. */
export function pairTable(answer: PairAnswer): NumberTable {
  const names = pairNames(answer);
  const { apart, scores } = answer;
  return {
    columns: [
      { name: 'task', numeric: false },
      { name: 'item', numeric: false },
      { name: names[0], numeric: true },
      { name: `${names[1]}${names[0] === names[1] ? ' (other)' : ''}`, numeric: true },
      { name: 'text', numeric: false },
    ],
    rows: apart.map(({ at, named }) => [
      word(named.task),
      word(named.item),
      numberCell(scores.x[at], (value) => fixed(value, 2)),
      numberCell(scores.y[at], (value) => fixed(value, 2)),
      word(named.text ?? ''),
    ]),
  };
}

/** How well the two agree, with the interval once it is there. */
export function pairSentence(answer: PairAnswer, intervals: AgreementIntervals | null): Sentence {
  const { matrix, rows } = answer;
  const { agreement } = matrix;
  const [a, b] = rows;
  const value = agreement.values[a * agreement.rows + b];
  const names = pairNames(answer);
  const who = [
    { text: names[0], role: 'strong' },
    { text: ' and ' },
    { text: names[1], role: 'strong' },
  ] as const;
  if (!Number.isFinite(value)) {
    const why = matrix.reasons[agreement.why[a * agreement.rows + b]];
    return [...who, { text: `: ${why?.message ?? 'not defined'}` }];
  }
  const bounds =
    intervals && Number.isFinite(intervals.low[1])
      ? ` (95\u00a0% ${coefficient(intervals.low[1])} to ${coefficient(intervals.high[1])})`
      : '';
  return [
    ...who,
    { text: `: ${COEFFICIENT_WORDS[agreement.coefficient].symbol} ` },
    { text: coefficient(value), role: 'strong' },
    { text: bounds, role: 'interval' },
    { text: '.' },
  ];
}

/** What stands behind the scatter. */
export function pairNote(answer: PairAnswer, intervals: AgreementIntervals | null): string {
  const { scores } = answer;
  const model = scatterModel(answer);
  return [
    `n = ${counted(scores.x.length, 'shared score')}.`,
    model.gridded
      ? 'Gathered on a grid; the larger a spot, the more task-items.'
      : 'The larger a spot, the more task-items.',
    intervals
      ? `Bootstrap over ${counted(intervals.clusters, 'cluster')}, ${count(intervals.replicates)} replicates, computed anew in each, seed ${intervals.seed}.`
      : '',
  ]
    .filter(Boolean)
    .join(' ');
}
