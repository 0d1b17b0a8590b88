import { counted, fixed, percent, range } from '../../domain/format.ts';
import { numberCell, word } from '../../domain/panel.ts';
import type { NumberTable, Sentence } from '../../domain/panel.ts';
import type { AgainstPeople } from '../../stats/judges/against-people.ts';
import type { Interval } from '../../stats/judges/kappa.ts';
import type { JudgesReport } from './report.ts';
import { nameOf } from './report.ts';
import type { SpanModel } from './spans.ts';
import { full } from './words.ts';

/** Kappa and agreement of each judge with people. */
export function peopleModel(report: JudgesReport, people: AgainstPeople): SpanModel {
  return {
    rows: people.judges.slice(0, 30).map((j) => ({
      name: nameOf(report, j.judge),
      detail: counted(j.n, 'pair'),
      marks: [
        { kind: 'open', mean: j.agreement },
        { kind: 'full', mean: j.kappa },
      ],
    })),
    axis: 'agreement with people, and Cohen’s κ',
    reference: 0,
    key: [
      { kind: 'open', words: 'share that agrees' },
      { kind: 'full', words: 'κ' },
    ],
    signed: false,
    decimals: 2,
    label: 'Agreement of judges with people',
  };
}

/** How far judges agree with people beyond chance. */
export function peopleSentence(report: JudgesReport, people: AgainstPeople): Sentence {
  const [best] = people.judges.toSorted((a, b) => (b.kappa?.value ?? -1) - (a.kappa?.value ?? -1));
  if (!best.kappa)
    return [
      {
        text: `${nameOf(report, best.judge)} agrees with people on ${percent(best.agreement.value)} of the pairs; κ is not defined where both always say the same one thing.`,
      },
    ];
  const { value, low, high } = best.kappa;
  return [
    { text: `${nameOf(report, best.judge)} agrees with people on ` },
    { text: percent(best.agreement.value), role: 'strong' },
    {
      text: ` of the pairs; beyond chance, κ = ${fixed(value, 2)}${low === null || high === null ? '' : ` (95 % interval ${fixed(low, 2)} to ${fixed(high, 2)})`}.`,
    },
  ];
}

/** Agreement, kappa and the confusion table of every judge. */
export function peopleTable(report: JudgesReport, people: AgainstPeople): NumberTable {
  const three = (x: Interval | null) => [full(x?.value), full(x?.low), full(x?.high)];
  const whole = (x: number) => numberCell(x, (n) => fixed(n, 0));
  const verdicts = ['B', 'tie', 'A'];
  return {
    columns: [
      { name: 'Judge', numeric: false },
      ...[
        'Pairs',
        'Items',
        'Agreement',
        'Agreement low',
        'Agreement high',
        'Without ties',
        'Without ties low',
        'Without ties high',
        'Kappa',
        'Kappa low',
        'Kappa high',
        ...verdicts.flatMap((judge) => verdicts.map((p) => `Judge ${judge}, people ${p}`)),
      ].map((name) => ({ name, numeric: true })),
    ],
    rows: people.judges.map((j) => [
      word(nameOf(report, j.judge)),
      whole(j.n),
      whole(j.items),
      ...three(j.agreement),
      ...three(j.decided),
      ...three(j.kappa),
      ...j.table.map(whole),
    ]),
  };
}

/** Win shares by judges, by people, and by both together. */
export function correctedModel(report: JudgesReport, people: AgainstPeople): SpanModel {
  return {
    rows: people.wins.slice(0, 30).map((w) => ({
      name: nameOf(report, w.model),
      detail: `${counted(w.n, 'pair')} of ${fixed(w.n + w.unlabelled, 0)} by people`,
      marks: [
        { kind: 'open', mean: { value: w.judge, low: null, high: null } },
        {
          kind: 'quiet',
          mean: {
            value: w.people.value,
            low: w.people.value - 1.96 * w.people.se,
            high: w.people.value + 1.96 * w.people.se,
          },
        },
        { kind: 'full', mean: w },
      ],
    })),
    axis: 'share of comparisons won as people see it',
    reference: 0.5,
    key: [
      { kind: 'open', words: 'judges alone' },
      { kind: 'quiet', words: 'people alone' },
      { kind: 'full', words: 'people, helped by judges' },
    ],
    signed: false,
    decimals: 2,
    label: 'Win shares by judges, by people, and corrected',
  };
}

/** What the judges' many votes add to people's few. */
export function correctedSentence(report: JudgesReport, people: AgainstPeople): Sentence {
  const [first] = people.wins;
  if (!first) return [{ text: 'A corrected win share needs two items that people judged too.' }];
  const narrower = people.wins.map((w) => 1 - w.se / w.people.se);
  const mean = narrower.reduce((a, b) => a + b, 0) / narrower.length;
  const biased = people.wins.toSorted(
    (a, b) => Math.abs(b.judge - b.value) - Math.abs(a.judge - a.value),
  )[0];
  return [
    { text: `As people see it, ${nameOf(report, first.model)} wins ` },
    { text: percent(first.value), role: 'strong' },
    {
      text: ` (95\u00a0% interval ${range(100 * first.low, 100 * first.high, (x) => fixed(x, 0))}\u00a0%)`,
      role: 'interval',
    },
    {
      text:
        first.unlabelled === 0
          ? '; people judged every pair, so judges add nothing.'
          : `; the judges’ votes make intervals ${mean > 0.005 ? `${percent(mean)} narrower` : 'no narrower'}. Alone they err most on ${nameOf(report, biased.model)}, by ${fixed(Math.abs(biased.judge - biased.value), 2)}.`,
    },
  ];
}

/** Corrected win shares in numbers. */
export function correctedTable(report: JudgesReport, people: AgainstPeople): NumberTable {
  const whole = (x: number) => numberCell(x, (n) => fixed(n, 0));
  return {
    columns: [
      { name: 'Model', numeric: false },
      ...[
        'Win share',
        'SE',
        'Low',
        'High',
        'Weight of judges',
        'People alone',
        'People SE',
        'Judges alone',
        'Judged by people',
        'Judged by judges only',
      ].map((name) => ({ name, numeric: true })),
    ],
    rows: people.wins.map((w) => [
      word(nameOf(report, w.model)),
      ...[w.value, w.se, w.low, w.high, w.lambda, w.people.value, w.people.se, w.judge].map(full),
      whole(w.n),
      whole(w.unlabelled),
    ]),
  };
}
