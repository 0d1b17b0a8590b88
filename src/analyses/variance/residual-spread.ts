import { count, decimalsFor, fixed } from '../../domain/format.ts';
import { numberCell, word } from '../../domain/panel.ts';
import type { NumberTable, Sentence } from '../../domain/panel.ts';
import type { Question } from '../../domain/question.ts';
import { measureWords } from '../measure-words.ts';

/** Root mean square of what the terms leave unexplained, by level; the widest first. */
export interface ResidualSpreadByName {
  readonly facet: string;
  readonly levels: readonly { readonly name: string; readonly n: number; readonly rms: number }[];
}

/** One level as drawn, in the unit shown. */
export interface SpreadRow {
  readonly name: string;
  readonly value: number;
  readonly text: string;
}

/** View model of the residual spread. */
export interface SpreadModel {
  readonly facet: string;
  readonly rows: readonly SpreadRow[];
  /** Levels left to the table. */
  readonly hidden: number;
}

/** Levels drawn: those of the widest spread. */
const DRAWN = 20;

/** View model of the residual spread: a bar for each level, from zero. */
export function spreadModel(spread: ResidualSpreadByName, question: Question): SpreadModel {
  const { factor } = measureWords(question.measure);
  const decimals = spreadDecimals(spread, factor);
  return {
    facet: spread.facet,
    rows: spread.levels.slice(0, DRAWN).map(({ name, rms }) => ({
      name,
      value: rms * factor,
      text: fixed(rms * factor, decimals),
    })),
    hidden: Math.max(0, spread.levels.length - DRAWN),
  };
}

/** Who strays most from what the terms predict, and who least. */
export function spreadSentence(spread: ResidualSpreadByName, question: Question): Sentence {
  const { factor, unit } = measureWords(question.measure);
  const decimals = spreadDecimals(spread, factor);
  const write = (x: number): string => fixed(x * factor, decimals);
  const [most, least] = [spread.levels[0], spread.levels[spread.levels.length - 1]];
  if (most === least || !(least.rms > 0)) return [{ text: 'Nothing is left to compare.' }];
  const times = most.rms / least.rms;
  if (times < 1.15)
    return [
      { text: `What the terms leave unexplained is alike for every ${spread.facet}: ` },
      { text: `${write(least.rms)} to ${write(most.rms)}\u00a0${unit}`, role: 'strong' },
      { text: '.' },
    ];
  return [
    { text: most.name, role: 'strong' },
    {
      text: ` strays ${fixed(times, 1)} times as far from what the terms predict as ${least.name}: `,
    },
    { text: `${write(most.rms)} against ${write(least.rms)}\u00a0${unit}`, role: 'strong' },
    { text: '. The model takes this spread as equal.' },
  ];
}

/** The residual spread as numbers. */
export function spreadTable(spread: ResidualSpreadByName, question: Question): NumberTable {
  const { factor, unit } = measureWords(question.measure);
  const decimals = spreadDecimals(spread, factor);
  return {
    columns: [
      { name: spread.facet, numeric: false },
      { name: `residual RMS, ${unit}`, numeric: true },
      { name: 'n', numeric: true },
    ],
    rows: spread.levels.map(({ name, n, rms }) => [
      word(name),
      numberCell(rms * factor, (x) => fixed(x, decimals)),
      numberCell(n, count),
    ]),
  };
}

/** As many as the standard error of a root mean square, rms / sqrt(2n), carries. */
function spreadDecimals({ levels }: ResidualSpreadByName, factor: number): number {
  const halves = levels.map(({ n, rms }) => (1.96 * rms * factor) / Math.sqrt(2 * n));
  return decimalsFor(Math.max(0, ...halves.filter(Number.isFinite)));
}
