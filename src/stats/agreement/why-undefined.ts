import type { Problem } from '../../domain/problem.ts';
import { REASONS } from './types.ts';
import type { Reason } from './types.ts';

const WORDS: Record<Reason, Omit<Problem, 'severity' | 'code'>> = {
  defined: { message: 'It is defined.' },
  'too-few-items': {
    message: 'The two share fewer than two items of any task.',
    wayOn: 'Load more items that both scored, or take filters off.',
  },
  constant: {
    message: 'One of the two gives the same score to every item they share.',
    wayOn: 'Take filters off, or compare on a task where scores differ.',
  },
  'no-spread': {
    message:
      'More than half of one side’s scores are equal, so that their median absolute deviation is 0 and the biweight midcorrelation is not defined. This is usual for grades.',
    wayOn: 'Use Spearman, Kendall or weighted kappa for grades.',
  },
  'no-shared-items': {
    message: 'Items belong to one task each, so nothing can be compared across tasks.',
    wayOn: 'Load results in which the same items are scored in several tasks.',
  },
};

/** Why a coefficient is not a number, from the code in `AgreementMatrix.why`; null where it is one. */
export function whyUndefined(code: number): Problem | null {
  const reason = REASONS[code];
  if (reason === 'defined') return null;
  return { code: reason, severity: 'info', ...WORDS[reason] };
}
