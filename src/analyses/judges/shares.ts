import { directed, fixed, percent } from '../../domain/format.ts';
import { numberCell, word } from '../../domain/panel.ts';
import type { NumberTable, Sentence } from '../../domain/panel.ts';
import type { Coefficient } from '../../stats/regression/types.ts';
import type { LengthControlled } from '../../stats/judges/length-controlled.ts';
import type { RelationShares } from '../../stats/judges/relation-shares.ts';
import type { JudgesReport } from './report.ts';
import { nameOf } from './report.ts';
import type { SpanModel } from './spans.ts';
import { full, intervalSpan, listed } from './words.ts';

/** Names of the regressions' columns, see `lengthControlled`. */
const EFFECTS = { own: 'own text', family: 'text of own family' } as const;
const LENGTH = 'length difference';
const INTERCEPT = '(intercept)';

const MOST_ROWS = 16;

/** Win shares of own texts, of the family's and of others: all judges, then each. */
export function sharesModel(report: JudgesReport): SpanModel | null {
  const { shares } = report.judged;
  if (shares.length === 0) return null;
  const hasFamily = shares.some((s) => s.family !== null);
  return {
    rows: shares.slice(0, MOST_ROWS).map((s) => ({
      name: judgeName(report, s),
      detail: '',
      marks: [
        { kind: 'open', mean: s.other },
        ...(hasFamily ? [{ kind: 'quiet' as const, mean: s.family }] : []),
        { kind: 'full', mean: s.own },
      ],
    })),
    axis: 'share of comparisons won, ties half',
    reference: 0.5,
    key: [
      { kind: 'open', words: 'others' },
      ...(hasFamily ? [{ kind: 'quiet' as const, words: 'own family' }] : []),
      { kind: 'full', words: 'own' },
    ],
    signed: false,
    decimals: 2,
    label: 'Share of comparisons won, by how the writer stands to the judge',
  };
}

function judgeName(report: JudgesReport, shares: RelationShares): string {
  return shares.judge < 0 ? 'all judges' : nameOf(report, shares.judge);
}

/** One line of the coefficient table. */
export interface EffectLine {
  readonly name: string;
  /** One per regression: without and with the models' strengths. */
  readonly cells: readonly { readonly value: string; readonly interval: string }[];
}

const ORDER_WORDS = 'shown first (intercept)';

/** Log odds with intervals, one column per regression. */
export function effectLines(regressions: readonly LengthControlled[]): EffectLine[] {
  const names = [...new Set(regressions.flatMap((r) => r.coefficients.map((c) => c.name)))];
  return names.map((name) => ({
    name: effectName(name, regressions),
    cells: regressions.map((r) => {
      const found = r.coefficients.find((c) => c.name === name);
      return found
        ? {
            value: directed(found.estimate, 2),
            interval: `(${directed(found.low, 2)} to ${directed(found.high, 2)})`,
          }
        : { value: '–', interval: '' };
    }),
  }));
}

function effectName(name: string, regressions: readonly LengthControlled[]): string {
  if (name === INTERCEPT) return ORDER_WORDS;
  const unit = regressions.find((r) => r.lengthUnit !== null)?.lengthUnit;
  return name === LENGTH && unit ? `longer by ${fixed(unit, 0)} characters` : name;
}

/** Own and others, and what is left of it when length and strength are held equal. */
export function sharesSentence(report: JudgesReport): Sentence {
  const [all] = report.judged.shares;
  if (!all) return [];
  const lead = all.own ?? all.family;
  const rest = controlledWords(report.judged.regressions);
  if (lead === null)
    return [
      { text: 'No judge judged a text of its own or its family; others are even by design.' },
    ];
  const write = (x: number): string => fixed(100 * x, 0);
  return [
    { text: `Texts of the judge’s ${all.own ? 'own' : 'family'} win ` },
    { text: percent(lead.value), role: 'strong' },
    { text: ' of their comparisons ' },
    intervalSpan(lead, write, '\u00a0%'),
    { text: rest ? `; ${rest}.` : '.' },
  ];
}

function controlledWords(regressions: readonly LengthControlled[]): string {
  const best = regressions.findLast((r) => r.coefficients.length > 0);
  const own = best?.coefficients.find((c) => c.name === EFFECTS.own || c.name === EFFECTS.family);
  if (!best || !own) return '';
  const held = [
    ...(best.lengthUnit === null ? [] : ['length']),
    ...(best.withStrengths ? ['the models’ strengths'] : []),
    ...(best.coefficients.some((c) => c.name === INTERCEPT) ? ['order'] : []),
  ];
  const what = own.name === EFFECTS.own ? 'being its own' : 'being of its family';
  const words = `${what} multiplies the odds by ${odds(own)}`;
  return held.length === 0 ? words : `with ${listed(held)} held equal, ${words}`;
}

function odds({ estimate, low, high }: Coefficient): string {
  const write = (x: number): string => fixed(Math.exp(x), 2);
  return `${write(estimate)} (95\u00a0% interval ${write(low)} to ${write(high)})`;
}

/** What would let a refused regression be made, by the refusal's code. */
const WAYS: Readonly<Record<string, string>> = {
  'one-class': 'It needs comparisons that the text shown first loses, and some that it wins.',
  'too-few-records': 'Drop files with more comparisons.',
  'rank-deficient-design': 'It needs judges that also compare texts of others, or more sources.',
  'separable-data': 'It needs more comparisons, or fewer sources, so that no side always wins.',
  'no-variation': 'It needs comparisons whose verdicts vary.',
  'one-cluster': 'It needs comparisons of two items or more.',
};

/** Why there are no coefficients, in words of this view; the same of both regressions is said once. */
export function refusals(report: JudgesReport): string[] {
  const { regressions } = report.judged;
  const of = new Map<string, string[]>();
  for (const { problem, withStrengths } of regressions) {
    if (!problem) continue;
    const message = problem.message.replace(
      /"strength (\d+)"/g,
      (_, code: string) => `the strength of ${nameOf(report, Number(code))}`,
    );
    const text = [message, WAYS[problem.code] ?? problem.wayOn].filter(Boolean).join(' ');
    of.set(text, [...(of.get(text) ?? []), withStrengths ? 'with' : 'without']);
  }
  return [...of].map(([text, which]) =>
    which.length === regressions.length
      ? `The regressions on own text, length and strengths cannot be made. ${text}`
      : `The regression ${which.join()} strengths cannot be made. ${text}`,
  );
}

/** On what the regressions stand. */
export function regressionNotes(regressions: readonly LengthControlled[]): string[] {
  const [first] = regressions;
  if (!first) return [];
  const notes = regressions
    .filter((r) => r.problem === null && r.used < 1)
    .map(
      (r) =>
        `${r.withStrengths ? 'With' : 'Without'} strengths: fitted to ${percent(r.used)} of the items, chosen at random.`,
    );
  if (first.lengthUnit === null) notes.push('Length is no control: these files hold no texts.');
  if (first.untold > 0)
    notes.push(
      `The regressions stand on the ${fixed(first.n, 0)} comparisons whose texts are in the files.`,
    );
  if (first.problem === null && !first.coefficients.some((c) => c.name === INTERCEPT))
    notes.push('Both orders were asked, or none is stated: no place has an advantage here.');
  return notes;
}

/** Shares by judge, then the coefficients. */
export function sharesTable(report: JudgesReport): NumberTable {
  const three = (x: { value: number; low: number | null; high: number | null } | null) => [
    full(x?.value),
    full(x?.low),
    full(x?.high),
  ];
  const rows = report.judged.shares.flatMap((s) =>
    (
      [
        ['own', s.own],
        ['own family', s.family],
        ['others', s.other],
      ] as const
    ).flatMap(([relation, mean]) =>
      mean
        ? [
            [
              word(judgeName(report, s)),
              word(`win share, ${relation}`),
              numberCell(mean.n, (x) => fixed(x, 0)),
              ...three(mean),
              full(mean.se),
              full(null),
            ],
          ]
        : [],
    ),
  );
  const effects = report.judged.regressions.flatMap((r) =>
    r.coefficients.map((c) => [
      word('all judges'),
      word(
        `log odds, ${effectName(c.name, report.judged.regressions)}, ${r.withStrengths ? 'with' : 'without'} strengths`,
      ),
      numberCell(r.n, (x) => fixed(x, 0)),
      full(c.estimate),
      full(c.low),
      full(c.high),
      full(c.se),
      full(c.p),
    ]),
  );
  return {
    columns: [
      { name: 'Judge', numeric: false },
      { name: 'Quantity', numeric: false },
      ...['n', 'Value', 'Low', 'High', 'SE', 'p'].map((name) => ({ name, numeric: true })),
    ],
    rows: [...rows, ...effects],
  };
}
