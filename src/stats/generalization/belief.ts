import type { Beliefs, Deployments } from './types.ts';

/**
 * Belief of every record that the second answer is right: c times the posterior after the first
 * answer plus 1 - c times the prior (Vafa, Rambachan & Mullainathan 2024, section 5).
 */
export function recordBeliefs(data: Deployments, beliefs: Beliefs): Float64Array {
  for (const [name, value] of Object.entries(beliefs) as [string, number][])
    if (!(value > 0 && value < 1)) throw new Error(`invalid ${name}; not in (0, 1): ${value}`);
  const { prior, afterCorrect, afterIncorrect } = beliefs;
  return data.change.map((c, row) => {
    const posterior = data.previous[row] === 1 ? afterCorrect : afterIncorrect;
    return c * posterior + (1 - c) * prior;
  });
}
