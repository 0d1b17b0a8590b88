import type { Panel } from './panel.ts';
import { nearestGrade, scoreError } from './score-error.ts';
import type { EnsembleOptions, Rule } from './types.ts';

/** What a rule makes of each column of a panel; NaN where it abstains. */
export interface Combined {
  readonly score: Float64Array;
  readonly error: Float64Array;
}

/**
 * Combines some members of a panel. Grades are scores rounded to those of the task. `majority` is the
 * most frequent grade; tied grades share: the error is the mean of theirs, so that a tie between
 * right and wrong counts half. `unanimous` is the grade that all give. Mean, median and weighted mean
 * are rounded only where the measure is `disagreement`, which knows grades alone. `weights` are those of
 * all members of the panel, for the rule `weighted`.
 */
export function combine(
  panel: Panel,
  members: readonly number[],
  rule: Rule,
  weights: Float64Array | null,
  options: Pick<EnsembleOptions, 'measure' | 'grades'>,
): Combined {
  const { count, scores, reference, task } = panel;
  const errorOf = scoreError(options.measure);
  const score = new Float64Array(count);
  const error = new Float64Array(count);
  const votes = new Float64Array(members.length);
  const whole = options.measure === 'disagreement';
  const total = rule.kind === 'weighted' ? members.reduce((sum, m) => sum + weights![m], 0) : 0;
  for (let c = 0; c < count; c++) {
    const grades = options.grades[task[c]] ?? null;
    const settle = (value: number): void => {
      score[c] = whole ? nearestGrade(value, grades) : value;
      error[c] = errorOf(score[c], reference[c]);
    };
    if (rule.kind === 'majority' || rule.kind === 'unanimous') {
      members.forEach((m, i) => (votes[i] = nearestGrade(scores[m * count + c], grades)));
      votes.sort();
      if (rule.kind === 'majority') shareOut(votes, reference[c], errorOf, score, error, c);
      else if (votes[0] === votes[votes.length - 1]) settle(votes[0]);
      else score[c] = error[c] = NaN;
      continue;
    }
    members.forEach((m, i) => (votes[i] = scores[m * count + c]));
    if (rule.kind === 'median') settle(medianOf(votes));
    else if (rule.kind === 'mean') settle(votes.reduce((sum, v) => sum + v, 0) / votes.length);
    else settle(votes.reduce((sum, v, i) => sum + weights![members[i]] * v, 0) / total);
  }
  return { score, error };
}

/** Writes the mean of the most frequent of sorted votes, and the mean of their errors. */
function shareOut(
  votes: Float64Array,
  reference: number,
  errorOf: (score: number, reference: number) => number,
  score: Float64Array,
  error: Float64Array,
  at: number,
): void {
  let most = 0;
  let tied = 0;
  let sum = 0;
  let errors = 0;
  for (let i = 0; i < votes.length;) {
    const grade = votes[i];
    let size = 0;
    for (; i < votes.length && votes[i] === grade; i++) size++;
    if (size < most) continue;
    if (size > most) [most, tied, sum, errors] = [size, 0, 0, 0];
    tied++;
    sum += grade;
    errors += errorOf(grade, reference);
  }
  score[at] = sum / tied;
  error[at] = errors / tied;
}

function medianOf(values: Float64Array): number {
  values.sort();
  const half = values.length >> 1;
  return values.length % 2 === 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}
