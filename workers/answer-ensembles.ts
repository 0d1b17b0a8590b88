import type { EnsembleAnswer, EnsembleRequest, RuleAnswer } from '../src/protocol/resampler.ts';
import { standardised } from '../src/stats/agreement/score-matrix.ts';
import { benchmarkWeights } from '../src/stats/ensembles/benchmark-weights.ts';
import { compareEnsemble } from '../src/stats/ensembles/compare-ensemble.ts';
import { condorcetGap, rightAnswers } from '../src/stats/ensembles/condorcet.ts';
import { ensembleCurve } from '../src/stats/ensembles/ensemble-curve.ts';
import { effectiveNumber, errorFloor, errorMoments } from '../src/stats/ensembles/error-floor.ts';
import { panelOf } from '../src/stats/ensembles/panel.ts';
import { rescaled, rescaledGrades } from '../src/stats/ensembles/rescale.ts';
import type { EnsembleOptions, Rule } from '../src/stats/ensembles/types.ts';
import type { Scores } from './scores.ts';

/** Every rule asked for on the chosen members, and what independence would have given them. */
export function answerEnsembles(
  scores: Scores,
  request: EnsembleRequest,
  benchmarks: readonly (number | null)[],
): EnsembleAnswer {
  const { show, members, rules, curves } = request;
  const { book, grades } = scores;
  const { measure } = request.options;
  const plain = scores.matrix(show, null);
  const right = measure === 'miss' ? request.scale : null;
  const matrix =
    measure === 'standardised'
      ? standardised(plain, book.scale)
      : right
        ? rescaled(plain, right)
        : plain;
  const options: EnsembleOptions = {
    ...request.options,
    grades: [...book.columns.taskCodes].map((code) => {
      const own = grades.get(code) ?? null;
      return right ? rescaledGrades(own, right) : own;
    }),
  };
  const { panel, leftOut } = panelOf(matrix, members, options);
  const outcome = book.outcomes.values.length > 0 ? book.outcomes.values : null;
  const answer = (rule: Rule): RuleAnswer => {
    const weights =
      rule.kind === 'weighted'
        ? benchmarkWeights(
            members.map((row) => benchmarks[row]),
            rule.weighting,
          )
        : ({ ok: true, value: null } as const);
    if (!weights.ok) return { rule, result: weights, curve: null };
    const input = { panel, leftOut, weights: weights.value, outcome, options };
    return {
      rule,
      result: { ok: true, value: panel.count > 0 ? compareEnsemble(input, rule) : null },
      curve: curves && panel.count > 0 ? ensembleCurve(panel, rule, weights.value, options) : null,
    };
  };
  const moments = panel.count > 0 ? errorMoments(panel) : null;
  const answers = rightAnswers(panel, measure);
  return {
    rules: rules.map(answer),
    effective: moments && effectiveNumber(moments),
    floor: moments && errorFloor(moments),
    condorcet: answers.ok ? { ok: true, value: condorcetGap(panel, answers.value) } : answers,
  };
}
