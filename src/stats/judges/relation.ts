import type { NameRoles, Own } from './types.ts';

/** How a text's writer stands to the judge. */
export const RELATIONS = ['other', 'family', 'own'] as const;

/** Position in `RELATIONS`. */
export type Relation = 0 | 1 | 2;

/** Own where judge and writer are the same, family where they only share a model family, else other. */
export function relationOf(roles: NameRoles, judge: number, writer: number): Relation {
  if (judge < 0 || writer < 0) return 0;
  if (roles.identity[judge] === roles.identity[writer]) return 2;
  const family = roles.family[judge];
  return family >= 0 && family === roles.family[writer] ? 1 : 0;
}

/**
 * Which side is the judge's: 1 A, 0 B, -1 neither or both. Under `family` the texts of the whole family
 * are its own, so a choice between two of them says nothing.
 */
export function ownSide(
  roles: NameRoles,
  own: Own,
  judge: number,
  a: number,
  b: number,
): -1 | 0 | 1 {
  const least = own === 'own' ? 2 : 1;
  const isA = relationOf(roles, judge, a) >= least;
  const isB = relationOf(roles, judge, b) >= least;
  return isA === isB ? -1 : isA ? 1 : 0;
}
