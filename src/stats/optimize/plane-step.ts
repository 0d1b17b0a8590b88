import { solvePositiveDefinite } from '../linalg/solve-positive-definite.ts';

/** A small convex quadratic model, a plane to stay in, and room downwards for each variable. */
export interface QuadraticModel {
  readonly gradient: Float64Array;
  /** Positive definite. */
  readonly curvature: readonly Float64Array[];
  /** Steps d keep normal'd = 0; all zeros where there is no plane. */
  readonly normal: Float64Array;
  /** Steps keep d >= least, all of it <= 0. */
  readonly least: Float64Array;
}

/**
 * The step d that minimises g'd + d'Hd/2 within the plane and the bounds, by the primal active-set
 * method (Nocedal & Wright 2006, algorithm 16.3). Cost: a Cholesky factor per change of the set.
 */
export function planeStep(model: QuadraticModel): Float64Array {
  const { gradient, curvature, least } = model;
  const size = gradient.length;
  const step = new Float64Array(size);
  const held = Array.from(least, (bound) => bound === 0);
  // Each variable is held and let go a few times at most; the cap only guards against rounding.
  for (let round = 0; round < 10 * size + 20; round++) {
    const slope = gradient.map((g, i) => g + dot(curvature[i], step));
    const free = held.flatMap((isHeld, i) => (isHeld ? [] : [i]));
    const { move, multiplier } = freeMove(model, slope, free);
    const { length, blocked } = longestMove(step, move, least);
    for (let i = 0; i < size; i++) step[i] += length * move[i];
    if (blocked >= 0) {
      step[blocked] = least[blocked];
      held[blocked] = true;
      continue;
    }
    const released = mostUnwilling(model, step, held, multiplier);
    if (released < 0) break;
    held[released] = false;
  }
  return step;
}

/** The minimiser over the free variables alone, from the present step, and the plane's multiplier. */
function freeMove(
  { curvature, normal }: QuadraticModel,
  slope: Float64Array,
  free: readonly number[],
): { move: Float64Array; multiplier: number } {
  const h = free.map((i) => Float64Array.from(free, (j) => curvature[i][j]));
  const c = Float64Array.from(free, (i) => normal[i]);
  const hg = solve(
    h,
    Float64Array.from(free, (i) => slope[i]),
  );
  const hc = solve(h, c);
  const across = dot(c, hc);
  const multiplier = across > 0 ? -dot(c, hg) / across : 0;
  const move = new Float64Array(slope.length);
  free.forEach((i, a) => {
    move[i] = -hg[a] - multiplier * hc[a];
  });
  return { move, multiplier };
}

function longestMove(
  step: Float64Array,
  move: Float64Array,
  least: Float64Array,
): { length: number; blocked: number } {
  let length = 1;
  let blocked = -1;
  for (let i = 0; i < step.length; i++) {
    if (move[i] >= 0 || step[i] + length * move[i] >= least[i]) continue;
    length = Math.max(0, (least[i] - step[i]) / move[i]);
    blocked = i;
  }
  return { length, blocked };
}

/** The held variable that the model would raise most gladly; -1 where none. */
function mostUnwilling(
  { gradient, curvature, normal }: QuadraticModel,
  step: Float64Array,
  held: readonly boolean[],
  multiplier: number,
): number {
  let worst = -1e-9;
  let released = -1;
  held.forEach((isHeld, i) => {
    if (!isHeld) return;
    const reduced = gradient[i] + dot(curvature[i], step) + multiplier * normal[i];
    const scaled = reduced / Math.sqrt(curvature[i][i]);
    if (scaled < worst) {
      worst = scaled;
      released = i;
    }
  });
  return released;
}

function solve(h: readonly Float64Array[], b: Float64Array): Float64Array {
  const x = solvePositiveDefinite(h, b);
  if (!x) throw new Error('invalid curvature; not positive definite');
  return x;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
