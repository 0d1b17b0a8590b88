import type { Steps } from '../optimize/steps.ts';
import { cheapestLevels, observationsOf } from './cheapest-design.ts';
import { coefficientWeights, reliability, withLevels } from './reliability.ts';
import type {
  CheapestDesign,
  CoefficientInterval,
  DStudy,
  DStudyRequest,
  StudyCurve,
  StudyDesign,
  VariancePart,
} from './types.ts';

/** Interval of a ratio of weighted sums of the components, in the order of the parts; null for none. */
export type WeightedInterval = (weights: {
  readonly numerator: Float64Array;
  readonly denominator: Float64Array;
}) => Steps<CoefficientInterval | null>;

/**
 * A D-study (Brennan 2001, chapter 4): the reliability of a design, curves over numbers of levels,
 * and the cheapest design that reaches a target, each with what the components' uncertainty leaves
 * open. Throws for numbers below one.
 */
export function* dStudy(
  parts: readonly VariancePart[],
  request: DStudyRequest,
  intervalOf: WeightedInterval,
): Steps<DStudy> {
  const { design, coefficient, intervals } = request;
  const present = reliability(parts, design);
  const interval = function* (of: StudyDesign): Steps<CoefficientInterval | null> {
    const { universe, [`${coefficient}Error` as const]: error } = reliability(parts, of);
    if (!intervals || !(universe + error > 0)) return null;
    return yield* intervalOf(coefficientWeights(parts, of, coefficient));
  };
  const presentInterval = yield* interval(design);
  const { target, costs } = request;
  const search =
    target !== null && costs ? cheapestLevels(parts, design, coefficient, target, costs) : null;
  let cheapest: CheapestDesign | null = null;
  if (search?.levels && costs) {
    const chosen = withLevels(design, search.levels);
    cheapest = {
      facets: chosen.facets,
      cost: search.cost,
      observations: observationsOf(chosen, costs.objects),
      reliability: reliability(parts, chosen),
      interval: yield* interval(chosen),
    };
  }
  return {
    present,
    interval: presentInterval,
    curves: request.curves.map((curve) => studyCurve(parts, design, curve)),
    cheapest,
    best: search?.best ?? null,
  };
}

function studyCurve(
  parts: readonly VariancePart[],
  design: StudyDesign,
  { facet, held, to }: DStudyRequest['curves'][number],
): StudyCurve {
  const points = Array.from({ length: Math.max(1, Math.floor(to)) }, (_, i) => {
    const { relative, absolute } = reliability(
      parts,
      withLevels(design, { ...held, [facet]: i + 1 }),
    );
    return { n: i + 1, relative, absolute };
  });
  return { facet, held, points };
}
