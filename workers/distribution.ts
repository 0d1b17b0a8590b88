import { tableFromIPC } from 'apache-arrow';
import type { Table } from 'apache-arrow';
import type { Question } from '../src/domain/question.ts';
import type { Histogram } from '../src/domain/slice.ts';
import { binnedErrors, binnedErrorsWhere } from '../src/sql/cells.ts';
import type { CodedFilter } from '../src/stats/slices/types.ts';
import type { Bins } from '../src/stats/slices/histogram.ts';
import { niceBins, spacedBins } from '../src/stats/slices/histogram.ts';
import type { Cells } from './cells.ts';
import type { Engine } from './engine.ts';

const BINS = 24;

/** Counts per bin beside the cells, so that a filter needs no pass over the rows. */
export interface BinnedErrors {
  readonly bins: Bins;
  readonly codes: Readonly<Record<string, Int32Array>>;
  readonly bin: Int32Array;
  readonly n: Int32Array;
  readonly exact: Int32Array;
  readonly above: Int32Array;
  readonly sum: Float64Array;
}

/** Bins the signed errors once per cells; null where there are none. */
export async function binErrors(
  engine: Engine,
  question: Question,
  cells: Cells,
): Promise<BinnedErrors | null> {
  if (!Number.isFinite(cells.low)) return null;
  const bins = niceBins(cells.low, cells.high, BINS);
  const facets = Object.keys(cells.cube.codes).filter((facet) => facet !== 'item');
  const table = tableFromIPC(
    await engine.query(binnedErrors(question, facets, bins.start, bins.width)),
  );
  return rebinned(bins, columns(table, facets));
}

/** In bins as wide as the values lie apart, where these are few. */
function rebinned(fine: Bins, errors: Omit<BinnedErrors, 'bins'>): BinnedErrors {
  const bins = spacedBins(fine, new Set(errors.bin));
  if (bins === fine) return { bins, ...errors };
  const from = fine.start + fine.width / 2 - bins.start;
  const bin = errors.bin.map((b) => Math.floor((from + b * fine.width) / bins.width));
  return { bins, ...errors, bin };
}

/** The distribution under the question's filters. */
export async function histogram(
  engine: Engine,
  question: Question,
  binned: BinnedErrors,
  filters: readonly CodedFilter[],
): Promise<Histogram> {
  let source = binned;
  let applied = filters;
  if (filters.some((filter) => !Object.hasOwn(binned.codes, filter.facet))) {
    const { start, width } = binned.bins;
    const table = tableFromIPC(await engine.query(binnedErrorsWhere(question, start, width)));
    source = { bins: binned.bins, ...columns(table, []) };
    applied = [];
  }
  const counts = new Float64Array(binned.bins.count);
  let n = 0;
  let exact = 0;
  let above = 0;
  let sum = 0;
  for (let row = 0; row < source.n.length; row++) {
    if (applied.some((filter) => filter.allowed[source.codes[filter.facet][row]] !== 1)) continue;
    const bin = Math.min(Math.max(source.bin[row], 0), counts.length - 1);
    counts[bin] += source.n[row];
    n += source.n[row];
    exact += source.exact[row];
    above += source.above[row];
    sum += source.sum[row];
  }
  return {
    start: binned.bins.start,
    width: binned.bins.width,
    counts,
    mean: sum / n,
    below: (n - exact - above) / n,
    exact: exact / n,
    above: above / n,
  };
}

function columns(table: Table, facets: readonly string[]): Omit<BinnedErrors, 'bins'> {
  const integers = (name: string): Int32Array => table.getChild(name)!.toArray() as Int32Array;
  return {
    codes: Object.fromEntries(facets.map((facet) => [facet, integers(facet)])),
    bin: integers('bin'),
    n: integers('n'),
    exact: integers('exact'),
    above: integers('above'),
    sum: table.getChild('sum')!.toArray() as Float64Array,
  };
}
