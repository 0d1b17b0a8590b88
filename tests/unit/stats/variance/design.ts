import type { VarianceRequest } from '../../../../src/stats/variance/types.ts';

/** Observations of a small made-up study, kept as rows so that dense formulas can be checked. */
export interface Design {
  readonly terms: readonly (readonly string[])[];
  /** Level name of every observation, by facet. */
  readonly levels: Readonly<Record<string, readonly number[]>>;
  readonly y: readonly number[];
}

export interface Recipe {
  readonly seed: number;
  /** Levels of each facet. */
  readonly facets: Readonly<Record<string, number>>;
  /** Terms as written for lme4, e.g. `model:item`. */
  readonly terms: readonly string[];
  /** Facet whose levels are renumbered within another: item within task. */
  readonly nested?: { readonly inner: string; readonly outer: string };
  /** Chance that a cell is observed at all, and the most replicates it may have. */
  readonly keep?: number;
  readonly replicates?: number;
  /** Standard deviation of each term's effects; 0.5 where not given. */
  readonly sd?: Readonly<Record<string, number>>;
}

/** A seeded uniform generator (mulberry32), so that every run of the tests sees the same studies. */
export function uniform(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Makes the study: crossed facets, cells left out and repeated at random, random effects, noise 1. */
export function makeDesign(recipe: Recipe): Design {
  const random = uniform(recipe.seed);
  const names = Object.keys(recipe.facets);
  const terms = recipe.terms.map((term) => term.split(':'));
  const effects = terms.map(() => new Map<string, number>());
  const levels: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]));
  const y: number[] = [];
  const cells = names.reduce((product, name) => product * recipe.facets[name], 1);
  for (let cell = 0; cell < cells; cell++) {
    const at: Record<string, number> = {};
    let rest = cell;
    for (const name of names) {
      at[name] = rest % recipe.facets[name];
      rest = Math.floor(rest / recipe.facets[name]);
    }
    if (recipe.nested) at[recipe.nested.inner] += 1000 * at[recipe.nested.outer];
    if (random() > (recipe.keep ?? 1)) continue;
    const times = 1 + Math.floor(random() * (recipe.replicates ?? 1));
    for (let time = 0; time < times; time++) {
      let value = 3 + normal(random);
      terms.forEach((facets, t) => {
        const key = facets.map((facet) => at[facet]).join();
        const known = effects[t].get(key);
        const effect = known ?? (recipe.sd?.[recipe.terms[t]] ?? 0.5) * normal(random);
        effects[t].set(key, effect);
        value += effect;
      });
      for (const name of names) levels[name].push(at[name]);
      y.push(value);
    }
  }
  return { terms, levels, y };
}

/** The request a fit would get for these rows: one cell table over all facets. */
export function requestFor(design: Design, method: 'REML' | 'ML' = 'REML'): VarianceRequest {
  const facets = Object.keys(design.levels);
  const shift = design.y.reduce((sum, value) => sum + value, 0) / design.y.length;
  const cells = new Map<string, { codes: number[]; n: number; sum: number }>();
  design.y.forEach((value, row) => {
    const codes = facets.map((facet) => design.levels[facet][row]);
    const key = codes.join();
    const cell = cells.get(key) ?? { codes, n: 0, sum: 0 };
    cells.set(key, { codes, n: cell.n + 1, sum: cell.sum + value - shift });
  });
  const list = [...cells.values()];
  return {
    method,
    terms: design.terms,
    residualTerms: [],
    cells: [
      {
        facets,
        codes: Object.fromEntries(
          facets.map((facet, f) => [facet, Int32Array.from(list, (cell) => cell.codes[f])]),
        ),
        n: Float64Array.from(list, (cell) => cell.n),
        sum: Float64Array.from(list, (cell) => cell.sum),
      },
    ],
    n: design.y.length,
    shift,
    sum: design.y.reduce((sum, value) => sum + value - shift, 0),
    sumSquares: design.y.reduce((sum, value) => sum + (value - shift) ** 2, 0),
  };
}
