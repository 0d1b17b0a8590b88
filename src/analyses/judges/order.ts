import { fixed, largestRemainder, percent } from '../../domain/format.ts';
import { numberCell, word } from '../../domain/panel.ts';
import type { NumberTable, Sentence } from '../../domain/panel.ts';
import type { OrderShares, PreferenceSummary, SelfPreference } from '../../stats/judges/types.ts';
import type { JudgesReport } from './report.ts';
import { nameOf } from './report.ts';
import { full } from './words.ts';

/** What both orders gave, in the order they are drawn. */
export const ORDER_PARTS = [
  { part: 'own', words: 'own text, both orders' },
  { part: 'first', words: 'first place, both orders' },
  { part: 'tie', words: 'tie' },
  { part: 'second', words: 'second place, both orders' },
  { part: 'other', words: 'other text, both orders' },
] as const;

export type OrderPart = (typeof ORDER_PARTS)[number]['part'];

/** One question put to one judge: a bar of shares. */
export interface OrderBar {
  readonly question: 'prefers' | 'recognises';
  readonly parts: readonly {
    readonly part: OrderPart;
    readonly share: number;
    readonly text: string;
  }[];
  readonly label: string;
}

/** Position bias: a judge with a bar per question. */
export interface OrderModel {
  readonly judges: readonly {
    readonly name: string;
    /** Share of choices on the text shown first, with its interval. */
    readonly first: string;
    readonly bars: readonly OrderBar[];
  }[];
  readonly key: readonly { readonly part: OrderPart; readonly words: string }[];
}

/** Null where no judge was asked in both orders. */
export function orderModel(report: JudgesReport, self: SelfPreference): OrderModel | null {
  const judges = self.judges.flatMap((s) => {
    const name = nameOf(report, s.judge);
    const bars = [
      barOf(name, 'prefers', s.preferredOrders),
      barOf(name, 'recognises', s.recognisedOrders),
    ].filter((bar) => bar !== null);
    return bars.length === 0 ? [] : [{ name, first: firstOf(s), bars }];
  });
  if (judges.length === 0) return null;
  const drawn = new Set(
    judges.flatMap(({ bars }) =>
      bars.flatMap(({ parts }) => parts.filter((p) => p.share > 0).map((p) => p.part)),
    ),
  );
  return { judges, key: ORDER_PARTS.filter(({ part }) => drawn.has(part)) };
}

function firstOf({ first }: PreferenceSummary): string {
  if (first === null) return '–';
  const half =
    first.low === null || first.high === null
      ? ''
      : ` ± ${fixed(100 * (first.high - first.value), 0)}`;
  return `${fixed(100 * first.value, 0)}${half}\u00a0%`;
}

function barOf(
  judge: string,
  question: OrderBar['question'],
  shares: OrderShares | null,
): OrderBar | null {
  if (shares === null) return null;
  const values = ORDER_PARTS.map(({ part }) => shares[part]);
  const rounded = largestRemainder(values, 100);
  const parts = ORDER_PARTS.map(({ part }, i) => ({
    part,
    share: values[i],
    text: String(rounded[i]),
  }));
  const words = ORDER_PARTS.map(({ words: said }, i) => `${said} ${rounded[i]} %`).join(', ');
  return { question, parts, label: `${judge} ${question}: ${words}` };
}

/** How much the order decides, in words. */
export function orderSentence(report: JudgesReport, self: SelfPreference): Sentence {
  const asked = self.judges.filter((s) => s.preferredOrders ?? s.recognisedOrders);
  const ambiguous = (s: PreferenceSummary): number =>
    (s.preferredOrders ?? s.recognisedOrders)!.ambiguous;
  const [worst] = asked.toSorted((a, b) => ambiguous(b) - ambiguous(a));
  if (!worst) return [];
  const orders = (worst.preferredOrders ?? worst.recognisedOrders)!;
  const place = orders.first >= orders.second ? 'first' : 'second';
  const least = Math.min(...asked.map(ambiguous));
  return [
    { text: `The order, not the text, decides ` },
    { text: percent(ambiguous(worst)), role: 'strong' },
    {
      text: ` of the answers of ${nameOf(report, worst.judge)}, mostly for the ${place} place${asked.length > 1 ? `; least of all judges ${percent(least)}` : ''}.`,
    },
  ];
}

/** Shares by judge and question. */
export function orderTable(report: JudgesReport, self: SelfPreference): NumberTable {
  const names = [
    'Asked in both orders',
    'Own, both orders',
    'First place, both orders',
    'Second place, both orders',
    'Other, both orders',
    'Tie',
    'Ambiguous',
  ];
  return {
    columns: [
      { name: 'Judge', numeric: false },
      { name: 'Question', numeric: false },
      ...names.map((name) => ({ name, numeric: true })),
      { name: 'Choices of the first place', numeric: true },
    ],
    rows: self.judges.flatMap((s) =>
      (
        [
          ['preference', s.preferredOrders],
          ['recognition', s.recognisedOrders],
        ] as const
      ).flatMap(([question, o]) =>
        o === null
          ? []
          : [
              [
                word(nameOf(report, s.judge)),
                word(question),
                numberCell(o.n, (x) => fixed(x, 0)),
                ...[o.own, o.first, o.second, o.other, o.tie, o.ambiguous].map(full),
                full(s.first?.value),
              ],
            ],
      ),
    ),
  };
}
