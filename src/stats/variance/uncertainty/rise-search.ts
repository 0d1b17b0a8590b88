import type { Steps } from '../../optimize/steps.ts';

/** A search for the place where a curve has risen to a threshold. */
export interface RiseSearch {
  /** Where it begins, and how far the first step goes; the sign of `step` is the direction. */
  readonly from: number;
  readonly step: number;
  /** Rise of the curve at `from`, usually 0. */
  readonly risen: number;
  readonly threshold: number;
  /** No further than this. */
  readonly limit: number;
  /** The rise at a place; NaN where it cannot be computed. */
  rise(at: number): Steps<number>;
}

export interface RiseEnd {
  readonly at: number;
  /** False where the limit came first or the rise could not be followed. */
  readonly found: boolean;
}

/** Ends within this of the threshold's square root: a thousandth of a 95 % interval's half. */
const PRECISION = 2e-3;
const MOST_STEPS = 24;
/** A step of the search out is at most this many times the one before. */
const MOST_GROWTH = 3;

/**
 * Finds the threshold on the square root of the rise, which is nearly a straight line for a
 * likelihood: steps out along the secant until past it, then regula falsi, halved where an end stays
 * put (Illinois rule, Dowell & Jarratt 1971).
 */
export function* findRise(search: RiseSearch): Steps<RiseEnd> {
  const direction = Math.sign(search.step);
  const target = Math.sqrt(search.threshold);
  let inside = { at: search.from, gap: Math.sqrt(search.risen) - target };
  let outside: { at: number; gap: number } | null = null;
  let step = search.step;
  let lastSide = 0;
  for (let count = 0; count < MOST_STEPS; count++) {
    const at: number = outside ? between(inside, outside) : inside.at + step;
    if (!outside && (at - search.limit) * direction >= 0) return { at: search.limit, found: false };
    const rise = yield* search.rise(at);
    if (Number.isNaN(rise)) return { at: inside.at, found: false };
    const gap = Math.sqrt(Math.max(0, rise)) - target;
    if (Math.abs(gap) < PRECISION) return { at, found: true };
    if (gap < 0) {
      if (!outside) {
        const slope = (gap - inside.gap) / (at - inside.at);
        const wanted = slope * direction > 0 ? (-gap / slope) * 1.05 : direction * Infinity;
        step = direction * Math.min(Math.abs(wanted), MOST_GROWTH * Math.abs(step));
      } else if (lastSide < 0) outside = { at: outside.at, gap: outside.gap / 2 };
      inside = { at, gap };
      lastSide = -1;
    } else {
      if (lastSide > 0) inside = { at: inside.at, gap: inside.gap / 2 };
      outside = { at, gap };
      lastSide = 1;
    }
    if (outside && Math.abs(outside.at - inside.at) < 1e-9) return { at: outside.at, found: true };
  }
  return { at: (outside ?? inside).at, found: false };
}

function between(
  inside: { at: number; gap: number },
  outside: { at: number; gap: number },
): number {
  const share = inside.gap / (inside.gap - outside.gap);
  // Infinity outside: the curve ends there, so halve.
  return inside.at + (outside.at - inside.at) * (Number.isFinite(share) && share > 0 ? share : 0.5);
}
