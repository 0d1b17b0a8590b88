import type { Result } from '../domain/problem.ts';
import type { EncodedCells } from './encoded-cells.ts';
import type { BootstrapRunner, FittedModel } from './fitted-model.ts';
import type { Generalizer } from './generalizer.ts';
import type { VarianceFit, VarianceRequest } from '../stats/variance/types.ts';

export type { EncodedCells } from './encoded-cells.ts';

/** A request whose cells are still encoded, so that the page never holds them. */
export type FitRequest = Omit<VarianceRequest, 'cells'> & {
  readonly cells: readonly EncodedCells[];
};

/** The fit worker; a fit is cancelled by ending it. Bytes are Arrow IPC streams, transferred. */
export interface Fitter extends FittedModel, BootstrapRunner, Generalizer {
  /**
   * Diagnoses, then fits the random-effects model by REML or ML, and keeps it for the questions above.
   * Stops a question that is being answered.
   */
  fitVariance(request: FitRequest): Promise<Result<VarianceFit>>;
}
