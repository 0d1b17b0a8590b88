/** Bounds of the colour steps of a heat-map, in the unit shown. */
export interface Steps {
  /** `amount` runs pale to deep; `direction` from minus to plus with the middle step around zero. */
  readonly kind: 'amount' | 'direction';
  /** Six bounds between the seven steps, ascending; step s covers [bounds[s - 2], bounds[s - 1]). */
  readonly bounds: readonly number[];
  /** Decimals the bounds are written with. */
  readonly decimals: number;
}

const STEPS = 7;
/** Values below this are zero but for rounding. */
const LEAST = 1e-12;
const ROUND = [1, 1.5, 2, 2.5, 3, 4, 5, 7.5, 10];

/** The smallest round number (1, 1.5, 2, 2.5, ... times a power of ten) that is not below `x`. */
function roundUp(x: number): number {
  const power = 10 ** Math.floor(Math.log10(x));
  const factor = ROUND.find((r) => r * power >= x * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/**
 * Seven steps with round bounds that cover low to high: equal ones, or where the sign matters steps
 * symmetric around zero, the middle one twice as wide and the outer ones open.
 */
export function stepsFor(low: number, high: number, hasDirection: boolean): Steps {
  const largest = Math.max(Math.abs(low), Math.abs(high));
  const size = largest > LEAST ? largest : 1;
  if (hasDirection) {
    const reach = size;
    const step = roundUp(reach / 4.5);
    const bounds = [-3, -2, -1, 1, 2, 3].map((k) => tidy(k * step));
    return { kind: 'direction', bounds, decimals: decimalsOf(bounds) };
  }
  // Values that are all one are shown between zero and themselves: no bound lies beyond what can be.
  const isFlat = high - low <= size * 1e-6;
  const from = isFlat ? Math.min(0, low) : low;
  const to = isFlat ? from + size : high;
  for (let step = roundUp((to - from) / STEPS); ; step = roundUp(step * 1.01)) {
    const first = Math.floor(from / step + 1e-9) * step;
    // The outer steps are open, so the last may be overrun by half.
    if (first + (STEPS + 0.5) * step < to) continue;
    const bounds = Array.from({ length: STEPS - 1 }, (_, i) => tidy(first + (i + 1) * step));
    return { kind: 'amount', bounds, decimals: decimalsOf(bounds) };
  }
}

/** The step, 1 to 7, that a value falls in. */
export function stepOf(value: number, steps: Steps): number {
  return 1 + steps.bounds.filter((bound) => value >= bound).length;
}

function tidy(x: number): number {
  return Number(x.toPrecision(12));
}

function decimalsOf(bounds: readonly number[]): number {
  return Math.max(...bounds.map((b) => (String(b).split('.')[1] ?? '').length));
}
