import { solvePositiveDefinite } from '../linalg/solve-positive-definite.ts';
import { normalQuantile } from '../special/normal-quantile.ts';
import { finiteGroup } from './finite-group.ts';
import type { WinTable } from './types.ts';

/** A model's strength on the scale of log odds, centred at the mean of the rated; Elo points beside it. */
export interface Rating {
  readonly model: number;
  readonly strength: number;
  readonly se: number | null;
  /** 400 / ln 10 times the strength, plus 1000. */
  readonly elo: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly games: number;
}

export interface BradleyTerry {
  /** Best first. */
  readonly ratings: readonly Rating[];
  /** Models without a finite rating: they won or lost every comparison with the others, or had none. */
  readonly unrated: readonly number[];
  readonly iterations: number;
}

/** Sum over one item of what each comparison adds, for the sandwich: pairs with their wins. */
export interface ItemGames {
  readonly a: Int32Array;
  readonly b: Int32Array;
  /** How far a was preferred, in [0, 1]. */
  readonly share: Float64Array;
  /** Ascending. */
  readonly item: Int32Array;
}

/** Elo points per unit of log odds. */
const ELO = 400 / Math.LN10;
const MOST_ITERATIONS = 100;
const TOLERANCE = 1e-12;

/**
 * Bradley-Terry strengths (Bradley & Terry 1952), ties counted half to each side, by Newton's method on the
 * log likelihood, concave where every model of a group has won against and lost to the rest of it (Ford
 * 1957): the largest such group is rated, the others are named. Intervals by the sandwich clustered by
 * item, G / (G - 1) (Liang & Zeger 1986), where games are given; strengths sum to zero.
 */
export function bradleyTerry(table: WinTable, games: ItemGames | null): BradleyTerry {
  const group = finiteGroup(table);
  const unrated = Array.from({ length: table.models }, (_, m) => m).filter(
    (m) => !group.includes(m),
  );
  const k = group.length;
  if (k < 2) return { ratings: [], unrated, iterations: 0 };
  const place = new Int32Array(table.models).fill(-1);
  group.forEach((m, i) => (place[m] = i));
  const wins = group.map((a) => Float64Array.from(group, (b) => table.wins[a * table.models + b]));
  const beta = new Float64Array(k);
  let iterations = 0;
  for (; iterations < MOST_ITERATIONS; iterations++) {
    const { gradient, hessian } = derivatives(wins, beta);
    const step = solvePositiveDefinite(hessian, gradient)!;
    // Far from the optimum a full step may overshoot.
    const largest = step.reduce((most, s) => Math.max(most, Math.abs(s)), 0);
    const scale = largest > 2 ? 2 / largest : 1;
    for (let i = 0; i < k; i++) beta[i] += scale * step[i];
    if (largest < TOLERANCE) break;
  }
  const se = games ? sandwich(wins, beta, place, games) : null;
  const z = normalQuantile(0.975);
  const ratings = group.map((model, i): Rating => {
    const elo = 1000 + ELO * beta[i];
    const error = se?.[i] ?? null;
    return {
      model,
      strength: beta[i],
      se: error,
      elo,
      low: error === null ? null : elo - z * ELO * error,
      high: error === null ? null : elo + z * ELO * error,
      games: wins[i].reduce((sum, w, j) => sum + w + wins[j][i], 0),
    };
  });
  return { ratings: ratings.toSorted((a, b) => b.strength - a.strength), unrated, iterations };
}

/** Gradient, and the negative Hessian with 1/k added everywhere, which holds the sum at zero. */
function derivatives(
  wins: readonly Float64Array[],
  beta: Float64Array,
): { gradient: Float64Array; hessian: Float64Array[] } {
  const k = beta.length;
  const gradient = new Float64Array(k);
  const hessian = wins.map(() => new Float64Array(k).fill(1 / k));
  for (let a = 0; a < k; a++)
    for (let b = a + 1; b < k; b++) {
      const games = wins[a][b] + wins[b][a];
      if (games === 0) continue;
      const p = 1 / (1 + Math.exp(beta[b] - beta[a]));
      const g = wins[a][b] - games * p;
      const w = games * p * (1 - p);
      gradient[a] += g;
      gradient[b] -= g;
      hessian[a][a] += w;
      hessian[b][b] += w;
      hessian[a][b] -= w;
      hessian[b][a] -= w;
    }
  return { gradient, hessian };
}

/** Clustered standard errors; null where there are fewer than two items. */
function sandwich(
  wins: readonly Float64Array[],
  beta: Float64Array,
  place: Int32Array,
  games: ItemGames,
): Float64Array | null {
  const k = beta.length;
  const { hessian } = derivatives(wins, beta);
  const meat = Array.from({ length: k }, () => new Float64Array(k));
  const score = new Float64Array(k);
  const touched: number[] = [];
  let clusters = 0;
  const close = (): void => {
    if (touched.length === 0) return;
    clusters++;
    for (const i of touched) for (const j of touched) meat[i][j] += score[i] * score[j];
    for (const i of touched) score[i] = 0;
    touched.length = 0;
  };
  const add = (i: number, value: number): void => {
    if (!touched.includes(i)) touched.push(i);
    score[i] += value;
  };
  for (let g = 0; g < games.item.length; g++) {
    if (g > 0 && games.item[g] !== games.item[g - 1]) close();
    const a = place[games.a[g]];
    const b = place[games.b[g]];
    if (a < 0 || b < 0 || a === b) continue;
    const residual = games.share[g] - 1 / (1 + Math.exp(beta[b] - beta[a]));
    add(a, residual);
    add(b, -residual);
  }
  close();
  if (clusters < 2) return null;
  const factor = clusters / (clusters - 1);
  return Float64Array.from({ length: k }, (_, i) => {
    const unit = new Float64Array(k);
    unit[i] = 1;
    const row = solvePositiveDefinite(hessian, unit)!;
    let variance = 0;
    for (let r = 0; r < k; r++)
      for (let c = 0; c < k; c++) variance += row[r] * meat[r][c] * row[c];
    return Math.sqrt(factor * variance);
  });
}
