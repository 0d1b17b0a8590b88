import { fixed, percent } from '../../domain/format.ts';
import type { Sentence } from '../../domain/panel.ts';
import type { Mean, PreferenceSummary, SelfPreference } from '../../stats/judges/types.ts';
import type { JudgesReport } from './report.ts';
import { nameOf } from './report.ts';
import { MOSTLY_ORDER } from './sentences.ts';
import { listed } from './words.ts';

/** A line of the list by source: a judge over all, or one of its sources or data sets. */
export interface SourceLine {
  readonly key: string;
  readonly name: string;
  readonly kind: 'judge' | 'source' | 'dataset';
  readonly n: string;
  readonly recognition: string;
  readonly recognitionInterval: string;
  readonly preference: string;
  readonly preferenceInterval: string;
  readonly ambiguous: string;
  /** Whether the order decided most answers. */
  readonly caution: boolean;
  readonly tau: string;
}

/** Judges with their sources beneath them, and their data sets where there are several. */
export function sourceLines(report: JudgesReport, self: SelfPreference): SourceLine[] {
  return self.judges.flatMap((judge) => [
    lineOf(judge, nameOf(report, judge.judge), 'judge'),
    ...self.sources
      .filter((s) => s.judge === judge.judge)
      .map((s) => lineOf(s, nameOf(report, s.source), 'source')),
    ...self.tasks
      .filter((s, _, all) => s.judge === judge.judge && isDivided(all, s.judge))
      .map((s) =>
        lineOf(s, s.task < 0 ? 'on no data set' : `on ${nameOf(report, s.task)}`, 'dataset'),
      ),
  ]);
}

/** Whether a judge has several data sets. */
function isDivided(tasks: readonly PreferenceSummary[], judge: number): boolean {
  return tasks.filter((s) => s.judge === judge).length > 1;
}

function lineOf(s: PreferenceSummary, name: string, kind: SourceLine['kind']): SourceLine {
  const ambiguous = s.preferredOrders?.ambiguous ?? s.recognisedOrders?.ambiguous ?? null;
  return {
    key: `${kind} ${s.judge} ${s.source} ${s.task}`,
    name,
    kind,
    n: fixed(s.n, 0),
    recognition: share(s.recognition),
    recognitionInterval: interval(s.recognition),
    preference: share(s.preference),
    preferenceInterval: interval(s.preference),
    ambiguous: ambiguous === null ? '–' : percent(ambiguous),
    caution: ambiguous !== null && ambiguous > MOSTLY_ORDER,
    tau: fixed(s.tau, 2),
  };
}

function share(mean: Mean | null): string {
  return mean ? fixed(mean.value, 3) : '–';
}

function interval(mean: Mean | null): string {
  return mean?.low == null || mean.high === null
    ? ''
    : `${fixed(mean.low, 2)}–${fixed(mean.high, 2)}`;
}

/** Against which source judges prefer themselves most, and least. */
export function sourcesSentence(report: JudgesReport, self: SelfPreference): Sentence {
  const of = new Map<number, number[]>();
  for (const s of self.sources) {
    const value = (s.preference ?? s.recognition)?.value;
    if (value !== undefined) of.set(s.source, [...(of.get(s.source) ?? []), value]);
  }
  const everyone = [...of].filter(([, values]) => values.every((value) => value > 0.5));
  const means = [...of].map(
    ([source, values]) => [source, values.reduce((a, b) => a + b, 0) / values.length] as const,
  );
  const [most] = means.toSorted((a, b) => b[1] - a[1]);
  const [least] = means.toSorted((a, b) => a[1] - b[1]);
  if (!most || !least) return [];
  const names = everyone.map(([source]) => nameOf(report, source));
  if (most[0] === least[0])
    return [
      {
        text: `The only other source is ${nameOf(report, most[0])}: ${fixed(most[1], 2)} on average.`,
      },
    ];
  return [
    {
      text: `Most against ${nameOf(report, most[0])} (${fixed(most[1], 2)} on average over judges), least against ${nameOf(report, least[0])} (${fixed(least[1], 2)})${names.length > 0 && self.judges.length > 1 ? `; every judge prefers itself to ${listed(names)}` : ''}.`,
    },
  ];
}
