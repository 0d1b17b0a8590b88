import { count, counted } from '../../domain/format.ts';
import type { Sentence, Span } from '../../domain/panel.ts';
import { inOrder, lineName } from './answers.ts';
import type { LadderAnswer, RungCorrelation } from './answers.ts';
import { correlation, interval, pValue } from './numbers.ts';

type Direction = 'better' | 'worse' | 'unknown';

/** Below this p a direction is taken for told. */
const ALPHA = 0.05;

/**
 * The interval decides where there is one, else the permutation p. With three lines no order is
 * beyond chance.
 */
function directionOf({ value, low, high, p }: RungCorrelation): Direction {
  const told = low !== null && high !== null ? low > 0 || high < 0 : p < ALPHA;
  if (!told) return 'unknown';
  return value > 0 ? 'better' : 'worse';
}

/** Does a better benchmark score mean better alignment with experts, and with impact, or the opposite? */
export function viewSentence(answer: LadderAnswer): Sentence {
  const { benchmarkExperts, benchmarkOutcome } = answer.ladder;
  const found = [
    { with: 'the experts', what: benchmarkExperts },
    { with: 'the outcome', what: benchmarkOutcome },
  ].flatMap(({ with: whom, what }) => (what ? [{ whom, what, way: directionOf(what) }] : []));
  if (found.length === 0) return withoutBenchmark(answer);
  const told = found.filter(({ way }) => way !== 'unknown');
  if (told.length === 0)
    return [
      {
        text: `Whether a better benchmark score means better alignment cannot be told from ${counted(found[0].what.lines, 'line')}: `,
      },
      ...found.flatMap(({ whom, what }, i): Span[] => [
        ...(i > 0 ? [{ text: ', ' }] : []),
        ...value(what, i === 0),
        { text: ` with ${whom}` },
      ]),
      { text: '.' },
    ];
  return [
    { text: 'A better benchmark score means ' },
    ...found.flatMap(({ whom, what, way }, i): Span[] => [
      ...(i > 0 ? [{ text: way === found[0].way ? ', and ' : ', but ' }] : []),
      way === 'unknown' ? { text: 'nothing certain' } : { text: way, role: 'strong' },
      { text: i === 0 ? ` alignment with ${whom}, rank correlation ` : ` with ${whom}, ` },
      ...value(what, i === 0),
    ]),
    { text: '.' },
  ];
}

function value(what: RungCorrelation, leads: boolean): Span[] {
  const known = what.low !== null && what.high !== null;
  const span = known
    ? `(95\u00a0% ${interval(what).replaceAll(' ', '\u00a0')})`
    : `(${pValue(what.p)})`;
  return [
    { text: correlation(what.value), role: leads ? 'answer' : 'strong' },
    { text: ' ' },
    { text: span, role: 'interval' },
  ];
}

/** Without a benchmark the upper rungs still say something. */
function withoutBenchmark(answer: LadderAnswer): Sentence {
  const { expertsOutcome } = answer.ladder;
  if (expertsOutcome) {
    const way = directionOf(expertsOutcome);
    const words = { better: 'better', worse: 'worse', unknown: 'nothing certain' }[way];
    return [
      { text: 'Better alignment with the experts means ' },
      { text: words, role: 'strong' },
      { text: ' with the outcome, rank correlation ' },
      ...value(expertsOutcome, true),
      { text: '.' },
    ];
  }
  return [{ text: 'Fewer than three models stand on two rungs: no order can be compared.' }];
}

/** What the rungs are, and how much stands behind them. */
export function underSentence(answer: LadderAnswer): string {
  const { benchmark, ladder, loaded } = answer;
  const { summary } = loaded;
  const withScore = ladder.lines.filter((line) => line.benchmark !== null).length;
  const parts = [
    benchmark
      ? `Benchmark: ${benchmark.name}${benchmark.typed ? ', typed in' : ''}, known for ${withScore === ladder.lines.length ? 'all' : `${count(withScore)} of`} ${counted(ladder.lines.length, 'line')}${benchmark.higherIsBetter ? '' : '; less is better, so its ranks are turned round'}.`
      : '',
    summary.hasReference
      ? `Experts: correlation with ${summary.raters.length > 1 ? `the mean of ${count(summary.raters.length)} raters` : 'the reference'} within each task.`
      : '',
    summary.units > 0
      ? `Impact: correlation of a unit’s mean score with its outcome, ${counted(summary.units, 'unit')}.`
      : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** Who aligns most and least with the experts and with the outcome. */
export function ladderSentence(answer: LadderAnswer): Sentence {
  const says = (rung: 'experts' | 'outcome', words: string): Span[] => {
    const lines = inOrder(answer)
      .filter((line) => line[rung] !== null)
      .toSorted((a, b) => b[rung]!.value - a[rung]!.value);
    if (lines.length < 2) return [];
    const [most, least] = [lines[0], lines[lines.length - 1]];
    return [
      { text: `${words} ` },
      { text: lineName(answer, most), role: 'strong' },
      { text: ` most (${correlation(most[rung]!.value)}), ` },
      { text: lineName(answer, least), role: 'strong' },
      { text: ` least (${correlation(least[rung]!.value)}). ` },
    ];
  };
  return [...says('experts', 'With the experts,'), ...says('outcome', 'With the outcome,')];
}

/** How the intervals were made, and what they are over. */
export function ladderNote(answer: LadderAnswer): string {
  const { summary } = answer.loaded;
  const { benchmark } = answer;
  const unmatched = benchmark?.unmatched ?? [];
  const shown = unmatched.slice(0, 3).join(', ');
  return [
    'The left scale is its own; the other two share one, signs kept. A click marks a line and shows its intervals; rings are people.',
    summary.hasReference
      ? `Intervals: jackknife over ${counted(summary.clusters, 'cluster')} of items for the experts${summary.units > 0 ? `, over ${counted(summary.units, 'unit')} for the impact` : ''}.`
      : '',
    unmatched.length > 0
      ? `${counted(unmatched.length, 'model')} of the benchmark ${unmatched.length === 1 ? 'has' : 'have'} no scores here: ${shown}${unmatched.length > 3 ? ' …' : ''}.`
      : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** What the correlations between rungs take for known. */
export function betweenNote(): string {
  return 'Spearman’s rank correlation over the lines; interval after Bonett and Wright, p by trying all orders (by t beyond eight lines). It takes the lines for a sample of models like these and their places as known. A perfect order has no interval.';
}
