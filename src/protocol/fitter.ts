import type { Result } from '../domain/problem.ts';
import type { VarianceFit, VarianceRequest } from '../stats/variance/types.ts';

/** The fit worker; it is terminated to cancel. Bytes are Arrow IPC streams, transferred. */
export interface Fitter {
  /** Diagnoses, then fits the random-effects model by REML or ML. */
  fitVariance(request: VarianceRequest): Promise<Result<VarianceFit>>;
}
