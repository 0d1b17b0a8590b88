import { counted, directed, fixed } from '../../domain/format.ts';
import { numberCell, word } from '../../domain/panel.ts';
import type { NumberTable, Sentence } from '../../domain/panel.ts';
import type { Mean, PreferenceSummary, SelfPreference } from '../../stats/judges/types.ts';
import type { JudgesReport } from './report.ts';
import { nameOf } from './report.ts';
import { full, meanWords, wordCount } from './words.ts';

/** A judge's mean recognition and preference. */
export interface ScatterPoint {
  readonly name: string;
  readonly x: Mean;
  readonly y: Mean;
  readonly label: string;
}

/** Preference on recognition: a large point per judge, a small one per judge and source. */
export interface ScatterModel {
  readonly points: readonly ScatterPoint[];
  readonly small: readonly { readonly x: number; readonly y: number; readonly label: string }[];
  readonly line: {
    readonly intercept: number;
    readonly slope: number;
    readonly text: string;
  } | null;
  readonly label: string;
}

/** Null where fewer than one judge has both questions. */
export function scatterModel(report: JudgesReport, self: SelfPreference): ScatterModel | null {
  const points = self.judges.flatMap((s) =>
    s.recognition && s.preference
      ? [
          {
            name: nameOf(report, s.judge),
            x: s.recognition,
            y: s.preference,
            label: `${nameOf(report, s.judge)}: recognition ${meanWords(s.recognition)}; preference ${meanWords(s.preference)}`,
          },
        ]
      : [],
  );
  if (points.length === 0) return null;
  const small = self.sources.flatMap((s) =>
    s.recognition && s.preference
      ? [
          {
            x: s.recognition.value,
            y: s.preference.value,
            label: `${nameOf(report, s.judge)} against ${nameOf(report, s.source)}: ${fixed(s.recognition.value, 3)}, ${fixed(s.preference.value, 3)}`,
          },
        ]
      : [],
  );
  const { line } = self;
  return {
    points,
    small,
    line: line && {
      intercept: line.intercept,
      slope: line.slope,
      text: `${fixed(line.intercept, 2)} ${line.slope < 0 ? '−' : '+'} ${fixed(Math.abs(line.slope), 2)} × recognition`,
    },
    label: 'Self-preference on self-recognition, by judge',
  };
}

/** What the scatter shows, in words. */
export function recognitionSentence(self: SelfPreference): Sentence {
  const { line, sourceLine } = self;
  if (line === null)
    return [
      {
        text: 'A line needs three judges that were asked both questions and differ in their answers.',
      },
    ];
  const interval =
    line.low === null || line.high === null
      ? []
      : [
          {
            text: ` (95\u00a0% interval ${fixed(line.low, 2)} to ${fixed(line.high, 2)})`,
            role: 'interval' as const,
          },
        ];
  return [
    {
      text: `A judge that recognises its own text by 0.1 more prefers it by ${directed(line.slope / 10, 2)}: r = ${fixed(line.r, 2)} over ${wordCount(line.n, 'judge')}`,
    },
    ...interval,
    {
      text: sourceLine
        ? `, ${fixed(sourceLine.r, 2)} over ${wordCount(sourceLine.n, 'judge and source', 'judges and sources')}.`
        : '.',
    },
  ];
}

/** What stands behind the scatter. */
export function recognitionNote(self: SelfPreference): string {
  const missing = self.missingRecognition + self.missingPreference;
  return `n = ${counted(self.examples, 'example')} of ${counted(self.items, 'item')}; ${missing === 0 ? 'no answer is missing' : `${counted(missing, 'answer is', 'answers are')} missing and left out`}. Crosses: 95 % intervals clustered by item. Dashed: chance, 0.5.`;
}

const COLUMNS = [
  'n',
  'Self-recognition',
  'Recognition low',
  'Recognition high',
  'Self-preference',
  'Preference low',
  'Preference high',
  'Ambiguous recognition',
  'Ambiguous preference',
  'Kendall tau-b',
  'Recognised, both orders',
  'Recognised, one order',
  'Recognised, neither',
  'Preferred, both orders',
  'Preferred, one order',
  'Preferred, neither',
  'Missing recognition',
  'Missing preference',
];

/** The same by judge, with what both orders gave: 1, 0.5 and 0 of the study's thresholded rates. */
export function judgesTable(report: JudgesReport, self: SelfPreference): NumberTable {
  return summaryTable(['Judge'], [...self.judges], (s) => [nameOf(report, s.judge)]);
}

/** By judge and source, then by judge and data set where there are several. */
export function sourcesTable(report: JudgesReport, self: SelfPreference): NumberTable {
  return summaryTable(['Judge', 'Against', 'Data set'], [...self.sources, ...self.tasks], (s) =>
    self.tasks.includes(s)
      ? [nameOf(report, s.judge), 'all sources', nameOf(report, s.task)]
      : [nameOf(report, s.judge), nameOf(report, s.source), 'all'],
  );
}

function summaryTable(
  heads: readonly string[],
  rows: readonly PreferenceSummary[],
  names: (s: PreferenceSummary) => string[],
): NumberTable {
  return {
    columns: [
      ...heads.map((name) => ({ name, numeric: false })),
      ...COLUMNS.map((name) => ({ name, numeric: true })),
    ],
    rows: rows.map((s) => [...names(s).map(word), ...numbers(s)]),
  };
}

function numbers(s: PreferenceSummary) {
  const whole = (n: number | null) => numberCell(n, (x) => fixed(x, 0));
  const { recognisedOrders: r, preferredOrders: p } = s;
  return [
    whole(s.n),
    full(s.recognition?.value),
    full(s.recognition?.low),
    full(s.recognition?.high),
    full(s.preference?.value),
    full(s.preference?.low),
    full(s.preference?.high),
    full(r?.ambiguous),
    full(p?.ambiguous),
    full(s.tau),
    full(r?.own),
    full(r && r.ambiguous + r.tie),
    full(r?.other),
    full(p?.own),
    full(p && p.ambiguous + p.tie),
    full(p?.other),
    whole(s.missingRecognition),
    whole(s.missingPreference),
  ];
}
