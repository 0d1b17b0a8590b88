import { directed, fixed } from '../../domain/format.ts';
import { numberCell, word } from '../../domain/panel.ts';
import type { NumberTable, Sentence } from '../../domain/panel.ts';
import type { SingleAnswer, SingleJudge } from '../../stats/judges/single-texts.ts';
import type { Mean } from '../../stats/judges/types.ts';
import type { JudgesReport } from './report.ts';
import { nameOf } from './report.ts';
import type { SpanModel, SpanRow } from './spans.ts';
import { decimalsOf, full, intervalSpan } from './words.ts';

/** What one question of single texts gave, judge by judge, with the writers beneath each. */
export function singleModels(report: JudgesReport, answer: SingleAnswer): SpanModel[] {
  const questions = [
    ['recognition', 'how surely the text is called own'],
    ['quality', 'score, in the judge’s scale'],
  ] as const;
  return questions.flatMap(([question, axis]) => {
    const judges = answer.judges.filter((j) => j.question === question);
    if (judges.length === 0) return [];
    const rows = judges.flatMap((judge): SpanRow[] =>
      judge.writers.map((w) => ({
        name: nameOf(report, w.writer),
        detail: `${w.isOwn ? 'own, ' : ''}by ${nameOf(report, judge.judge)}`,
        marks: [{ kind: w.isOwn ? 'full' : 'open', mean: w.mean }],
      })),
    );
    return [
      {
        rows: rows.slice(0, 40),
        axis,
        reference: null,
        key: [
          { kind: 'full', words: 'own text' },
          { kind: 'open', words: 'text of another' },
        ],
        signed: false,
        decimals: 2,
        label: `Mean ${question} of single texts, by judge and writer`,
      } satisfies SpanModel,
    ];
  });
}

/** Own less others on the same items, and how well own texts are told from others. */
export function singleSentence(report: JudgesReport, answer: SingleAnswer): Sentence {
  const { quality, recognition, adjusted } = answer;
  const lead = adjusted ?? quality ?? recognition;
  if (lead === null) return [{ text: 'No item has both an own text and another with a score.' }];
  const write = (x: number): string => directed(x, decimalsOf(lead));
  const what =
    lead === recognition && quality === null
      ? 'Own texts are called own by '
      : adjusted
        ? 'At equal scores by people, judges score their own texts by '
        : 'Judges score their own texts by ';
  const areas = answer.judges.filter((j) => j.question === 'recognition' && j.area !== null);
  const [best] = areas.toSorted((a, b) => b.area!.value - a.area!.value);
  return [
    { text: what },
    { text: write(lead.value), role: 'strong' },
    { text: ' more than others’ of the same item ' },
    intervalSpan(lead, write),
    {
      text: best
        ? `; ${nameOf(report, best.judge)} tells its own from others with an area under the curve of ${fixed(best.area!.value, 2)}, where 0.5 is chance.`
        : '.',
    },
  ];
}

/** What stands behind it. */
export function singleNote(answer: SingleAnswer): string {
  const missing = answer.judges.reduce((sum, j) => sum + j.missing, 0);
  const n = answer.judges.reduce((sum, j) => sum + j.n, 0);
  return `n = ${fixed(n, 0)} judgements, ${fixed(missing, 0)} without a number, which are left out. ${
    answer.adjusted
      ? 'People’s scores of the same texts are taken off first.'
      : 'Not adjusted for quality: nobody but the judges scored these texts.'
  } Intervals are 95 %, clustered by item.`;
}

/** By judge and question, then every writer. */
export function singleTable(report: JudgesReport, answer: SingleAnswer): NumberTable {
  const three = (mean: Mean | null) => [full(mean?.value), full(mean?.low), full(mean?.high)];
  const whole = (x: number) => numberCell(x, (n) => fixed(n, 0));
  const none = three(null);
  return {
    columns: [
      ...['Judge', 'Question', 'Writer'].map((name) => ({ name, numeric: false })),
      ...[
        'n',
        'Missing',
        'Mean',
        'Mean low',
        'Mean high',
        'Own less others',
        'Difference low',
        'Difference high',
        'Adjusted for people',
        'Adjusted low',
        'Adjusted high',
        'Area under the curve',
        'Area low',
        'Area high',
      ].map((name) => ({ name, numeric: true })),
    ],
    rows: answer.judges.flatMap((judge: SingleJudge) => [
      [
        word(nameOf(report, judge.judge)),
        word(judge.question),
        word('own less others'),
        whole(judge.n),
        whole(judge.missing),
        ...none,
        ...three(judge.difference),
        ...three(judge.adjusted),
        full(judge.area?.value),
        full(judge.area?.low),
        full(judge.area?.high),
      ],
      ...judge.writers.map((w) => [
        word(nameOf(report, judge.judge)),
        word(judge.question),
        word(`${nameOf(report, w.writer)}${w.isOwn ? ' (own)' : ''}`),
        whole(w.n),
        whole(w.n - (w.mean?.n ?? 0)),
        ...three(w.mean),
        ...none,
        ...none,
        ...none,
      ]),
    ]),
  };
}
