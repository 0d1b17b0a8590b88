import type { Result } from '../../domain/problem.ts';
import type { ErrorMeasure } from '../../domain/error-measure.ts';
import type { Panel } from './panel.ts';
import type { CondorcetGap } from './types.ts';

/**
 * Which answers are right, 1 or 0 by member and column: for `miss` the scores themselves, else whether
 * they equal the reference. A Problem where answers are not one of two.
 */
export function rightAnswers(panel: Panel, measure: ErrorMeasure): Result<Uint8Array> {
  const { scores, reference, count } = panel;
  const values = new Set<number>();
  for (const score of scores) if (values.size < 3) values.add(score);
  if (measure !== 'miss') for (const one of reference) if (values.size < 3) values.add(one);
  const binary = [...values].every((value) => value === 0 || value === 1);
  if (values.size > 2 || (measure === 'miss' && !binary))
    return {
      ok: false,
      problem: {
        code: 'not-two-options',
        severity: 'info',
        message: 'Scores take more than two values, so there is no right-or-wrong vote to count.',
        wayOn: 'Filter to tasks that are answered right or wrong.',
      },
    };
  return {
    ok: true,
    value: Uint8Array.from(scores, (score, i) => (score === reference[i % count] ? 1 : 0)),
  };
}

/**
 * Accuracy of a majority of k, ties counting half, averaged over all choices of k members: of independent
 * voters with these accuracies (Poisson-binomial; Condorcet's jury theorem), and of the members
 * themselves; the gap is what they lose by going wrong together.
 *
 * Both are exact. Independent: the coefficient of y^k x^m in prod_i (1 + y (p_i x + 1 - p_i)) over
 * C(k members) is the chance of m right among k, O(members^3). Members: of k drawn from a column
 * where r of all are right, m are with hypergeometric chance.
 */
export function condorcetGap(panel: Panel, right: Uint8Array): CondorcetGap {
  const { members, count, weight } = panel;
  const accuracy = new Float64Array(members);
  const columnsWith = new Float64Array(members + 1);
  for (let c = 0; c < count; c++) {
    let votes = 0;
    for (let m = 0; m < members; m++) {
      votes += right[m * count + c];
      accuracy[m] += weight[c] * right[m * count + c];
    }
    columnsWith[votes] += weight[c];
  }
  const independent = majorities(
    members,
    choicesTable(members, (m) => accuracy[m]),
  );
  const panelOwn = new Float64Array(members);
  columnsWith.forEach((share, votes) => {
    if (share === 0) return;
    const own = majorities(
      members,
      choicesTable(members, (m) => (m < votes ? 1 : 0)),
    );
    own.forEach((value, i) => (panelOwn[i] += share * value));
  });
  return { independent, panel: panelOwn, gap: independent.map((value, i) => value - panelOwn[i]) };
}

/**
 * Entry k * (members + 1) + m: the chance that m of k members are right, averaged over all choices of
 * k. Members are taken up one by one; kept as a mean over choices so that nothing overflows: of the
 * choices of k among j + 1 members, k / (j + 1) hold the new one.
 */
function choicesTable(members: number, chance: (member: number) => number): Float64Array {
  const width = members + 1;
  const table = new Float64Array(width * width);
  table[0] = 1;
  for (let j = 0; j < members; j++) {
    const p = chance(j);
    for (let k = j + 1; k >= 1; k--) {
      const holds = k / (j + 1);
      for (let m = k; m >= 0; m--) {
        const smaller = (k - 1) * width;
        const withNew =
          (m > 0 ? p * table[smaller + m - 1] : 0) + (1 - p) * (m < k ? table[smaller + m] : 0);
        table[k * width + m] = (1 - holds) * table[k * width + m] + holds * withNew;
      }
    }
  }
  return table;
}

/** For k = 1, 2, …: the chance of more right than wrong, and half of as many. */
function majorities(members: number, table: Float64Array): Float64Array {
  const width = members + 1;
  return Float64Array.from({ length: members }, (_, i) => {
    const k = i + 1;
    let sum = 0;
    for (let m = 0; m <= k; m++) {
      if (2 * m > k) sum += table[k * width + m];
      else if (2 * m === k) sum += table[k * width + m] / 2;
    }
    return sum;
  });
}
