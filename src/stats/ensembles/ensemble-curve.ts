import { choicesOf } from './choices.ts';
import { combine } from './combine.ts';
import type { Panel } from './panel.ts';
import type { EnsembleCurve, EnsembleOptions, Rule } from './types.ts';

/** Choices of k members averaged over, where they are not fewer. */
const MOST_CHOICES = 200;
const LEAST_CHOICES = 10;
/** Scores that a whole curve may combine. */
const MOST_SCORES = 4e8;

/**
 * Mean error of a rule, and the share of columns it decides on, for k = 1, 2, … members, averaged over
 * choices of k: all, or up to 200 at random. Errors are means over the columns that the rule decides
 * on, by their weights; NaN where it never decides.
 */
export function ensembleCurve(
  panel: Panel,
  rule: Rule,
  weights: Float64Array | null,
  options: EnsembleOptions,
): EnsembleCurve {
  const { members, count, weight } = panel;
  const affordable = Math.floor(MOST_SCORES / ((count * members * members) / 2));
  const most = Math.max(LEAST_CHOICES, Math.min(MOST_CHOICES, affordable));
  const curve = {
    rule,
    error: new Float64Array(members).fill(NaN),
    coverage: new Float64Array(members),
    choices: new Int32Array(members),
    exact: new Uint8Array(members),
  };
  for (let k = 1; k <= members; k++) {
    const { choices, exact } = choicesOf(members, k, most, options.seed);
    let errors = 0;
    let deciding = 0;
    for (const choice of choices) {
      // A choice of members that all weigh nothing has no weighted mean.
      if (weights !== null && choice.every((m) => weights[m] === 0)) continue;
      const { score, error } = combine(panel, choice, rule, weights, options);
      let sum = 0;
      let decided = 0;
      let covered = 0;
      for (let c = 0; c < count; c++) {
        if (Number.isNaN(score[c])) continue;
        sum += weight[c] * error[c];
        decided += weight[c];
        covered++;
      }
      curve.coverage[k - 1] += covered / count / choices.length;
      if (decided === 0) continue;
      errors += sum / decided;
      deciding++;
    }
    curve.error[k - 1] = errors / deciding;
    curve.choices[k - 1] = choices.length;
    curve.exact[k - 1] = exact ? 1 : 0;
  }
  return curve;
}
