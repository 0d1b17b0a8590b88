import type { ComponentGroup, Share, VarianceFit } from '../../stats/variance/types.ts';
import { GROUPS } from './share-bar.ts';

/** One side of a comparison. */
export interface ComparedPart {
  readonly variance: number;
  readonly share: Share;
}

/** A part of the variance on both sides; null on a side whose design has no such part. */
export interface Compared {
  readonly left: ComparedPart | null;
  readonly right: ComparedPart | null;
  /** Right share less left share, in [-1, 1]; a side without the part counts as zero. */
  readonly shift: number;
}

export interface ComparedTerm extends Compared {
  readonly term: string;
  readonly group: ComponentGroup;
}

export interface ComparedGroup extends Compared {
  readonly group: ComponentGroup;
  /** Its terms, the largest share on either side first. */
  readonly terms: readonly ComparedTerm[];
}

/** The decomposition of two slices side by side. */
export interface ComparedFits {
  readonly groups: readonly ComparedGroup[];
  readonly left: { readonly n: number; readonly total: number };
  readonly right: { readonly n: number; readonly total: number };
  /** The larger total: both sides are drawn on this scale where variances, not shares, are shown. */
  readonly scale: number;
}

/** Puts two fits side by side, term by term. The order of facets in a term's name does not matter. */
export function compareFits(left: VarianceFit, right: VarianceFit): ComparedFits {
  const terms = new Map<string, { term: string; group: ComponentGroup }>();
  for (const { term, group, facets } of [...left.components, ...right.components]) {
    const key = keyOf(facets);
    if (!terms.has(key)) terms.set(key, { term, group });
  }
  const compared = [...terms].map(([key, named]): ComparedTerm => ({
    ...named,
    ...sides(partOf(left, key), partOf(right, key)),
  }));
  const groups = GROUPS.flatMap((group): ComparedGroup[] => {
    const own = compared.filter((term) => term.group === group);
    if (own.length === 0) return [];
    const sum = (fit: VarianceFit) => fit.groups.find((g) => g.group === group) ?? null;
    return [
      {
        group,
        ...sides(sum(left), sum(right)),
        terms: own.toSorted((a, b) => largestShare(b) - largestShare(a)),
      },
    ];
  });
  return {
    groups,
    left: { n: left.n, total: left.total },
    right: { n: right.n, total: right.total },
    scale: Math.max(left.total, right.total),
  };
}

function partOf(fit: VarianceFit, key: string): ComparedPart | null {
  return fit.components.find(({ facets }) => keyOf(facets) === key) ?? null;
}

function sides(left: ComparedPart | null, right: ComparedPart | null): Compared {
  const pick = (part: ComparedPart | null) =>
    part && { variance: part.variance, share: part.share };
  return {
    left: pick(left),
    right: pick(right),
    shift: (right?.share.value ?? 0) - (left?.share.value ?? 0),
  };
}

function largestShare({ left, right }: Compared): number {
  return Math.max(left?.share.value ?? 0, right?.share.value ?? 0);
}

/** The residual has no facets. */
function keyOf(facets: readonly string[]): string {
  return JSON.stringify(facets.toSorted());
}
