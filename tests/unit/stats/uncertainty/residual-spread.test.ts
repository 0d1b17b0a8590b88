import { describe, expect, test } from 'vitest';
import { plainKernels } from '../../../../src/stats/linalg/plain-kernels.ts';
import { residualSpread } from '../../../../src/stats/variance/effects/residual-spread.ts';
import { estimateModel } from '../../../../src/stats/variance/fit.ts';
import { requestFor } from '../variance/design.ts';
import { DESIGNS } from '../variance/designs.ts';
import { denseParts, times } from './dense-parts.ts';

describe.each(DESIGNS)('$name', ({ design }) => {
  test('the residual of every row is s_e^2 Py; its spread by level is theirs', () => {
    const request = requestFor(design);
    const model = estimateModel(request);
    if (!model.ok) throw new Error(model.problem.message);
    const [cells] = request.cells;
    const rowsOf = (cell: number) =>
      design.y.flatMap((_, row) =>
        cells.facets.every((facet) => design.levels[facet][row] === cells.codes[facet][cell])
          ? [row]
          : [],
      );
    const squares = cells.n.map((_, cell) =>
      rowsOf(cell).reduce((sum, row) => sum + (design.y[row] - request.shift) ** 2, 0),
    );
    const facet = cells.facets[0];
    const spread = residualSpread(model.value, { ...cells, squares }, facet, plainKernels);

    const { sigma2, estimate } = model.value;
    const { p } = denseParts(
      design,
      [...estimate.best.x, 1].map((gamma) => gamma * sigma2),
    );
    const residuals = times(p, design.y).map((value) => value * sigma2);
    expect(spread.levels.length).toBe(new Set(design.levels[facet]).size);
    for (const { code, n, rms } of spread.levels) {
      const own = residuals.filter((_, row) => design.levels[facet][row] === code);
      expect(n).toBe(own.length);
      expect(rms).toBeCloseTo(Math.sqrt(own.reduce((s, r) => s + r * r, 0) / own.length), 8);
    }
  });
});
