import type { ComponentGroup, VarianceFit } from '../../stats/variance/types.ts';
import type {
  BootstrapSummary,
  ProfileInterval,
  Ratio,
} from '../../stats/variance/uncertainty/types.ts';
import type { IntervalKind } from './options.ts';
import type { ReferenceNoise } from './reference-noise.ts';
import { commonItemRatio, groupRatio } from './ratios.ts';

/** Ends of a 95 % interval, and how it was made. */
export interface KnownInterval {
  readonly low: number;
  readonly high: number;
  readonly kind: IntervalKind;
}

/** What has come in about the uncertainty of a fit; the fit itself brings the Wald intervals. */
export interface Known {
  /** Profile interval of the choice's share; `pending` while it is being worked out. */
  readonly choice: ProfileInterval | 'pending' | null;
  /** Profile intervals of the other groups, and of the common item share. */
  readonly parts: PartIntervals | null;
  /** Profile intervals of single components' shares, by term. */
  readonly components: Readonly<Record<string, ProfileInterval>>;
  readonly bootstrap: BootstrapSummary | null;
  /** Part of what is common to all that is noise of the reference. */
  readonly referenceNoise: ReferenceNoise | null;
}

/** Nothing but the fit. */
export const NOTHING_KNOWN: Known = {
  choice: null,
  parts: null,
  components: {},
  bootstrap: null,
  referenceNoise: null,
};

/** Profile intervals beside the headline. */
export interface PartIntervals {
  readonly groups: Partial<Readonly<Record<ComponentGroup, ProfileInterval>>>;
  readonly commonItem: ProfileInterval | null;
}

const OTHERS: readonly ComponentGroup[] = ['common', 'not-choosable', 'measurement'];

/** What to ask for beside the headline, and how the answers, in that order, are put together. */
export function planParts(fit: VarianceFit): {
  readonly ratios: readonly Ratio[];
  read(intervals: readonly ProfileInterval[]): PartIntervals;
} {
  const groups = OTHERS.flatMap((group) => {
    const ratio = groupRatio(fit, group);
    return ratio ? [{ group, ratio }] : [];
  });
  const item = commonItemRatio(fit);
  return {
    ratios: [...groups.map(({ ratio }) => ratio), ...(item ? [item] : [])],
    read: (intervals) => ({
      groups: Object.fromEntries(groups.map(({ group }, i) => [group, intervals[i]])),
      commonItem: item ? intervals[groups.length] : null,
    }),
  };
}

/** The ratios a bootstrap summarises: the groups, and the common item share. */
export function bootstrapRatios(fit: VarianceFit): Ratio[] {
  const groups = (['choice', ...OTHERS] as const).map((group) => groupRatio(fit, group));
  return [...groups, commonItemRatio(fit)].filter((ratio) => ratio !== null);
}

/**
 * Interval of a group's share: the bootstrap's where that is asked for, else the profile's, and until
 * it is there the Wald interval of the fit.
 */
export function groupInterval(
  fit: VarianceFit,
  group: ComponentGroup,
  known: Known,
  kind: IntervalKind = 'profile',
): KnownInterval | null {
  if (kind === 'bootstrap' && known.bootstrap) {
    const ratio = groupRatio(fit, group);
    const found = ratio && known.bootstrap.ratios.find((r) => sameTerms(r.ratio, ratio));
    return found ? { low: found.low, high: found.high, kind } : null;
  }
  const own = group === 'choice' ? known.choice : known.parts?.groups[group];
  if (own && own !== 'pending') return { low: own.low, high: own.high, kind: 'profile' };
  const wald = fit.groups.find((g) => g.group === group)?.share.wald;
  return wald ? { ...wald, kind: 'wald' } : null;
}

/**
 * Interval of a component's share, of the kind asked for. `pending` where that kind is still to come;
 * a profile asked for singly stands in for a Wald interval.
 */
export function componentInterval(
  fit: VarianceFit,
  term: string,
  known: Known,
  kind: IntervalKind,
): KnownInterval | 'pending' | null {
  if (kind === 'bootstrap') {
    if (!known.bootstrap) return 'pending';
    const found = known.bootstrap.components.find((c) => c.term === term);
    return found ? { low: found.share.low, high: found.share.high, kind } : null;
  }
  const profile = Object.hasOwn(known.components, term) ? known.components[term] : null;
  if (profile) return { low: profile.low, high: profile.high, kind: 'profile' };
  if (kind === 'profile') return fit.components.length < 2 ? null : 'pending';
  const wald = fit.components.find((c) => c.term === term)?.share.wald;
  return wald ? { ...wald, kind: 'wald' } : null;
}

function sameTerms(a: Ratio, b: Ratio): boolean {
  return a.terms.join('\n') === b.terms.join('\n') && a.of?.join('\n') === b.of?.join('\n');
}
