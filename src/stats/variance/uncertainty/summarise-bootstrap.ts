import type { Result } from '../../../domain/problem.ts';
import { RESIDUAL, ratioOf, resolveRatio } from './component-ratio.ts';
import type { WeightedRatio } from './component-ratio.ts';
import type { BootstrapInterval, BootstrapPart, BootstrapSummary, Ratio } from './types.ts';

/** Fewest replicates that came to rest from which 95 % intervals are read off. */
export const FEWEST_REPLICATES = 40;

/**
 * Puts the parts of all workers together: percentile intervals (Efron & Tibshirani 1993, section 13.3)
 * of every component, its share and the ratios asked for. A Problem where too few replicates are left
 * or a ratio cannot be formed. Throws where parts do not belong together.
 */
export function summariseBootstrap(
  parts: readonly BootstrapPart[],
  ratios: readonly Ratio[],
): Result<BootstrapSummary> {
  const first = parts[0];
  if (!first) throw new Error('invalid parts; none given');
  if (parts.some((p) => p.seed !== first.seed || p.terms.join() !== first.terms.join())) {
    throw new Error('invalid parts; of different fits or seeds');
  }
  const names = [...first.terms, RESIDUAL];
  const replicates = parts.reduce((sum, part) => sum + part.to - part.from, 0);
  const rows = settledReplicates(parts);
  const failed = replicates - rows.length;
  if (rows.length < FEWEST_REPLICATES) {
    return {
      ok: false,
      problem: {
        code: 'too-few-replicates',
        severity: 'error',
        message: `${rows.length} of ${replicates} replicates could be fitted; an interval needs ${FEWEST_REPLICATES}.`,
        wayOn: 'Run more replicates, or leave out a term that the data barely bear.',
      },
    };
  }
  const found: (BootstrapInterval & { ratio: Ratio })[] = [];
  for (const ratio of ratios) {
    const weights = resolveRatio(names, ratio);
    if (!weights.ok) return weights;
    found.push({ ratio, ...ratioInterval(rows, weights.value) });
  }
  const components = names.map((term, k) => {
    const numerator = Float64Array.from(names, (_, i) => (i === k ? 1 : 0));
    const share = { numerator, denominator: new Float64Array(names.length).fill(1) };
    return {
      term,
      variance: percentiles(rows.map((row) => row[k])),
      share: ratioInterval(rows, share),
    };
  });
  return {
    ok: true,
    value: { seed: first.seed, replicates, failed, components, ratios: found },
  };
}

/** Components of the replicates that came to rest, in order of their numbers. */
export function settledReplicates(parts: readonly BootstrapPart[]): Float64Array[] {
  return parts
    .toSorted((a, b) => a.from - b.from)
    .flatMap(({ terms, variances }) => {
      const width = terms.length + 1;
      return Array.from({ length: variances.length / width }, (_, i) =>
        variances.subarray(i * width, (i + 1) * width),
      );
    })
    .filter((row) => !Number.isNaN(row[0]));
}

/** Percentile interval of a weighted ratio; a replicate with nothing in the denominator has none. */
export function ratioInterval(
  rows: readonly Float64Array[],
  ratio: WeightedRatio,
): BootstrapInterval {
  return percentiles(
    rows.map((row) => ratioOf(ratio, row)).filter((value) => !Number.isNaN(value)),
  );
}

function percentiles(values: readonly number[]): BootstrapInterval {
  const sorted = Float64Array.from(values).sort();
  return {
    low: quantile(sorted, 0.025),
    median: quantile(sorted, 0.5),
    high: quantile(sorted, 0.975),
  };
}

/** Linear interpolation between order statistics (Hyndman & Fan 1996, type 7). */
function quantile(sorted: Float64Array, p: number): number {
  const at = (sorted.length - 1) * p;
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}
