import type { CodedFilter, CodedSlice } from '../../../../src/stats/slices/types.ts';
import { tQuantile } from '../../../../src/stats/special/t-quantile.ts';
import { denseClustered } from './dense-clustered.ts';
import type { Row } from './rows.ts';

type Facet = 'model' | 'prompt' | 'task' | 'item';

/** Slices of one grouping straight from the rows, without cells, joint codes or closed forms. */
export function naiveSlices(
  rows: readonly Row[],
  filters: readonly CodedFilter[],
  facets: readonly Facet[],
  average: 'micro' | 'macro',
): CodedSlice[] {
  const kept = rows.filter((row) =>
    filters.every(
      (f) => facets.includes(f.facet as Facet) || f.allowed[row[f.facet as Facet]] === 1,
    ),
  );
  const groups = new Map<string, Row[]>();
  for (const row of kept) {
    const key = facets.map((facet) => row[facet]).join();
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups]
    .map(([key, members]) =>
      naiveSlice(key === '' ? [] : key.split(',').map(Number), members, average),
    )
    .sort((a, b) => compareCodes(a.codes, b.codes));
}

function naiveSlice(codes: number[], rows: readonly Row[], average: 'micro' | 'macro'): CodedSlice {
  const scored = rows.filter((row) => row.error !== null);
  const stratum = scored.map((row) => (average === 'macro' ? row.task : 0));
  const strata = [...new Set(stratum)];
  const errors = scored.map((row) => row.error!);
  const within = strata.map((s) => errors.filter((_, i) => stratum[i] === s));
  const overStrata = (f: (values: number[]) => number): number => mean(within.map(f));
  const clusters = new Set(scored.map((row) => row.cluster)).size;
  const lone = strata.some(
    (s) => new Set(scored.filter((_, i) => stratum[i] === s).map((r) => r.cluster)).size < 2,
  );
  let interval: CodedSlice['interval'] = null;
  if (clusters >= 2 && !lone) {
    const dense = denseClustered(
      errors,
      stratum,
      scored.map((row) => row.cluster),
      'CR3',
    );
    const se = Math.sqrt(dense.variance);
    const half = se === 0 ? 0 : tQuantile(0.975, dense.df) * se;
    interval = { low: dense.mean - half, high: dense.mean + half, se, df: dense.df, method: 'CR3' };
  }
  return {
    codes,
    n: errors.length,
    missing: rows.length - errors.length,
    clusters,
    mean: overStrata(mean),
    bias: overStrata((values) => -mean(values)),
    rmse: Math.sqrt(overStrata((values) => mean(values.map((e) => e * e)))),
    interval,
    naiveSe:
      Math.sqrt(
        within
          .map((values) => sampleVariance(values) / values.length / strata.length ** 2)
          .reduce((a, b) => a + b, 0),
      ) || (within.some((values) => values.length < 2) || within.length === 0 ? NaN : 0),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

function sampleVariance(values: readonly number[]): number {
  const centre = mean(values);
  return values.reduce((a, b) => a + (b - centre) ** 2, 0) / (values.length - 1);
}

function compareCodes(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((code, i) => code !== b[i]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}
