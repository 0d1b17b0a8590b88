/** Equal bins: bin b covers [start + b width, start + (b + 1) width). */
export interface Bins {
  readonly start: number;
  readonly width: number;
  readonly count: number;
}

/**
 * Bins of a readable width (1, 2 or 5 times a power of ten) over [low, high], about `wanted` of them,
 * with zero in the middle of one, so that exact scores have a bar of their own.
 */
export function niceBins(low: number, high: number, wanted: number): Bins {
  if (!(low <= high)) throw new Error(`invalid range; low above high: ${low}, ${high}`);
  const span = high - low;
  const width = span > 0 ? niceStep(span / wanted) : 1;
  const first = Math.round(low / width);
  const last = Math.round(high / width);
  return { start: (first - 0.5) * width, width, count: last - first + 1 };
}

/** The smallest of 1, 2, 5 times a power of ten that is at least `step`. */
function niceStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  for (const factor of [1, 2, 5]) if (factor * power >= step * (1 - 1e-9)) return factor * power;
  return 10 * power;
}
