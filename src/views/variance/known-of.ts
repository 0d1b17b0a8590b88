import type { VarianceFit } from '../../analyses/variance/fit.ts';
import { referenceNoise } from '../../analyses/variance/reference-noise.ts';
import type { Known } from '../../analyses/variance/known.ts';
import type { Result } from '../../domain/problem.ts';
import type { Question } from '../../domain/question.ts';
import type { FitAnswers } from '../../state/answers/fit-answers.svelte.ts';

/** What has come in about a fit so far, as the sentences and figures want it. */
export function knownOf(answers: FitAnswers, fit: VarianceFit, question: Question): Known {
  const { headline, parts, profiles, bootstrap, raters } = answers;
  return {
    choice: valueOf(headline.value) ?? (headline.busy ? 'pending' : null),
    parts: valueOf(parts.value),
    components: profiles.intervals,
    bootstrap: valueOf(bootstrap.value),
    referenceNoise: referenceNoise(fit, question.measure, valueOf(raters.value)),
  };
}

/** The value of an answer, or null where there is none. */
export function valueOf<T>(result: Result<T> | null): T | null {
  return result?.ok ? result.value : null;
}
