/**
 * Counts that stand for all counts: a smooth function of the count, known at `at`, is known at every
 * count as a combination of those values.
 */
export interface CompressionNodes {
  readonly at: Float64Array;
  /** Coefficients of the values at the nodes that give the value at `count`. */
  coefficients(count: number): Float64Array;
}

/**
 * The distinct counts themselves, or, where these are many, Chebyshev points between the least and
 * the largest. The weights 1/(gamma n + 1)^j have their pole at n = -1/gamma < 0, so interpolation
 * converges at least like rho^-R with rho = z + sqrt(z^2 - 1), z = (max + min)/(max - min)
 * (Trefethen 2013, Approximation Theory and Approximation Practice, theorem 8.2); R is taken for 1e-16.
 */
export function compressionNodes(counts: Float64Array): CompressionNodes {
  const distinct = Float64Array.from(new Set(counts)).sort();
  const least = distinct[0] ?? 0;
  const largest = distinct[distinct.length - 1] ?? 0;
  const z = (largest + least) / (largest - least);
  const needed = largest > least ? Math.ceil(37 / Math.log(z + Math.sqrt(z * z - 1))) + 6 : 1;
  return distinct.length <= 2 * needed
    ? exactNodes(distinct)
    : chebyshevNodes(least, largest, needed);
}

function exactNodes(distinct: Float64Array): CompressionNodes {
  const place = new Map(Array.from(distinct, (count, r) => [count, r]));
  return {
    at: distinct,
    coefficients: (count) => {
      const unit = new Float64Array(distinct.length);
      unit[place.get(count) ?? 0] = 1;
      return unit;
    },
  };
}

/** Barycentric interpolation in Chebyshev points of the first kind (Berrut & Trefethen 2004, eq. 5.3). */
function chebyshevNodes(least: number, largest: number, nodes: number): CompressionNodes {
  const angle = (r: number) => (Math.PI * (2 * r + 1)) / (2 * nodes);
  const middle = (largest + least) / 2;
  const half = (largest - least) / 2;
  const at = Float64Array.from({ length: nodes }, (_, r) => middle + half * Math.cos(angle(r)));
  return {
    at,
    coefficients: (count) => {
      const hit = at.indexOf(count);
      if (hit >= 0) return Float64Array.from(at, (_, r) => (r === hit ? 1 : 0));
      const terms = Float64Array.from(
        at,
        (node, r) => ((r % 2 === 0 ? 1 : -1) * Math.sin(angle(r))) / (count - node),
      );
      const sum = terms.reduce((a, b) => a + b, 0);
      return terms.map((term) => term / sum);
    },
  };
}
