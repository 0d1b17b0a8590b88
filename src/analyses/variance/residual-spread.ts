import { count, decimalsFor, fixed, range } from '../../domain/format.ts';
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
  /** Ends of the 95 % interval. */
  readonly low: number;
  readonly high: number;
  readonly text: string;
  readonly spoken: string;
}

/** View model of the residual spread. */
export interface SpreadModel {
  readonly facet: string;
  readonly rows: readonly SpreadRow[];
  /** Levels left to the table. */
  readonly hidden: number;
}

/** Spreads within this factor of each other hardly touch the shares. */
const ALIKE = 1.15;

/** Levels drawn: those of the widest spread. */
const DRAWN = 20;

/**
 * 95 % interval of a root mean square from n residuals, symmetric in its logarithm, whose standard
 * error is 1 / sqrt(2 n) where residuals are normal (Kendall & Stuart 1977, section 10.8: that of s).
 */
function ends({ n, rms }: ResidualSpreadByName['levels'][number]): { low: number; high: number } {
  const factor = Math.exp(1.96 / Math.sqrt(2 * n));
  return { low: rms / factor, high: rms * factor };
}

/** View model of the residual spread: a bar for each level, from zero. */
export function spreadModel(spread: ResidualSpreadByName, question: Question): SpreadModel {
  const { factor, apart: unit } = measureWords(question.measure);
  const decimals = spreadDecimals(spread, factor);
  const write = (x: number): string => fixed(x, decimals);
  return {
    facet: spread.facet,
    rows: spread.levels.slice(0, DRAWN).map((level): SpreadRow => {
      const value = level.rms * factor;
      const low = ends(level).low * factor;
      const high = ends(level).high * factor;
      return {
        name: level.name,
        value,
        low,
        high,
        text: write(value),
        spoken: `${level.name}: ${write(value)} ${unit}, 95 % interval ${range(low, high, write)}`,
      };
    }),
    hidden: Math.max(0, spread.levels.length - DRAWN),
  };
}

/** Who strays most from what the terms predict, and who least. */
export function spreadSentence(spread: ResidualSpreadByName, question: Question): Sentence {
  const { factor, apart: unit } = measureWords(question.measure);
  const decimals = spreadDecimals(spread, factor);
  const write = (x: number): string => fixed(x * factor, decimals);
  const [most, least] = [spread.levels[0], spread.levels[spread.levels.length - 1]];
  if (most === least || !(least.rms > 0)) return [{ text: 'Nothing is left to compare.' }];
  const times = most.rms / least.rms;
  if (ends(most).low <= ends(least).high)
    return [
      {
        text: `No ${spread.facet} strays further from what the terms predict than chance allows: `,
      },
      { text: `${write(least.rms)} to ${write(most.rms)}\u00a0${unit}`, role: 'strong' },
      { text: '.' },
    ];
  if (times < ALIKE)
    return [
      { text: `What the terms leave unexplained is much alike for every ${spread.facet}: ` },
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
  const { factor, apart: unit } = measureWords(question.measure);
  const decimals = spreadDecimals(spread, factor);
  return {
    columns: [
      { name: spread.facet, numeric: false },
      { name: `residual RMS, ${unit}`, numeric: true },
      { name: '95 % low', numeric: true },
      { name: '95 % high', numeric: true },
      { name: 'n', numeric: true },
    ],
    rows: spread.levels.map((level) => [
      word(level.name),
      ...[level.rms, ends(level).low, ends(level).high].map((x) =>
        numberCell(x * factor, (value) => fixed(value, decimals)),
      ),
      numberCell(level.n, count),
    ]),
  };
}

/** As many as the standard error of a root mean square, rms / sqrt(2n), carries. */
function spreadDecimals({ levels }: ResidualSpreadByName, factor: number): number {
  const halves = levels.map(({ n, rms }) => (1.96 * rms * factor) / Math.sqrt(2 * n));
  return decimalsFor(Math.max(0, ...halves.filter(Number.isFinite)));
}
