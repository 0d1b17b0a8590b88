/** Equal bins: bin b covers [start + b width, start + (b + 1) width). */
export interface Bins {
  readonly start: number;
  readonly width: number;
  readonly count: number;
}

/**
 * At most `most` bins over [min, max], the widths 1, 2 or 5 times a power of ten, zero at the centre
 * of a bin, so that exact scores do not fall to one side. Throws where min > max or either is not
 * finite, or `most` is below 2.
 */
export function niceBins(min: number, max: number, most: number): Bins {
  if (!Number.isFinite(min) || !Number.isFinite(max) || min > max)
    throw new Error(`invalid range; not finite and ascending: ${min}, ${max}`);
  if (!(most >= 2)) throw new Error(`invalid number of bins; below 2: ${most}`);
  // A range of one value still gets a bin of its own magnitude.
  const range = max - min || Math.abs(max) || 1;
  let power = Math.max(-290, Math.floor(Math.log10(range / most)));
  for (; ; power++) {
    for (const digit of [1, 2, 5]) {
      // Division by a power of ten keeps 0.1 the nearest double to 0.1.
      const width = power < 0 ? digit / 10 ** -power : digit * 10 ** power;
      const first = binOf(min, width);
      const count = binOf(max, width) - first + 1;
      if (count <= most) return { start: (first - 0.5) * width, width, count };
    }
  }
}

/**
 * The bins as wide as the values lie apart where these are few and evenly spaced, as right or wrong and
 * whole grades are: a bar for each value instead of slivers. `occupied` are the numbers of the bins that
 * hold a value; zero stays at the centre of a bin.
 */
export function spacedBins(bins: Bins, occupied: Iterable<number>): Bins {
  const first = Math.round(bins.start / bins.width + 0.5);
  let step = 0;
  for (const bin of occupied) step = greatestCommonDivisor(step, Math.abs(first + bin));
  if (step < 2) return bins;
  const width = step * bins.width;
  const lowest = Math.ceil(first / step);
  const highest = Math.floor((first + bins.count - 1) / step);
  return { start: (lowest - 0.5) * width, width, count: highest - lowest + 1 };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** Bin number of a value, counted from the bin centred at zero. */
function binOf(value: number, width: number): number {
  return Math.floor(value / width + 0.5);
}
