import { describe, expect, test } from 'vitest';
import { buildFrame } from '../../../../src/stats/variance/frame.ts';
import { fitVariance } from '../../../../src/stats/variance/fit.ts';
import { hendersonComponents } from '../../../../src/stats/variance/henderson.ts';
import { makeDesign, requestFor } from '../variance/design.ts';
import type { Design } from '../variance/design.ts';
import { DESIGNS } from '../variance/designs.ts';
import { invert } from '../variance/dense-model.ts';
import { denseParts } from './dense-parts.ts';

/**
 * The same by squares: T = y'Ay for the projections A of every term, the mean and the rows themselves;
 * E T = mu^2 1'A1 + sum_j s_j^2 tr(A V_j).
 */
function byProjections(design: Design): number[] {
  const n = design.y.length;
  const { keys } = denseParts(design, [...design.terms.map(() => 1), 1]);
  const same = (key: readonly string[]) => (i: number, j: number) => (key[i] === key[j] ? 1 : 0);
  const relations = [...keys.map(same), (i: number, j: number) => (i === j ? 1 : 0)];
  const everything = () => 1;
  const projections = [...relations, everything].map((related) => {
    const rows = Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (_, j) => related(i, j)),
    );
    return rows.map((row) => row.map((value) => value / row.reduce<number>((a, b) => a + b, 0)));
  });
  const equations = projections.map((a) => [
    ...relations.map((v) =>
      a.reduce((s, row, i) => s + row.reduce((t, x, j) => t + x * v(i, j), 0), 0),
    ),
    a.flat().reduce((s, x) => s + x, 0),
  ]);
  const sums = projections.map((a) =>
    a.reduce((s, row, i) => s + design.y[i] * row.reduce((t, x, j) => t + x * design.y[j], 0), 0),
  );
  // Normal equations of the square system, so that the positive definite inverse serves.
  const width = equations.length;
  const normal = Array.from({ length: width }, (_, i) =>
    Array.from({ length: width }, (_, j) => equations.reduce((s, row) => s + row[i] * row[j], 0)),
  );
  const right = Array.from({ length: width }, (_, i) =>
    equations.reduce((s, row, r) => s + row[i] * sums[r], 0),
  );
  const solved = invert(normal).inverse.map((row) => row.reduce((s, x, j) => s + x * right[j], 0));
  return solved.slice(0, -1);
}

describe.each(DESIGNS)('$name', ({ design }) => {
  test('components are those of the projections written out', () => {
    const found = hendersonComponents(buildFrame(requestFor(design)));
    if (!found) throw new Error('no components');
    const expected = byProjections(design);
    found.components.forEach(({ term, variance }, k) => {
      expect(Math.abs(variance - expected[k]), term).toBeLessThan(1e-5);
    });
  });
});

describe('on balanced data', () => {
  const balanced = makeDesign({
    seed: 41,
    facets: { model: 5, prompt: 4, item: 7 },
    terms: ['model', 'prompt', 'item', 'model:prompt', 'model:item'],
  });

  test('REML agrees wherever no component is negative', () => {
    const henderson = hendersonComponents(buildFrame(requestFor(balanced)))!;
    const fit = fitVariance(requestFor(balanced), { intervals: false });
    if (!fit.ok) throw new Error(fit.problem.message);
    expect(henderson.balanced).toBe(true);
    expect(henderson.components.every(({ variance }) => variance > 0)).toBe(true);
    henderson.components.forEach(({ variance }, k) => {
      expect(variance).toBeCloseTo(fit.value.components[k].variance, 8);
    });
  });

  test('a missing cell makes it unbalanced', () => {
    const levels = Object.fromEntries(
      Object.entries(balanced.levels).map(([facet, list]) => [facet, list.slice(1)]),
    );
    const unbalanced = { ...balanced, levels, y: balanced.y.slice(1) };
    expect(hendersonComponents(buildFrame(requestFor(unbalanced)))?.balanced).toBe(false);
  });
});

test('a component below zero is shown as it comes out', () => {
  const calm = makeDesign({ seed: 13, facets: { item: 12, run: 6 }, terms: ['item'] });
  const flat = { ...calm, y: calm.y.map((_, row) => (calm.levels['run'][row] % 2 === 0 ? 1 : -1)) };
  const found = hendersonComponents(buildFrame(requestFor(flat)))!;
  expect(found.components[0].variance).toBeLessThan(0);
});

test('components that the equations cannot tell apart give none', () => {
  const one = makeDesign({ seed: 2, facets: { item: 6 }, terms: ['item'], replicates: 3 });
  // Twice the same partition under two names.
  const twice = {
    ...one,
    terms: [['item'], ['copy']],
    levels: { ...one.levels, copy: one.levels['item'] },
  };
  expect(hendersonComponents(buildFrame(requestFor(twice)))).toBeNull();
});
