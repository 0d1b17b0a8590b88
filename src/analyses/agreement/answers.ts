import type { MatrixAnswer, MatrixRequest, PairScores } from '../../protocol/resampler.ts';
import type {
  AgreementIntervals,
  DisattenuatedMatrix,
  SharedBehaviourAnswer,
} from '../../stats/agreement/types.ts';
import type { AgreementOptions } from './options.ts';
import type { LoadedScores } from './scorer-names.ts';

export type { AgreementIntervals, PairScores, SharedBehaviourAnswer };

/** The matrix on show, with the noise taken out where that was asked for. */
export interface AgreementAnswer {
  readonly loaded: LoadedScores;
  readonly request: MatrixRequest;
  readonly matrix: MatrixAnswer;
  readonly disattenuated: DisattenuatedMatrix | null;
}

/** A task-item with its names; the text where there is one. */
export interface NamedItem {
  readonly task: string;
  readonly item: string;
  readonly text: string | null;
}

/** Two rows in focus: their scores, and the items on which they differ most. */
export interface PairAnswer {
  readonly loaded: LoadedScores;
  readonly matrix: MatrixAnswer;
  readonly rows: readonly [number, number];
  readonly scores: PairScores;
  /** Positions among the scores, farthest apart first, and what each is called. */
  readonly apart: readonly { readonly at: number; readonly named: NamedItem }[];
}

/** Which matrix the options ask for; a task that the data do not have is none. */
export function matrixRequest(
  options: AgreementOptions,
  average: 'micro' | 'macro',
  { summary, names }: LoadedScores,
): MatrixRequest {
  const task = summary.tasks.findIndex((code) => names.task.get(code) === options.task);
  return {
    show: options.show,
    task: options.task === null || task < 0 ? null : task,
    coefficient: options.noise === 'disattenuated' ? 'pearson' : options.coefficient,
    average,
  };
}

/** The value on show of a pair: as it is, or with noise taken out; and why there is none. */
export function valueOf(
  { matrix, disattenuated }: AgreementAnswer,
  a: number,
  b: number,
): { readonly value: number; readonly why: string } {
  const at = a * matrix.scorers.length + b;
  if (disattenuated) {
    const problem =
      disattenuated.why[at] < 0 ? null : disattenuated.problems[disattenuated.why[at]];
    return { value: disattenuated.values[at], why: problem?.message ?? '' };
  }
  const value = matrix.agreement.values[at];
  const reason = matrix.reasons[matrix.agreement.why[at]];
  return { value, why: Number.isNaN(value) ? (reason?.message ?? '') : '' };
}
