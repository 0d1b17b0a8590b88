import { jackknifePearson } from '../agreement/jackknife-pearson.ts';
import { taskOfColumns } from '../agreement/score-columns.ts';
import { meansOfOthers } from '../agreement/means-of-others.ts';
import type { Estimate, Outcomes, ScoreColumns, ScoreMatrix } from '../agreement/types.ts';
import { rungCorrelation } from './rung-correlation.ts';
import type { Ladder, LadderLine } from './types.ts';
import { unitMeans } from './unit-means.ts';

export interface LadderInput {
  readonly matrix: ScoreMatrix;
  readonly outcomes: Outcomes;
  /** Benchmark score of each row of the matrix; null where none is known. */
  readonly benchmarks: readonly (number | null)[];
  readonly average: 'micro' | 'macro';
}

/**
 * The ladder from benchmark to experts to impact, a line per model (or model with prompt). Signs are
 * kept: an outcome that falls where scores rise has a negative correlation. Models stand against the
 * reference, a human rater against the mean of the other raters. Intervals by jackknife, over clusters
 * of items for the experts and over units for the outcome.
 */
export function ladder({ matrix, outcomes, benchmarks, average }: LadderInput): Ladder {
  const { scorers, columns, values } = matrix;
  const rowOf = (row: number): Float64Array =>
    values.subarray(row * columns.count, (row + 1) * columns.count);
  const reference = scorers.findIndex(({ kind }) => kind === 'reference');
  const raters = [...scorers.keys()].filter((row) => scorers[row].kind === 'human');
  const others = meansOfOthers(matrix, raters);
  const expertsOf = (row: number): Float64Array | null => {
    const rater = raters.indexOf(row);
    if (rater >= 0) return others.subarray(rater * columns.count, (rater + 1) * columns.count);
    return reference < 0 || row === reference ? null : rowOf(reference);
  };
  const task = taskOfColumns(columns);
  const layout = {
    unit: columns.unit,
    units: outcomes.values.length,
    task,
    tasks: columns.taskStart.length - 1,
  };
  const line = (row: number): LadderLine => {
    const means = unitMeans(rowOf(row), layout, average);
    const experts = expertsOf(row);
    return {
      row,
      benchmark: benchmarks[row] ?? null,
      experts: experts && withExperts(rowOf(row), experts, columns, task, average),
      outcome: withOutcome(means, outcomes.values),
      units: means.filter((mean) => !Number.isNaN(mean)).length,
    };
  };
  const rows = [...scorers.keys()];
  const isModel = (row: number): boolean => scorers[row].kind.startsWith('model');
  const lines = rows.filter(isModel).map(line);
  const rung = (name: 'experts' | 'outcome'): (number | null)[] =>
    lines.map((one) => one[name]?.value ?? null);
  const benchmark = lines.map((one) => one.benchmark);
  return {
    lines,
    humans: rows.filter((row) => !isModel(row)).map(line),
    benchmarkExperts: rungCorrelation(benchmark, rung('experts')),
    expertsOutcome: rungCorrelation(rung('experts'), rung('outcome')),
    benchmarkOutcome: rungCorrelation(benchmark, rung('outcome')),
  };
}

function withExperts(
  x: Float64Array,
  y: Float64Array,
  { cluster, clusters, taskStart }: ScoreColumns,
  stratum: Int32Array,
  average: 'micro' | 'macro',
): Estimate | null {
  const strata = taskStart.length - 1;
  return jackknifePearson({ x, y, stratum, strata, cluster, clusters }, average);
}

/** Correlation over units, each of which stands for itself. */
function withOutcome(means: Float64Array, outcome: Float64Array): Estimate | null {
  const units = means.length;
  return jackknifePearson(
    {
      x: means,
      y: outcome,
      stratum: new Int32Array(units),
      strata: 1,
      cluster: Int32Array.from({ length: units }, (_, u) => u),
      clusters: units,
    },
    'micro',
  );
}
