import { fixed } from '../../domain/format.ts';
import type { Estimate } from '../../stats/agreement/types.ts';
import { inOrder, lineName, publishedScore } from './answers.ts';
import type { LadderAnswer, LadderLine } from './answers.ts';
import { correlation, interval, scoreDecimals } from './numbers.ts';

/** Where a line meets a rung. */
export interface RungPoint {
  readonly value: number;
  readonly text: string;
  readonly low: number | null;
  readonly high: number | null;
}

/** One line of the figure, through the rungs it stands on. */
export interface LadderFigureLine {
  /** What a click on it is called by; the line's name. */
  readonly key: string;
  readonly name: string;
  readonly points: readonly [
    benchmark: RungPoint | null,
    experts: RungPoint | null,
    outcome: RungPoint | null,
  ];
  /** Drawn in colour with its intervals: the one chosen, or else the best by benchmark. */
  readonly tone: 'accent' | 'strong' | 'quiet';
  readonly chosen: boolean;
  /** What a screen reader says. */
  readonly label: string;
}

/** The ladder as a figure: three upright scales, the left one its own, the others one of correlation. */
export interface LadderModel {
  readonly rungs: readonly { readonly title: string; readonly unit: string }[];
  readonly lines: readonly LadderFigureLine[];
  /** People, on the rungs to the right: raters against each other, and their mean against the outcome. */
  readonly people: readonly {
    readonly name: string;
    readonly experts: RungPoint | null;
    readonly outcome: RungPoint | null;
  }[];
  /** True where less is better on the benchmark: its scale is turned round. */
  readonly turned: boolean;
}

/** The figure of an answer; `marked` is the name of the line that the reader chose. */
export function ladderModel(answer: LadderAnswer, marked: string | null): LadderModel {
  const lines = inOrder(answer);
  const scores = lines.map((line) => publishedScore(answer, line));
  const decimals = scoreDecimals(scores.filter((score) => score !== null));
  const names = lines.map((line) => lineName(answer, line));
  const chosen = marked !== null && names.includes(marked) ? marked : null;
  const ranked = lines.filter((line) => line.benchmark !== null);
  const [first, last] = ranked.length > 1 ? [ranked[0], ranked[ranked.length - 1]] : [null, null];
  const { benchmark } = answer;
  return {
    rungs: [
      { title: 'Benchmark', unit: benchmark ? benchmark.name : 'none known' },
      { title: 'Experts', unit: 'correlation r' },
      { title: 'Impact', unit: 'correlation r' },
    ],
    lines: lines.map((line, i) => {
      const score = scores[i];
      const name = names[i];
      return {
        key: name,
        name,
        points: [
          score === null
            ? null
            : { value: line.benchmark!, text: fixed(score, decimals), low: null, high: null },
          pointOf(line.experts),
          pointOf(line.outcome),
        ],
        tone: toneOf(name === chosen, chosen === null ? line : null, first, last),
        chosen: name === chosen,
        label: labelOf(name, score === null ? null : fixed(score, decimals), line),
      };
    }),
    people: answer.ladder.humans.map((line) => ({
      name: lineName(answer, line),
      experts: pointOf(line.experts),
      outcome: pointOf(line.outcome),
    })),
    turned: benchmark !== null && !benchmark.higherIsBetter,
  };
}

function toneOf(
  isChosen: boolean,
  line: LadderLine | null,
  first: LadderLine | null,
  last: LadderLine | null,
): LadderFigureLine['tone'] {
  if (isChosen || (line !== null && line === first)) return 'accent';
  return line !== null && line === last ? 'strong' : 'quiet';
}

function pointOf(estimate: Estimate | null): RungPoint | null {
  if (estimate === null) return null;
  const { value, low, high } = estimate;
  return { value, text: correlation(value), low, high };
}

function labelOf(name: string, score: string | null, { experts, outcome }: LadderLine): string {
  const says = (what: string, found: Estimate | null): string =>
    found === null
      ? `${what} unknown`
      : `${what} ${correlation(found.value)}, 95 % ${interval(found)}`;
  return `${name}: benchmark ${score ?? 'unknown'}; ${says('with experts', experts)}; ${says('with the outcome', outcome)}`;
}
