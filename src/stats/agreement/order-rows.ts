import type { AgreementMatrix } from './types.ts';

/**
 * Rows in order of their mean agreement with the others of `rows`, most first: what agrees with most
 * stands together. Rows without an agreement come last; ties keep their order.
 */
export function byMeanAgreement(
  { values, rows: width }: Pick<AgreementMatrix, 'values' | 'rows'>,
  rows: readonly number[],
): number[] {
  const mean = new Map(
    rows.map((row) => {
      const others = rows
        .filter((other) => other !== row)
        .map((other) => values[row * width + other])
        .filter((value) => !Number.isNaN(value));
      const sum = others.reduce((total, value) => total + value, 0);
      return [row, others.length === 0 ? -Infinity : sum / others.length];
    }),
  );
  return rows.toSorted((a, b) => {
    const difference = mean.get(b)! - mean.get(a)!;
    return Number.isNaN(difference) ? 0 : difference;
  });
}

/**
 * Rows in the order of a dendrogram: average linkage on 1 - r (Sokal & Michener 1958), each merger
 * turned so that the ends that agree most meet (Gruvaeus & Wainer 1972). Blocks that agree within
 * themselves become visible. A correlation that is not known counts as 0. O(rows^3).
 */
export function bySimilarity(
  { values, rows: width }: Pick<AgreementMatrix, 'values' | 'rows'>,
  rows: readonly number[],
): number[] {
  const r = (a: number, b: number): number => {
    const value = values[a * width + b];
    return Number.isNaN(value) ? 0 : value;
  };
  const mean = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, x) => sum + b.reduce((own, y) => own + r(x, y), 0), 0) / (a.length * b.length);
  const clusters = rows.map((row) => [row]);
  while (clusters.length > 1) {
    let [first, second, most] = [0, 1, -Infinity];
    for (let i = 0; i < clusters.length; i++) {
      for (let j = i + 1; j < clusters.length; j++) {
        const agreement = mean(clusters[i], clusters[j]);
        if (agreement > most) [first, second, most] = [i, j, agreement];
      }
    }
    const [joined] = clusters.splice(second, 1);
    clusters[first] = joinEnds(clusters[first], joined, r);
  }
  return clusters[0] ?? [];
}

/** The two orders end to end, whichever way round brings the most similar ends together. */
function joinEnds(a: number[], b: number[], r: (a: number, b: number) => number): number[] {
  const turned = [a, a.toReversed()].flatMap((x) => [b, b.toReversed()].map((y) => [x, y]));
  const [x, y] = turned.reduce((best, one) =>
    r(one[0].at(-1)!, one[1][0]) > r(best[0].at(-1)!, best[1][0]) ? one : best,
  );
  return [...x, ...y];
}
