import type { Result } from '../../domain/problem.ts';
import { refuse } from './refuse.ts';

/** Share of the largest margin that rounding may leave on the wrong side. */
const TOLERANCE = 1e-7;

/**
 * Whether a direction, as its value per record, shows that no finite estimate exists (Albert &
 * Anderson 1984): nowhere does it lower the likelihood, somewhere it raises it for ever. Responses
 * strictly between 0 and 1 forbid any change.
 */
export function separates(direction: Float64Array, response: Float64Array): boolean {
  let largest = 0;
  for (const value of direction) largest = Math.max(largest, Math.abs(value));
  if (!(largest > 0)) return false;
  const slack = TOLERANCE * largest;
  for (let row = 0; row < direction.length; row++) {
    const y = response[row];
    const margin = y === 1 ? direction[row] : y === 0 ? -direction[row] : -Math.abs(direction[row]);
    if (margin < -slack) return false;
  }
  return true;
}

/** Says which columns separate; `direction` is on their scales, the intercept first. */
export function separated(
  names: readonly string[],
  direction: Float64Array,
  scales: readonly number[],
): Result<never> {
  const weights = names.map((_, j) => Math.abs(direction[j]) * scales[j]);
  const largest = Math.max(...weights.slice(1));
  const by = names.filter((_, j) => j > 0 && weights[j] > 1e-4 * largest);
  return refuse({
    code: 'separable-data',
    message: `${by.map((name) => `"${name}"`).join(' with ')} ${by.length > 1 ? 'divide' : 'divides'} the records so that one side holds only one outcome: the best coefficient is infinite.`,
    field: by.join(', '),
    wayOn: 'Leave the column out, or add records where the outcome varies on both sides.',
  });
}
