/**
 * The ways to answers that few visits ask for: fetched when first asked, so that the page opens without
 * them.
 */
export const WAYS = {
  judges: () => import('../../client/run-judges.ts'),
  generalization: () => import('../../client/run-generalization.ts'),
} as const;
