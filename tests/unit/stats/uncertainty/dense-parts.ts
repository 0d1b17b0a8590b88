import type { Design } from '../variance/design.ts';
import { invert } from '../variance/dense-model.ts';

/** V, V^-1 and P of a model with given variances (terms in order, the residual last), as squares. */
export function denseParts(design: Design, variances: readonly number[]) {
  const keys = design.terms.map((facets) =>
    design.y.map((_, row) => facets.map((facet) => design.levels[facet][row]).join()),
  );
  const residual = variances[variances.length - 1];
  const v = design.y.map((_, i) =>
    design.y.map((_, j) =>
      keys.reduce(
        (sum, key, k) => sum + (key[i] === key[j] ? variances[k] : 0),
        i === j ? residual : 0,
      ),
    ),
  );
  const { inverse, logDeterminant } = invert(v);
  const weights = inverse.map((row) => row.reduce((a, b) => a + b, 0));
  const information = weights.reduce((a, b) => a + b, 0);
  const p = inverse.map((row, i) =>
    row.map((value, j) => value - (weights[i] * weights[j]) / information),
  );
  return { keys, p, logDeterminant, information };
}

/** -2 log restricted likelihood of given variances, nothing profiled out. */
export function denseDeviance(design: Design, variances: readonly number[]): number {
  const { p, logDeterminant, information } = denseParts(design, variances);
  const quadratic = dot(design.y, times(p, design.y));
  const df = design.y.length - 1;
  return df * Math.log(2 * Math.PI) + logDeterminant + Math.log(information) + quadratic;
}

/** Prediction and its error variance for every level of term k, by key: s Z'Py, s - s^2 (Z'PZ)_ll. */
export function densePredictions(
  design: Design,
  variances: readonly number[],
  k: number,
): Map<string, { effect: number; variance: number }> {
  const { keys, p } = denseParts(design, variances);
  const py = times(p, design.y);
  const s = variances[k];
  const result = new Map<string, { effect: number; variance: number }>();
  for (const key of new Set(keys[k])) {
    const z = keys[k].map((other) => (other === key ? 1 : 0));
    result.set(key, { effect: s * dot(z, py), variance: s - s * s * dot(z, times(p, z)) });
  }
  return result;
}

export function times(a: readonly (readonly number[])[], x: readonly number[]): number[] {
  return a.map((row) => dot(row, x));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}
