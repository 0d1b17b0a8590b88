import { fixed } from '../../domain/format.ts';
import type { Estimate } from '../../stats/agreement/types.ts';
import { inOrder, lineName, publishedScore } from './answers.ts';
import type { LadderAnswer } from './answers.ts';
import { correlation, interval, scoreDecimals } from './numbers.ts';

/** A line of the small table beside the figure, as it is written. */
export interface SignedRow {
  readonly name: string;
  readonly isPerson: boolean;
  readonly benchmark: string;
  readonly experts: { readonly value: string; readonly interval: string };
  readonly outcome: { readonly value: string; readonly interval: string };
}

/** Every line's rungs with their intervals beneath, models by benchmark, then people. */
export function signedValues(answer: LadderAnswer): SignedRow[] {
  const lines = inOrder(answer);
  const scores = lines.map((line) => publishedScore(answer, line));
  const decimals = scoreDecimals(scores.filter((score) => score !== null));
  const written = (found: Estimate | null): SignedRow['experts'] =>
    found === null
      ? { value: '–', interval: '' }
      : { value: correlation(found.value), interval: interval(found) };
  return [...lines, ...answer.ladder.humans].map((line, i) => ({
    name: lineName(answer, line),
    isPerson: i >= lines.length,
    benchmark: i < lines.length && scores[i] !== null ? fixed(scores[i], decimals) : '–',
    experts: written(line.experts),
    outcome: written(line.outcome),
  }));
}
