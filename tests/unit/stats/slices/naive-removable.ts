import { seededRandom } from '../../../../src/stats/resample/random.ts';
import type { Row } from './rows.ts';

/**
 * Best and average from the rows: the additive model solved by Gaussian elimination on its full
 * normal equations, and the same random halves summed row by row.
 */
export function naiveRemovable(
  rows: readonly Row[],
  squared: boolean,
  macro: 'micro' | 'macro',
  seed: number,
  splits: number,
): { code: string; average: number; best: number } {
  const value = rows.map((r) => (squared ? r.error! ** 2 : r.error!));
  const tasks = rows.map((r) => rows.filter((o) => o.task === r.task).length);
  const weight = tasks.map((size) => (macro === 'macro' ? 1 / size : 1));
  const distinct = <T>(of: (r: Row) => T): T[] => [...new Set(rows.map(of))];
  const nameOf = (r: Row): string => `${r.model},${r.prompt}`;
  const itemOf = (r: Row): string => `${r.task},${r.item}`;
  const choices = distinct(nameOf);
  const items = distinct(itemOf);
  // In the order in which sorted cells meet them.
  const clusters = distinct((r) => r.cluster).sort((a, b) => a - b);
  if (choices.length < 2) return { code: 'one-combination', average: NaN, best: NaN };
  if (clusters.length < 2) return { code: 'one-cluster', average: NaN, best: NaN };

  // Unknowns: effects of all combinations but the first, then of all items.
  const size = choices.length - 1 + items.length;
  const columns = rows.map((r) => {
    const k = choices.indexOf(nameOf(r)) - 1;
    const u = choices.length - 1 + items.indexOf(itemOf(r));
    return k < 0 ? [u] : [k, u];
  });
  const A = Array.from({ length: size }, () => new Array<number>(size + 1).fill(0));
  columns.forEach((own, i) => {
    for (const a of own) {
      for (const b of own) A[a]![b]! += weight[i]!;
      A[a]![size]! += weight[i]! * value[i]!;
    }
  });
  const solution = solve(A);
  if (!solution) return { code: 'no-shared-items', average: NaN, best: NaN };
  const item = columns.map((own) => solution[own.at(-1)!]!);
  const rest = value.map((v, i) => v - item[i]!);

  const mean = (chosen: (i: number) => boolean, of: readonly number[]): number => {
    const members = rows.flatMap((_, i) => (chosen(i) ? [i] : []));
    const total = members.reduce((sum, i) => sum + weight[i]!, 0);
    return members.reduce((sum, i) => sum + weight[i]! * of[i]!, 0) / total;
  };
  const weightOf = (choice: string, kept: (i: number) => boolean): number =>
    rows.reduce((sum, r, i) => sum + (nameOf(r) === choice && kept(i) ? weight[i]! : 0), 0);
  const is = (choice: string) => (i: number) => nameOf(rows[i]!) === choice;
  const overall = mean(() => true, item);
  const average = overall + choices.reduce((s, c) => s + mean(is(c), rest), 0) / choices.length;

  const random = seededRandom(seed);
  const order = Int32Array.from(clusters.keys());
  let best = 0;
  let counted = 0;
  for (let split = 0; split < splits; split++) {
    random.shuffle(order);
    const inFirst = new Set([...order].slice(0, order.length >> 1).map((c) => clusters[c]));
    const first = (i: number): boolean => inFirst.has(rows[i]!.cluster);
    const second = (i: number): boolean => !first(i);
    const eligible = choices.filter((c) => weightOf(c, first) > 0 && weightOf(c, second) > 0);
    if (eligible.length === 0) continue;
    counted++;
    const least = (half: (i: number) => boolean): string =>
      eligible.reduce((a, b) => {
        const meanOf = (c: string): number => mean((i) => is(c)(i) && half(i), rest);
        return meanOf(b) < meanOf(a) - 1e-9 ? b : a;
      });
    const parts = [
      { choice: least(first), on: second },
      { choice: least(second), on: first },
    ].map(({ choice, on }) => {
      const share = weightOf(choice, on) / weightOf(choice, () => true);
      return { share, error: mean((i) => is(choice)(i) && on(i), rest) };
    });
    const shares = parts[0]!.share + parts[1]!.share;
    best += parts.reduce((sum, p) => sum + p.share * p.error, 0) / shares;
  }
  return { code: 'none', average, best: overall + best / counted };
}

/** Gaussian elimination with pivoting on an augmented matrix; null where it is singular. */
function solve(A: number[][]): number[] | null {
  const n = A.length;
  for (let k = 0; k < n; k++) {
    const pivot = A.findIndex(
      (row, r) =>
        r >= k && Math.abs(row[k]!) === Math.max(...A.slice(k).map((o) => Math.abs(o[k]!))),
    );
    if (Math.abs(A[pivot]![k]!) < 1e-9) return null;
    [A[k], A[pivot]] = [A[pivot]!, A[k]!];
    for (let r = 0; r < n; r++) {
      if (r === k) continue;
      const factor = A[r]![k]! / A[k]![k]!;
      for (let c = k; c <= n; c++) A[r]![c]! -= factor * A[k]![c]!;
    }
  }
  return A.map((row, k) => row[n]! / row[k]!);
}
