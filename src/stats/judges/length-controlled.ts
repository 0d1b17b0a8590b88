import type { Problem } from '../../domain/problem.ts';
import { logisticRegression } from '../regression/logistic-regression.ts';
import { INTERCEPT } from '../regression/types.ts';
import type { Coefficient, DesignColumn } from '../regression/types.ts';
import type { Games } from './games.ts';
import { relationOf } from './relation.ts';
import { isModel } from './relation-shares.ts';
import type { NameRoles } from './types.ts';

/** A regression of "the text shown first wins", or why it cannot be made. */
export interface LengthControlled {
  /** Whether the strength of every model is among the covariates. */
  readonly withStrengths: boolean;
  readonly n: number;
  readonly items: number;
  /** Share of the items that were used; below 1 where all would take too long. */
  readonly used: number;
  /** Comparisons left out because a text is absent, where others have both. */
  readonly untold: number;
  /** Own, family, length and order, as far as the data vary in them. */
  readonly coefficients: readonly Coefficient[];
  /** Characters that one unit of the length's coefficient stands for; null without lengths. */
  readonly lengthUnit: number | null;
  /** Why there are no coefficients. */
  readonly problem: Problem | null;
}

/** Products that one step of the fit may take. */
const MOST_WORK = 6e6;
const MOST_MODELS = 60;
/** Comparisons with both texts from which on they alone are used. */
const FEWEST_TOLD = 50;

/** Names of the columns, in the words of the table. */
export const EFFECTS = {
  own: 'own text',
  family: 'text of own family',
  length: 'length difference',
} as const;

/**
 * Logistic regression of a win on whether the text is the judge's own or of its family (+1 A, -1 B) and on
 * the difference in length in standard deviations (Dubois et al. 2024, arXiv 2404.04475, control for length
 * likewise), once as it is, and once with every model's strength as in Bradley & Terry (1952), which
 * takes out how good the texts are in all judges' eyes. The intercept is the advantage of the text shown
 * first. A game that was asked in both orders, or in one that is not stated, says nothing of that: it stands
 * on both sides, turned round, which leaves the other coefficients, and but for the factor of few records
 * their covariance, as they are without an intercept. Covariance clustered by item. Empty where no judge is a
 * model with texts of its own.
 */
export function lengthControlled(games: Games, roles: NameRoles): LengthControlled[] {
  const judged = new Int32Array(games.count);
  let n = 0;
  let related = false;
  for (let g = 0; g < games.count; g++) {
    if (!isModel(roles, games.judge[g])) continue;
    judged[n++] = g;
    related ||=
      relationOf(roles, games.judge[g], games.a[g]) !==
      relationOf(roles, games.judge[g], games.b[g]);
  }
  if (!related) return [];
  const all = judged.subarray(0, n);
  // Length is a control for the comparisons that hold both texts; others cannot stand beside them.
  const told = all.filter((g) => !Number.isNaN(games.length[g]));
  const rows = told.length >= FEWEST_TOLD ? told : all;
  return [false, true].map((strengths) => ({
    ...fit(games, roles, rows, strengths),
    untold: all.length - rows.length,
  }));
}

function fit(
  games: Games,
  roles: NameRoles,
  all: Int32Array,
  withStrengths: boolean,
): Omit<LengthControlled, 'untold'> {
  const models = withStrengths ? modelsOf(games, roles, all) : [];
  const p = 4 + models.length;
  const turned = all.reduce((sum, g) => sum + 1 - games.ordered[g], 0);
  const used = Math.min(1, MOST_WORK / ((all.length + turned) * p * p));
  const kept = used < 1 ? all.filter((g) => scattered(games.item[g]) < used) : all;
  const views = viewsOf(games, kept);
  const clusters = denseItems(games, views.of);
  const { columns, lengthUnit } = design(games, roles, views, models);
  const base = {
    withStrengths,
    n: kept.length,
    items: clusters.count,
    used,
    lengthUnit,
  };
  if (models.length > MOST_MODELS)
    return {
      ...base,
      coefficients: [],
      problem: {
        code: 'too-many-models',
        severity: 'info',
        message: `The strengths of ${models.length} models are too many to estimate here.`,
        wayOn: `Keep at most ${MOST_MODELS} sources.`,
      },
    };
  const result = logisticRegression({
    columns,
    response: Float64Array.from(views.of, (g, i) =>
      views.sign[i] > 0 ? games.share[g] : 1 - games.share[g],
    ),
    clusters: clusters.of,
  });
  if (!result.ok) return { ...base, coefficients: [], problem: result.problem };
  const aside = new Set(models.map((key) => strengthName(key, roles)));
  if (!kept.some((g) => games.ordered[g] === 1)) aside.add(INTERCEPT);
  const { coefficients } = result.value;
  return {
    ...base,
    coefficients: coefficients.filter(({ name }) => !aside.has(name)),
    problem: null,
  };
}

/** Games as they are regressed: each once, or turned round beside itself; `sign` -1 is turned. */
interface Views {
  readonly of: Int32Array;
  /** 1 or -1. */
  readonly sign: Int8Array;
}

function viewsOf(games: Games, rows: Int32Array): Views {
  const of = new Int32Array(2 * rows.length);
  const sign = new Int8Array(2 * rows.length);
  let n = 0;
  for (let i = 0; i < rows.length; i++) {
    of[n] = rows[i];
    sign[n++] = 1;
    if (games.ordered[rows[i]] === 1) continue;
    of[n] = rows[i];
    sign[n++] = -1;
  }
  return { of: of.subarray(0, n), sign: sign.subarray(0, n) };
}

/** Models whose strengths are estimated; the most frequent is what the others are measured from. */
function modelsOf(games: Games, roles: NameRoles, rows: Int32Array): number[] {
  const counts = new Map<number, number>();
  for (const g of rows)
    for (const writer of [games.a[g], games.b[g]]) {
      const key = roles.identity[writer];
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  return [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .slice(1)
    .map(([key]) => key);
}

function design(
  games: Games,
  roles: NameRoles,
  { of, sign }: Views,
  models: readonly number[],
): { columns: DesignColumn[]; lengthUnit: number | null } {
  /** What the two writers differ in, A less B, or B less A where the game is turned. */
  const difference = (value: (g: number, writer: number) => number): Float64Array =>
    Float64Array.from(of, (g, i) => sign[i] * (value(g, games.a[g]) - value(g, games.b[g])));
  const side = (relation: number): Float64Array =>
    difference((g, writer) => Number(relationOf(roles, games.judge[g], writer) === relation));
  const columns: DesignColumn[] = [
    { name: EFFECTS.own, values: side(2) },
    { name: EFFECTS.family, values: side(1) },
  ].filter(({ values }) => values.some((v) => v !== 0));
  const lengths = Float64Array.from(of, (g, i) => sign[i] * games.length[g]);
  const unit = lengths.some(Number.isNaN) ? 0 : rootMeanSquare(lengths);
  if (unit > 0) columns.push({ name: EFFECTS.length, values: lengths.map((d) => d / unit) });
  models.forEach((key) => {
    const values = difference((_, writer) => Number(roles.identity[writer] === key));
    columns.push({ name: strengthName(key, roles), values });
  });
  return { columns, lengthUnit: unit > 0 ? unit : null };
}

/** Column of a model's strength: `strength` and the code of its name, for whoever has the names. */
function strengthName(identity: number, roles: NameRoles): string {
  return `strength ${roles.identity.indexOf(identity)}`;
}

function rootMeanSquare(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);
}

function denseItems(games: Games, rows: Int32Array): { of: Int32Array; count: number } {
  let count = 0;
  const of = Int32Array.from(rows, (g, i) => {
    if (i > 0 && games.item[g] !== games.item[rows[i - 1]]) count++;
    return count;
  });
  return { of, count: rows.length === 0 ? 0 : count + 1 };
}

/** A number in [0, 1) per item, the same every time: which items stand for all (Knuth 1973, 6.4). */
function scattered(item: number): number {
  return (Math.imul(item + 1, 0x9e3779b1) >>> 0) / 0x100000000;
}
