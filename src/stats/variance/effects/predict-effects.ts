import type { DenseKernels } from '../../linalg/dense-kernels.ts';
import { normalQuantile } from '../../special/normal-quantile.ts';
import type { EstimatedModel } from '../fit.ts';
import { LevelCodes } from './level-codes.ts';
import { LevelSystem } from './level-system.ts';
import type { TermEffects } from './types.ts';

/**
 * Best linear unbiased predictions of every level's effect, u = T b, with standard errors of
 * prediction s_e sqrt(gamma_k (M^-1)_ll) from the selected inverse (Henderson 1975), the border for the mean included. They hold the variances at their estimates. A component at
 * zero predicts zero, with certainty.
 */
export function predictEffects(model: EstimatedModel, kernels: DenseKernels): TermEffects[] {
  const { frame } = model.diagnosis;
  const theta = model.estimate.best.x.map(Math.sqrt);
  const system = new LevelSystem(frame, kernels, true);
  system.factorAt(theta);
  const spherical = system.factor.solveBackward();
  const diagonal = system.inverseDiagonal();
  const names = new LevelCodes(model.request);
  const z = normalQuantile(0.975);
  return frame.terms.map((term, t): TermEffects => {
    const at = (level: number) => system.position(t, level);
    const effect = Float64Array.from(
      { length: term.levels },
      (_, l) => theta[t] * spherical[at(l)],
    );
    const scale = theta[t] * Math.sqrt(model.sigma2);
    const se = effect.map((_, l) => scale * Math.sqrt(diagonal[at(l)]));
    const order = Array.from(effect.keys()).sort((a, b) => effect[a] - effect[b] || a - b);
    const codes = names.of(term.facets);
    return {
      term: term.name,
      facets: term.facets,
      levels: term.levels,
      codes: Object.fromEntries(
        Object.entries(codes).map(([facet, list]) => [
          facet,
          Int32Array.from(order, (l) => list[l]),
        ]),
      ),
      counts: Float64Array.from(order, (l) => term.counts[l]),
      effect: Float64Array.from(order, (l) => effect[l]),
      se: Float64Array.from(order, (l) => se[l]),
      z,
    };
  });
}
