import { tQuantile } from '../special/t-quantile.ts';

/** Verdicts of a judge and of people on the same pairs of texts. */
export interface PairedVerdicts {
  readonly count: number;
  /** 0 B, 1 a tie, 2 A. */
  readonly judge: Uint8Array;
  readonly people: Uint8Array;
  /** Ascending. */
  readonly item: Int32Array;
}

/** Agreement of two raters, with 95 % intervals from leaving out one item at a time. */
export interface AgreementSummary {
  readonly n: number;
  readonly items: number;
  /** Share of equal verdicts, ties among them. */
  readonly agreement: Interval;
  /** Share of equal verdicts where neither gave a tie; null where there is none. */
  readonly decided: Interval | null;
  readonly nDecided: number;
  /** Cohen's kappa over A, tie, B; null where both always say the same one thing. */
  readonly kappa: Interval | null;
  /** Counts, rows the judge's verdict B, tie, A, columns people's. */
  readonly table: readonly number[];
}

/** A value with its interval; null where one item leaves none. */
export interface Interval {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

const GRADES = 3;

/**
 * Agreement and Cohen's kappa (Cohen 1960): (po - pe) / (1 - pe), unweighted. Intervals by the jackknife
 * over items (Efron 1982, section 3): variance (G - 1) / G sum (theta_(c) - mean)^2, t with G - 1 degrees
 * of freedom. O(n).
 */
export function agreementOf(verdicts: PairedVerdicts): AgreementSummary {
  const table = new Float64Array(GRADES * GRADES);
  const parts: Float64Array[] = [];
  for (let i = 0; i < verdicts.count; i++) {
    if (i === 0 || verdicts.item[i] !== verdicts.item[i - 1])
      parts.push(new Float64Array(GRADES * GRADES));
    const cell = verdicts.judge[i] * GRADES + verdicts.people[i];
    table[cell]++;
    parts.at(-1)![cell]++;
  }
  const n = verdicts.count;
  const nDecided = decidedOf(table);
  const estimate = (of: (t: Float64Array) => number): Interval => jackknife(table, parts, of);
  return {
    n,
    items: parts.length,
    agreement: estimate(equalShare),
    decided: nDecided > 0 ? estimate(decidedShare) : null,
    nDecided,
    kappa: Number.isNaN(kappaOf(table)) ? null : estimate(kappaOf),
    table: Array.from(table),
  };
}

function equalShare(t: Float64Array): number {
  return (t[0] + t[4] + t[8]) / t.reduce((a, b) => a + b, 0);
}

function decidedOf(t: Float64Array): number {
  return t[0] + t[2] + t[6] + t[8];
}

function decidedShare(t: Float64Array): number {
  return (t[0] + t[8]) / decidedOf(t);
}

/** NaN where chance agreement is complete. */
function kappaOf(t: Float64Array): number {
  const n = t.reduce((a, b) => a + b, 0);
  let chance = 0;
  for (let g = 0; g < GRADES; g++) {
    let row = 0;
    let column = 0;
    for (let h = 0; h < GRADES; h++) {
      row += t[g * GRADES + h];
      column += t[h * GRADES + g];
    }
    chance += (row * column) / (n * n);
  }
  return 1 - chance < 1e-12 ? NaN : (equalShare(t) - chance) / (1 - chance);
}

function jackknife(
  table: Float64Array,
  parts: readonly Float64Array[],
  of: (t: Float64Array) => number,
): Interval {
  const value = of(table);
  const without = parts.map((part) => of(table.map((count, i) => count - part[i])));
  const g = parts.length;
  // A value that hangs on one item has no interval.
  if (g < 2 || without.some(Number.isNaN)) return { value, low: null, high: null };
  const mean = without.reduce((a, b) => a + b, 0) / g;
  const variance = ((g - 1) / g) * without.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  const half = tQuantile(0.975, g - 1) * Math.sqrt(variance);
  return { value, low: value - half, high: value + half };
}
