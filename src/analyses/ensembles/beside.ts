import { count, decimalsFor, directed, percent, range } from '../../domain/format.ts';
import { numberCell, word } from '../../domain/panel.ts';
import type { Cell, NumberTable } from '../../domain/panel.ts';
import type { EnsembleResult, EnsemblesAnswer, Estimate } from './answers.ts';
import { resultOf, ruleName } from './answers.ts';
import type { ErrorWords } from './error-words.ts';
import { isNothing } from './sentences.ts';

export type { Estimate };

/** One rule beside the average and the best of its members, on the items it decides. */
export interface BesideRow {
  readonly name: string;
  readonly ensemble: Estimate;
  readonly average: Estimate;
  readonly best: Estimate;
  /** Texts of the columns. */
  readonly cells: readonly string[];
  readonly label: string;
}

export interface BesideModel {
  readonly label: string;
  /** The last columns go first on narrow screens. */
  readonly columns: readonly string[];
  readonly rows: readonly BesideRow[];
  readonly zero: boolean;
}

/** The five numbers of one comparison. */
interface Compared {
  readonly ensemble: Estimate;
  readonly averageMember: Estimate;
  readonly bestMember: Estimate;
  readonly lessAverage: Estimate;
  readonly lessBest: Estimate;
}

/** Errors of every rule that decides somewhere. */
export function errorModel(answer: EnsemblesAnswer, words: ErrorWords): BesideModel {
  return {
    label: `${words.mean} of each rule beside its members`,
    columns: [words.unit, 'less average', 'less best', 'coverage'],
    zero: false,
    rows: rowsOf(
      answer,
      (result) => ({ ...result, ensemble: result.error }),
      words.factor,
      words.write,
    ),
  };
}

/** Correlations with the outcome; null where there is no outcome. */
export function outcomeModel(answer: EnsemblesAnswer): BesideModel | null {
  const rows = rowsOf(answer, (result) => result.outcome, 1, directed);
  if (rows.length === 0) return null;
  return {
    label: 'Correlation with the outcome of each rule beside its members',
    columns: ['r', 'less average', 'less best', 'coverage'],
    zero: true,
    rows,
  };
}

function rowsOf(
  { rules }: EnsemblesAnswer,
  of: (result: EnsembleResult) => Compared | null,
  factor: number,
  write: (x: number, decimals: number) => string,
): BesideRow[] {
  const scaled = (estimate: Estimate): Estimate => ({
    ...estimate,
    value: estimate.value * factor,
    low: estimate.low === null ? null : estimate.low * factor,
    high: estimate.high === null ? null : estimate.high * factor,
  });
  const found = rules.flatMap((rule) => {
    const result = resultOf(rule);
    const compared = result && of(result);
    if (!result || !compared) return [];
    return [
      {
        name: ruleName(rule.rule),
        coverage: result.coverage,
        ensemble: scaled(compared.ensemble),
        average: scaled(compared.averageMember),
        best: scaled(compared.bestMember),
        less: [compared.lessAverage, compared.lessBest].map(scaled),
      },
    ];
  });
  const decimals = decimalsOf(found.map(({ ensemble }) => ensemble));
  const decimalsLess = [0, 1].map((i) => decimalsOf(found.map(({ less }) => less[i])));
  return found.map(({ name, coverage, ensemble, average, best, less }) => {
    const bounds =
      ensemble.low === null || ensemble.high === null
        ? ''
        : `, 95 % ${range(ensemble.low, ensemble.high, (x) => write(x, decimals))}`;
    return {
      name,
      ensemble,
      average,
      best,
      cells: [
        write(ensemble.value, decimals),
        ...less.map(({ value }, i) => directed(value, decimalsLess[i])),
        percent(coverage),
      ],
      label: `${name}: ${write(ensemble.value, decimals)}${bounds}; a single model on average ${write(average.value, decimals)}, ${
        Number.isFinite(best.value)
          ? `the best ${write(best.value, decimals)}`
          : 'too few items to tell the best'
      }`,
    };
  });
}

/** Decimals of a column, the same in each of its rows: as many as its most exact number carries. */
function decimalsOf(column: readonly Estimate[]): number {
  const told = column.filter((estimate) => !isNothing(estimate)).map(halfWidth);
  // A number without an interval does not know what it carries: the others say it for the column.
  const known = told.filter(Number.isFinite);
  const halves = known.length > 0 ? known : told;
  return Math.max(0, ...halves.map((half) => Math.min(3, decimalsFor(half))));
}

function halfWidth({ low, high }: Estimate): number {
  return low === null || high === null ? NaN : (high - low) / 2;
}

/** Every rule with its members, with all intervals. */
export function besideTable(
  answer: EnsemblesAnswer,
  what: 'error' | 'outcome',
  factor: number,
): NumberTable {
  const groups = ['ensemble', 'average model', 'best model', 'less average', 'less best'];
  const number = (value: number | null): Cell =>
    numberCell(value === null ? null : value * factor, (x) => directed(x, 3).replace('+', ''));
  return {
    columns: [
      { name: 'rule', numeric: false },
      ...groups.flatMap((name) =>
        [name, `${name} 95 % low`, `${name} 95 % high`].map((one) => ({
          name: one,
          numeric: true,
        })),
      ),
      { name: 'coverage', numeric: true },
      { name: what === 'error' ? 'items' : 'units', numeric: true },
    ],
    rows: answer.rules.flatMap((rule) => {
      const result = resultOf(rule);
      const found: Compared | null | undefined =
        what === 'error' ? result && { ...result, ensemble: result.error } : result?.outcome;
      if (!result || !found) return [];
      const each = [
        found.ensemble,
        found.averageMember,
        found.bestMember,
        found.lessAverage,
        found.lessBest,
      ];
      return [
        [
          word(ruleName(rule.rule)),
          ...each.flatMap(({ value, low, high }) => [number(value), number(low), number(high)]),
          numberCell(result.coverage, (x) => percent(x, 1)),
          numberCell(what === 'error' ? result.columns : (result.outcome?.units ?? null), count),
        ],
      ];
    }),
  };
}
