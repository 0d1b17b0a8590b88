import type { Result } from '../../domain/problem.ts';
import type { Weighting } from './types.ts';

/**
 * Weights of the members from their benchmark scores, adding up to 1; a Problem where a score is
 * missing or none is above what counts for nothing.
 */
export function benchmarkWeights(
  scores: readonly (number | null)[],
  weighting: Weighting,
): Result<Float64Array> {
  const missing = scores.filter((score) => score === null).length;
  if (missing > 0)
    return refused(
      'no-benchmark',
      `${missing} of ${scores.length} models have no benchmark score.`,
      'Load a file with the columns model, benchmark and score, or type the scores in.',
    );
  if (weighting.by === 'softmax' && !(weighting.temperature > 0))
    throw new Error(`invalid temperature; not above 0: ${weighting.temperature}`);
  const known = scores as readonly number[];
  const highest = Math.max(...known);
  const raw = Float64Array.from(known, (score) => {
    switch (weighting.by) {
      case 'proportional':
        return Math.max(0, score);
      case 'above-chance':
        return Math.max(0, score - weighting.chance);
      case 'softmax':
        // Relative to the highest, so that the exponential stays finite.
        return Math.exp((score - highest) / weighting.temperature);
    }
  });
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0))
    return refused(
      'no-weight',
      'No model has a benchmark score above what counts for nothing.',
      'Lower the chance level, or weigh by softmax.',
    );
  return { ok: true, value: raw.map((weight) => weight / total) };
}

function refused(code: string, message: string, wayOn: string): Result<never> {
  return { ok: false, problem: { code, severity: 'info', message, wayOn } };
}
