import type { Result } from '../../domain/problem.ts';
import { solvePositiveDefinite } from '../linalg/solve-positive-definite.ts';
import { coefficientTable, covarianceOf } from './coefficients.ts';
import { logistic, lossAtLogOdds } from './log-loss.ts';
import { orthogonalColumns, solveUpper } from './orthogonal-columns.ts';
import type { OrthogonalColumns } from './orthogonal-columns.ts';
import { separated, separates } from './separation.ts';
import { INTERCEPT } from './types.ts';
import type { LogisticDesign, LogisticFit } from './types.ts';
import { refuse } from './refuse.ts';

const MOST_ITERATIONS = 60;
/** Largest change of any record's log odds in the last step. */
const TOLERANCE = 1e-10;
/** Standard errors of log odds below this are rounding: the outcomes leave nothing to be wrong about. */
const SMALLEST_ERROR = 1e-9;

/** Where the maximum lies, in the coordinates of `basis`. */
export interface LogisticOptimum {
  readonly basis: OrthogonalColumns;
  /** Coefficients on the design's own columns, the intercept first. */
  readonly beta: Float64Array;
  /** Log odds per record. */
  readonly eta: Float64Array;
  readonly deviance: number;
  readonly iterations: number;
}

/**
 * Logistic regression by maximum likelihood: Newton's method, which here is iteratively reweighted
 * least squares (McCullagh & Nelder 1989, section 4.4), each step halved until the deviance falls.
 * Refused, each with its reason: one class, fewer records than coefficients, a rank-deficient design,
 * separable data, outcomes without chance. Throws where a value is not finite or a response outside [0, 1]. Cost: n p^2 per step.
 */
export function logisticRegression(design: LogisticDesign): Result<LogisticFit> {
  const found = maximiseLikelihood(design);
  if (!found.ok) return found;
  const { basis, beta, eta, deviance, iterations } = found.value;
  const { response, clusters } = design;
  const { covariance, count } = covarianceOf(basis, eta, response, clusters);
  if (count !== null && count < 2) return oneCluster();
  // An intercept may be known exactly, as where every record stands beside its mirror image.
  const errors = covariance.map((row, j) => Math.sqrt(row[j]));
  const told = errors.length > 1 ? errors.slice(1) : errors;
  if (told.some((se) => !(se > SMALLEST_ERROR))) return noChance();
  const df = count === null ? Infinity : count - 1;
  const names = [INTERCEPT, ...design.columns.map((column) => column.name)];
  const value: LogisticFit = {
    coefficients: coefficientTable(names, beta, covariance, df),
    covariance,
    method: count === null ? 'model' : 'clustered',
    n: response.length,
    clusters: count,
    df,
    deviance,
    nullDeviance: nullDeviance(response),
    iterations,
  };
  return { ok: true, value };
}

/** The estimates alone, as cross-validation wants them; refuses and throws as `logisticRegression`. */
export function maximiseLikelihood(design: LogisticDesign): Result<LogisticOptimum> {
  const { columns, response } = design;
  const refused = check(design);
  if (refused) return refused;
  const n = response.length;
  const orthogonal = orthogonalColumns(columns, n);
  if (!orthogonal.ok) return orthogonal;
  const basis = orthogonal.value;
  const p = basis.q.length;
  let gamma: Float64Array = new Float64Array(p);
  let eta: Float64Array = new Float64Array(n);
  let deviance = devianceAt(response, eta);
  let step: Float64Array = new Float64Array(n);
  for (let iteration = 1; iteration <= MOST_ITERATIONS; iteration++) {
    const delta = newtonStep(basis, eta, response);
    if (!delta) break;
    step = combine(basis.q, delta);
    let size = 1;
    let next = moved(eta, step, size);
    let lowered = devianceAt(response, next);
    for (let halving = 0; halving < 40 && lowered > deviance * (1 + 1e-13); halving++) {
      size /= 2;
      next = moved(eta, step, size);
      lowered = devianceAt(response, next);
    }
    gamma = moved(gamma, delta, size);
    eta = next;
    deviance = lowered;
    if (largest(step) < TOLERANCE) {
      const beta = solveUpper(basis.r, gamma);
      return { ok: true, value: { basis, beta, eta, deviance, iterations: iteration } };
    }
    // Complete separation is proven by the coefficients themselves, long before a step fails.
    if (iteration > 3 && separates(eta, response)) {
      step = eta;
      break;
    }
  }
  if (!separates(step, response)) return unsettled();
  const names = [INTERCEPT, ...columns.map((column) => column.name)];
  const direction = solveUpper(basis.r, coordinates(basis, step));
  const scales = basis.r.map((_, j) =>
    Math.hypot(...basis.r.slice(j > 0 ? 1 : 0, j + 1).map((row) => row[j])),
  );
  return separated(names, direction, scales);
}

function check({ columns, response }: LogisticDesign): Result<never> | null {
  const n = response.length;
  for (const { name, values } of columns) {
    if (values.length !== n)
      throw new Error(`invalid column ${name}; not ${n} long: ${values.length}`);
    const bad = values.find((value) => !Number.isFinite(value));
    if (bad !== undefined) throw new Error(`invalid value of ${name}; not finite: ${bad}`);
  }
  const bad = response.find((y) => !(y >= 0 && y <= 1));
  if (bad !== undefined) throw new Error(`invalid response; not in [0, 1]: ${bad}`);
  if (n <= columns.length)
    return refuse({
      code: 'too-few-records',
      message: `${columns.length + 1} coefficients cannot be estimated from ${n} ${n === 1 ? 'record' : 'records'}.`,
      wayOn: 'Add records, or leave columns out.',
    });
  const first = response[0];
  if ((first === 0 || first === 1) && response.every((y) => y === first))
    return refuse({
      code: 'one-class',
      message: `The outcome is ${first === 1 ? 'yes' : 'no'} in every one of ${n} records: there is nothing to tell apart.`,
      wayOn: 'Add records with the other outcome, or widen the filters.',
    });
  return null;
}

/** (Q'WQ)^-1 Q'(y - mu); null where the weights leave it singular. */
function newtonStep(
  { q, n }: OrthogonalColumns,
  eta: Float64Array,
  response: Float64Array,
): Float64Array | null {
  const p = q.length;
  const gradient = new Float64Array(p);
  const information = Array.from({ length: p }, () => new Float64Array(p));
  for (let row = 0; row < n; row++) {
    const mu = logistic(eta[row]);
    const weight = mu * logistic(-eta[row]);
    const residual = response[row] - mu;
    for (let i = 0; i < p; i++) {
      const x = q[i][row];
      gradient[i] += x * residual;
      for (let j = 0; j <= i; j++) information[i][j] += weight * x * q[j][row];
    }
  }
  for (let i = 0; i < p; i++) for (let j = 0; j < i; j++) information[j][i] = information[i][j];
  return solvePositiveDefinite(information, gradient);
}

function combine(q: readonly Float64Array[], delta: Float64Array): Float64Array {
  const out = new Float64Array(q[0].length);
  for (let j = 0; j < q.length; j++)
    for (let row = 0; row < out.length; row++) out[row] += delta[j] * q[j][row];
  return out;
}

function coordinates({ q }: OrthogonalColumns, values: Float64Array): Float64Array {
  return Float64Array.from(q, (column) => column.reduce((sum, x, row) => sum + x * values[row], 0));
}

function moved(from: Float64Array, step: Float64Array, size: number): Float64Array {
  return Float64Array.from(from, (value, i) => value + size * step[i]);
}

function largest(values: Float64Array): number {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
}

function devianceAt(response: Float64Array, eta: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < eta.length; row++) sum += lossAtLogOdds(response[row], eta[row]);
  return 2 * sum;
}

function nullDeviance(response: Float64Array): number {
  const mean = response.reduce((sum, y) => sum + y, 0) / response.length;
  return 2 * response.length * lossAtLogOdds(mean, Math.log(mean / (1 - mean)));
}

function oneCluster(): Result<never> {
  return refuse({
    code: 'one-cluster',
    message: 'All records belong to one cluster, so there is nothing to tell its chance from.',
    wayOn: 'Cluster by something finer.',
  });
}

function noChance(): Result<never> {
  return refuse({
    code: 'no-variation',
    message:
      'Every outcome is just what is fitted, or differs from it as much one way as the other within its cluster: chance cannot be told from it.',
    wayOn: 'Add records whose outcomes vary.',
  });
}

function unsettled(): Result<never> {
  return refuse({
    code: 'not-converged',
    message: `The logistic regression did not settle within ${MOST_ITERATIONS} steps.`,
    wayOn: 'Look for columns of very different size or with a few extreme values.',
  });
}
