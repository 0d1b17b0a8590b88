import type { Combinations } from './combinations.ts';

/** error = combination + item + rest, by weighted least squares. */
export interface AdditiveFit {
  /** Effect of each item within its task; the combinations' effects are in what is left. */
  readonly item: Float64Array;
  readonly iterations: number;
}

/** Relative size of the residual, in the norm of the preconditioner, at which the fit stops. */
const TOLERANCE = 1e-13;

/**
 * Two-way additive fit, so that combinations are compared on the items they share where some of
 * their answers are missing (the intra-block analysis of Yates 1940). The items are eliminated, the
 * combinations' equations solved by conjugate gradients with their diagonal as preconditioner
 * (Golub & Van Loan 2013, section 11.5): two passes over the cells per iteration, one iteration
 * where nothing is missing, and in exact arithmetic never more than there are combinations.
 * `value` and `weight` are per cell.
 */
export function fitAdditive(
  { choices, combination, item, items }: Combinations,
  value: Float64Array,
  weight: Float64Array,
): AdditiveFit {
  const itemWeight = new Float64Array(items);
  const choiceWeight = new Float64Array(choices.length);
  const itemMean = new Float64Array(items);
  for (let i = 0; i < combination.length; i++) {
    const k = combination[i]!;
    if (k < 0) continue;
    itemWeight[item[i]!]! += weight[i]!;
    choiceWeight[k]! += weight[i]!;
    itemMean[item[i]!]! += weight[i]! * value[i]!;
  }
  for (let u = 0; u < items; u++) itemMean[u]! /= itemWeight[u]!;

  const ofItems = new Float64Array(items);
  /** Mean over each item's cells of the combinations' effects. */
  const averageOverItems = (effect: Float64Array): Float64Array => {
    ofItems.fill(0);
    for (let i = 0; i < combination.length; i++) {
      const k = combination[i]!;
      if (k >= 0) ofItems[item[i]!]! += weight[i]! * effect[k]!;
    }
    for (let u = 0; u < items; u++) ofItems[u]! /= itemWeight[u]!;
    return ofItems;
  };

  const residual = new Float64Array(choices.length);
  for (let i = 0; i < combination.length; i++) {
    const k = combination[i]!;
    if (k >= 0) residual[k]! += weight[i]! * (value[i]! - itemMean[item[i]!]!);
  }
  const effect = new Float64Array(choices.length);
  const direction = new Float64Array(choices.length);
  const image = new Float64Array(choices.length);
  const size = (): number => residual.reduce((sum, r, k) => sum + (r * r) / choiceWeight[k]!, 0);
  const start = size();
  let now = start;
  let before = Infinity;
  let iterations = 0;
  const most = 2 * choices.length + 10;
  while (now > TOLERANCE ** 2 * start && now > 0 && iterations < most) {
    for (let k = 0; k < direction.length; k++)
      direction[k] = residual[k]! / choiceWeight[k]! + (now / before) * direction[k]!;
    const averaged = averageOverItems(direction);
    for (let k = 0; k < image.length; k++) image[k] = choiceWeight[k]! * direction[k]!;
    for (let i = 0; i < combination.length; i++) {
      const k = combination[i]!;
      if (k >= 0) image[k]! -= weight[i]! * averaged[item[i]!]!;
    }
    const step = now / direction.reduce((sum, d, k) => sum + d * image[k]!, 0);
    for (let k = 0; k < effect.length; k++) {
      effect[k]! += step * direction[k]!;
      residual[k]! -= step * image[k]!;
    }
    before = now;
    now = size();
    iterations++;
  }
  const taken = averageOverItems(effect);
  return { item: itemMean.map((mean, u) => mean - taken[u]!), iterations };
}
