import { normalQuantile } from '../special/normal-quantile.ts';
import type { AreaUnderCurve } from './types.ts';

/**
 * What an area under the ROC curve is made of: per record, the share of records of the other class
 * that it is on the right side of, ties one half (DeLong, DeLong & Clarke-Pearson 1988, eq. 4-5).
 * The mean over either class is the area. Null where a class is absent. By mid-ranks (Sun & Xu 2014),
 * O(n log n). `labels` are 1 and 0; scores finite.
 */
function placements(
  scores: Float64Array,
  labels: Uint8Array,
): { placement: Float64Array; positives: number; negatives: number } | null {
  const n = scores.length;
  let positives = 0;
  for (const label of labels) positives += label;
  const negatives = n - positives;
  if (positives === 0 || negatives === 0) return null;
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => scores[a] - scores[b]);
  const placement = new Float64Array(n);
  let above = 0;
  let below = 0;
  for (let from = 0; from < n;) {
    const score = scores[order[from]];
    let to = from;
    let here = 0;
    for (; to < n && scores[order[to]] === score; to++) here += labels[order[to]];
    const others = to - from - here;
    for (let at = from; at < to; at++) {
      const row = order[at];
      placement[row] = labels[row]
        ? (below + others / 2) / negatives
        : (positives - above - here / 2) / positives;
    }
    above += here;
    below += others;
    from = to;
  }
  return { placement, positives, negatives };
}

/**
 * Area under the ROC curve: the chance that a record labelled 1 scores above one labelled 0, ties one
 * half. 95 % interval by DeLong's variance on the logit scale, which keeps it within 0 and 1. Null
 * where a class is absent.
 */
export function areaUnderCurve(scores: Float64Array, labels: Uint8Array): AreaUnderCurve | null {
  const made = placements(scores, labels);
  return made && areaFrom([{ ...made, labels }]);
}

/**
 * The area averaged over parts (folds, say) within which records are compared, each weighted by its
 * pairs of records; its variance is that of independent parts. Parts that lack a class do not count;
 * null where all do.
 */
export function areaWithin(
  parts: readonly { readonly scores: Float64Array; readonly labels: Uint8Array }[],
): AreaUnderCurve | null {
  const made = parts.flatMap(({ scores, labels }) => {
    const part = placements(scores, labels);
    return part ? [{ ...part, labels }] : [];
  });
  return made.length === 0 ? null : areaFrom(made);
}

interface Part {
  readonly placement: Float64Array;
  readonly labels: Uint8Array;
  readonly positives: number;
  readonly negatives: number;
}

function areaFrom(parts: readonly Part[]): AreaUnderCurve {
  let value = 0;
  let variance = 0;
  let positives = 0;
  let negatives = 0;
  const pairs = parts.reduce((sum, part) => sum + part.positives * part.negatives, 0);
  for (const part of parts) {
    const share = (part.positives * part.negatives) / pairs;
    const area = meanOf(part, 1);
    value += share * area;
    variance +=
      share *
      share *
      (spreadOf(part, 1, area) / part.positives + spreadOf(part, 0, area) / part.negatives);
    positives += part.positives;
    negatives += part.negatives;
  }
  if (!(value > 0 && value < 1) || !Number.isFinite(variance) || variance === 0)
    return { value, low: null, high: null, positives, negatives };
  const logit = Math.log(value / (1 - value));
  const half = (normalQuantile(0.975) * Math.sqrt(variance)) / (value * (1 - value));
  const back = (x: number): number => 1 / (1 + Math.exp(-x));
  return { value, low: back(logit - half), high: back(logit + half), positives, negatives };
}

function meanOf({ placement, labels, positives, negatives }: Part, label: 0 | 1): number {
  let sum = 0;
  for (let row = 0; row < labels.length; row++) if (labels[row] === label) sum += placement[row];
  return sum / (label ? positives : negatives);
}

/** Sample variance of one class's placements; NaN with one record. */
function spreadOf(
  { placement, labels, positives, negatives }: Part,
  label: 0 | 1,
  mean: number,
): number {
  let sum = 0;
  for (let row = 0; row < labels.length; row++)
    if (labels[row] === label) sum += (placement[row] - mean) ** 2;
  return sum / ((label ? positives : negatives) - 1);
}
