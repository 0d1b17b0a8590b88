import type { PairAnswer } from './answers.ts';
import { scorerName } from './scorer-names.ts';

/** What the two rows in focus are called. */
export function pairNames({ matrix, rows, loaded }: PairAnswer): [string, string] {
  return [scorerName(matrix.scorers[rows[0]], loaded), scorerName(matrix.scorers[rows[1]], loaded)];
}
