import { comparedQuestion } from '../analyses/variance/compare-options.ts';
import type { CompareOptions } from '../analyses/variance/compare-options.ts';
import type { ComparedAnswer, ComparedSide } from '../analyses/variance/comparison.ts';
import type { VarianceOptions } from '../analyses/variance/options.ts';
import { groupRatio } from '../analyses/variance/ratios.ts';
import type { Dataset } from '../domain/dataset.ts';
import { ok } from '../domain/problem.ts';
import type { Result } from '../domain/problem.ts';
import type { Question } from '../domain/question.ts';
import type { Database } from '../protocol/database.ts';
import { askProfile } from './ask-fit.ts';
import type { ModelFitter } from './fitter.ts';
import { runVariance } from './run-variance.ts';

/**
 * Two decompositions, one after the other in a fit worker beside the question's: each question -> fit
 * -> profile interval of the choice. A slice that cannot be fitted says so in its Problem.
 */
export async function runComparison(
  database: Database,
  fitter: ModelFitter,
  dataset: Dataset,
  question: Question,
  options: VarianceOptions,
  compare: CompareOptions,
  signal: AbortSignal,
): Promise<Result<ComparedAnswer>> {
  const sides: ComparedSide[] = [];
  for (const side of [0, 1] as const) {
    const { question: own, label } = comparedQuestion(question, compare, side);
    const answer = await runVariance(database, fitter, dataset, own, options, signal);
    if (!answer.ok)
      return {
        ok: false,
        problem: { ...answer.problem, message: `${label}: ${answer.problem.message}` },
      };
    const { fit } = answer.value;
    const ratio = groupRatio(fit, 'choice');
    const choice = ratio ? await askProfile(fitter, ratio, signal) : null;
    sides.push({ label, question: own, fit, choice: choice?.ok ? choice.value : null });
  }
  const [left, right] = sides;
  return ok({ compare, left, right });
}
