/** How numbers are written everywhere: true minus, thousands by comma, no more digits than they carry. */

const NBSP = '\u00a0';

/** `x` with `decimals` digits after the point, thousands by comma, a true minus and never a minus zero. */
export function fixed(x: number, decimals: number): string {
  if (!Number.isFinite(x)) return '–';
  const text = formatter(decimals).format(Math.abs(x));
  const isZero = !/[1-9]/.test(text);
  return x < 0 && !isZero ? `−${text}` : text;
}

const formatters: Intl.NumberFormat[] = [];

/** Made once per number of decimals: making one costs as much as twenty numbers written with it. */
function formatter(decimals: number): Intl.NumberFormat {
  return (formatters[decimals] ??= new Intl.NumberFormat('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }));
}

/** As `fixed`, with a plus where the number is above zero: for errors that have a direction. */
export function directed(x: number, decimals: number): string {
  const text = fixed(x, decimals);
  return x > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** A number of the data as it stands there, with two decimals at the most: an end of a scale. */
export function plain(x: number): string {
  return fixed(x, Math.min(2, (String(x).split('.')[1] ?? '').length));
}

/** A whole number with thousands by comma. */
export function count(n: number): string {
  return fixed(n, 0);
}

/** `3 items`, `1 item`; the plural is given where it is not made with an s. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${count(n)}${NBSP}${n === 1 ? one : many}`;
}

/** A share in [0, 1] as a percentage; one that rounds to nothing reads `<1 %`. */
export function percent(share: number, decimals = 0): string {
  if (!Number.isFinite(share)) return '–';
  const least = 10 ** -decimals;
  const value = 100 * share;
  if (value > 0 && value < least / 2) return `<${fixed(least, decimals)}${NBSP}%`;
  return `${fixed(value, decimals)}${NBSP}%`;
}

/** `1.33 to 1.51`. */
export function range(low: number, high: number, write: (x: number) => string): string {
  return `${write(low)} to ${write(high)}`;
}

/** A name as a heading: its first letter large. */
export function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** A text that does not break: its spaces are no-break spaces. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', NBSP);
}

/** More zeros after the point than this nobody counts. */
const MOST_DECIMALS = 12;

/**
 * Decimals that a number with this half-width of its 95 % interval carries: the last digit printed is
 * between a tenth and a third of the half-width, as physicists round (Particle Data Group).
 */
export function decimalsFor(halfWidth: number): number {
  if (!(halfWidth > 0) || !Number.isFinite(halfWidth)) return 2;
  return Math.min(MOST_DECIMALS, Math.max(0, Math.ceil(-Math.log10(halfWidth / 3))));
}

const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  '-': '⁻',
  0: '⁰',
  1: '¹',
  2: '²',
  3: '³',
  4: '⁴',
  5: '⁵',
  6: '⁶',
  7: '⁷',
  8: '⁸',
  9: '⁹',
};

/** `4 × 10⁻¹⁰`, for tolerances and other numbers far from one; `decimals` are of the mantissa. */
export function scientific(x: number, decimals = 0): string {
  if (x === 0 || !Number.isFinite(x)) return fixed(x, 0);
  const [mantissa, exponent] = x.toExponential(decimals).split('e');
  const ten = powerOfTen(Number(exponent));
  return mantissa === '1' ? ten : `${mantissa.replace('-', '−')}${NBSP}×${NBSP}${ten}`;
}

/** `10⁻¹²`. */
export function powerOfTen(exponent: number): string {
  return `10${[...String(exponent)].map((c) => SUPERSCRIPTS[c]).join('')}`;
}

/**
 * Exponent of the power of ten that numbers up to `largest` are best written in: 0 for sizes that are
 * read as they are, else a multiple of three.
 */
export function exponentFor(largest: number): number {
  if (!(largest > 0) || !Number.isFinite(largest)) return 0;
  const exponent = Math.floor(Math.log10(largest));
  return exponent >= -3 && exponent <= 6 ? 0 : 3 * Math.floor(exponent / 3);
}

/** Writes numbers up to `largest` with `decimals`, or each with its power of ten where that is far from one. */
export function writerFor(largest: number, decimals: number): (x: number) => string {
  return exponentFor(largest) === 0 ? (x) => fixed(x, decimals) : (x) => scientific(x, 2);
}

/**
 * Rounds non-negative parts to whole units that sum to `units` (largest remainders first, ties to the
 * earlier part); all zeros where the parts sum to zero.
 */
export function largestRemainder(parts: readonly number[], units: number): number[] {
  const sum = parts.reduce((a, b) => a + b, 0);
  if (!(sum > 0)) return parts.map(() => 0);
  const exact = parts.map((part) => (part / sum) * units);
  const whole = exact.map(Math.floor);
  const left = Math.round(units - whole.reduce((a, b) => a + b, 0));
  const order = exact
    .map((value, index) => ({ index, rest: value - whole[index] }))
    .toSorted((a, b) => b.rest - a.rest || a.index - b.index);
  for (const { index } of order.slice(0, left)) whole[index] += 1;
  return whole;
}
