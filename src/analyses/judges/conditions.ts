import { directed, fixed } from '../../domain/format.ts';
import { numberCell, word } from '../../domain/panel.ts';
import type { NumberTable, Sentence } from '../../domain/panel.ts';
import type { ConditionSummary, Mean, SelfPreference } from '../../stats/judges/types.ts';
import type { JudgesReport } from './report.ts';
import type { SpanRow } from './spans.ts';
import { full, wordCount } from './words.ts';

/** A row per condition, recognition and preference side by side. */
export function conditionRows(report: JudgesReport, self: SelfPreference): SpanRow[] {
  return self.conditions.map((c) => ({
    name: nameOfCondition(report, c),
    detail: wordCount(c.judges, 'judge'),
    marks: [
      { kind: 'open', mean: c.recognition },
      { kind: 'full', mean: c.preference },
    ],
  }));
}

function nameOfCondition(report: JudgesReport, c: ConditionSummary): string {
  return report.conditions[c.condition].name;
}

/** How far the last condition lies from the first. */
export function conditionSentence(report: JudgesReport, self: SelfPreference): Sentence {
  const [base] = self.conditions;
  const changed = self.conditions.filter((c) => c.preferenceChange ?? c.recognitionChange);
  const size = (c: ConditionSummary): number =>
    Math.abs((c.preferenceChange ?? c.recognitionChange)!.value);
  const [most] = changed.toSorted((a, b) => size(b) - size(a));
  if (!base || !most) return [{ text: 'A comparison needs two conditions that have examples.' }];
  const part = (what: string, change: Mean | null): string =>
    change
      ? `${what} changes by ${directed(change.value, 2)}${change.low === null || change.high === null ? '' : ` (95 % interval ${directed(change.low, 2)} to ${directed(change.high, 2)})`}`
      : '';
  return [
    {
      text: `From ${nameOfCondition(report, base)} to ${nameOfCondition(report, most)}, ${[
        part('recognition', most.recognitionChange),
        part('preference', most.preferenceChange),
      ]
        .filter(Boolean)
        .join(', ')}.`,
    },
  ];
}

/** The same with the differences. */
export function conditionTable(report: JudgesReport, self: SelfPreference): NumberTable {
  const parts = ['', ' low', ' high'];
  const three = (mean: Mean | null) => [full(mean?.value), full(mean?.low), full(mean?.high)];
  return {
    columns: [
      { name: 'Condition', numeric: false },
      ...[
        'Judges',
        'n',
        ...[
          'Self-recognition',
          'Self-preference',
          'Recognition change',
          'Preference change',
        ].flatMap((name) => parts.map((part) => `${name}${part}`)),
      ].map((name) => ({ name, numeric: true })),
    ],
    rows: self.conditions.map((c) => [
      word(nameOfCondition(report, c)),
      numberCell(c.judges, (x) => fixed(x, 0)),
      numberCell(c.n, (x) => fixed(x, 0)),
      ...[c.recognition, c.preference, c.recognitionChange, c.preferenceChange].flatMap(three),
    ]),
  };
}
