import type { DenseKernels } from '../../linalg/dense-kernels.ts';
import type { EstimatedModel } from '../fit.ts';
import type { CellTable } from '../types.ts';
import { LevelCodes } from './level-codes.ts';
import { LevelSystem } from './level-system.ts';
import type { ResidualSpread } from './types.ts';

/** Cells of all facets of all terms, with squares: sums over each cell of the centred response. */
export interface SquaredCells extends CellTable {
  readonly squares: Float64Array;
}

/**
 * Root mean square of what the fit leaves unexplained, by level of a facet: y less the mean and the
 * predicted effects, from cells in which every prediction is constant, sum y^2 - 2 f sum y + n f^2.
 * Throws where the cells lack a facet of a term.
 */
export function residualSpread(
  model: EstimatedModel,
  cells: SquaredCells,
  facet: string,
  kernels: DenseKernels,
): ResidualSpread {
  const prediction = predictCells(model, cells, kernels);
  const levels = new Map<number, { n: number; squares: number }>();
  cells.codes[facet].forEach((code, cell) => {
    const f = prediction[cell];
    const { n, squares } = levels.get(code) ?? { n: 0, squares: 0 };
    levels.set(code, {
      n: n + cells.n[cell],
      squares: squares + cells.squares[cell] - f * (2 * cells.sum[cell] - cells.n[cell] * f),
    });
  });
  return {
    facet,
    levels: [...levels]
      .sort(([a], [b]) => a - b)
      .map(([code, { n, squares }]) => ({ code, n, rms: Math.sqrt(Math.max(0, squares) / n) })),
  };
}

/** Mean and predicted effects of each cell, of the response as centred by the request. */
function predictCells(
  model: EstimatedModel,
  cells: CellTable,
  kernels: DenseKernels,
): Float64Array {
  const { terms } = model.diagnosis.frame;
  const theta = model.estimate.best.x.map(Math.sqrt);
  const system = new LevelSystem(model.diagnosis.frame, kernels, false);
  system.factorAt(theta);
  const solution = system.factor.solveBackward();
  const names = new LevelCodes(model.request);
  const prediction = new Float64Array(cells.n.length).fill(solution[solution.length - 1]);
  terms.forEach((term, t) => {
    const levelOf = names.inCells(cells, term.facets);
    levelOf.forEach((level, cell) => {
      prediction[cell] += theta[t] * solution[system.position(t, level)];
    });
  });
  return prediction;
}
