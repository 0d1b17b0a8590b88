import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minimizeOnPlane } from '../../../../src/stats/optimize/minimize-on-plane.ts';
import { finish } from '../../../../src/stats/optimize/steps.ts';
import type { Objective } from '../../../../src/stats/optimize/objective.ts';
import { planeStep } from '../../../../src/stats/optimize/plane-step.ts';

/** A positive definite matrix A A' + I / 10. */
function positiveDefinite(entries: readonly number[], size: number): Float64Array[] {
  return Array.from({ length: size }, (_, i) =>
    Float64Array.from({ length: size }, (_, j) => {
      let sum = i === j ? 0.1 : 0;
      for (let k = 0; k < size; k++) sum += entries[i * size + k] * entries[j * size + k];
      return sum;
    }),
  );
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, i) => sum + value * b[i], 0);

const SIZE = 4;
const unit = fc.double({ min: -1, max: 1, noNaN: true });
const vector = (arbitrary: fc.Arbitrary<number>) =>
  fc.array(arbitrary, { minLength: SIZE, maxLength: SIZE });

describe('the step within a plane and bounds', () => {
  const sketch = fc.record({
    gradient: vector(unit),
    entries: fc.array(unit, { minLength: SIZE * SIZE, maxLength: SIZE * SIZE }),
    normal: vector(fc.oneof(fc.constant(0), unit)),
    least: vector(fc.oneof(fc.constant(0), fc.double({ min: -2, max: 0, noNaN: true }))),
  });

  test('keeps both, and no small move within them does better', () => {
    fc.assert(
      fc.property(sketch, vector(unit), ({ gradient, entries, normal, least }, towards) => {
        const model = {
          gradient: Float64Array.from(gradient),
          curvature: positiveDefinite(entries, SIZE),
          normal: Float64Array.from(normal),
          least: Float64Array.from(least),
        };
        const value = (d: ArrayLike<number>) =>
          dot(model.gradient, d) +
          dot(
            d,
            model.curvature.map((row) => dot(row, d)),
          ) /
            2;
        const step = planeStep(model);
        step.forEach((d, i) => expect(d).toBeGreaterThanOrEqual(least[i] - 1e-12));
        expect(Math.abs(dot(model.normal, step))).toBeLessThan(1e-9);
        // Any feasible point lies on a line from the step: convexity makes nearby ones enough.
        const square = dot(model.normal, model.normal);
        const across = square > 0 ? dot(model.normal, towards) / square : 0;
        const move = towards.map((t, i) => t - across * model.normal[i]);
        const trial = Array.from(step, (d, i) => d + 1e-3 * move[i]);
        if (trial.some((d, i) => d < least[i])) return;
        expect(value(trial)).toBeGreaterThanOrEqual(value(step) - 1e-9);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  test('is the Newton step where nothing stands in the way', () => {
    const step = planeStep({
      gradient: Float64Array.of(-2, 4),
      curvature: [Float64Array.of(2, 0), Float64Array.of(0, 8)],
      normal: Float64Array.of(0, 0),
      least: Float64Array.of(-9, -9),
    });
    expect(step[0]).toBeCloseTo(1, 12);
    expect(step[1]).toBeCloseTo(-0.5, 12);
  });
});

/** x - a log x by variable, plus a coupling: convex, with its minimum inside. */
function barrier(weights: readonly number[]): Objective & { calls: number } {
  let x = new Float64Array(0);
  return {
    calls: 0,
    parameters: weights.length,
    value(at) {
      this.calls++;
      x = at.slice();
      const total = x.reduce((a, b) => a + b, 0);
      return x.reduce((sum, xi, i) => sum - weights[i] * Math.log(xi), total ** 2 / 2);
    },
    rounding: () => 1e-14,
    evaluation() {
      const total = x.reduce((a, b) => a + b, 0);
      return {
        gradient: x.map((xi, i) => total - weights[i] / xi),
        // As for a likelihood: only about the second derivatives.
        information: weights.map((w, i) =>
          Float64Array.from(weights, (_, j) => 1 + (i === j ? (0.7 * w) / x[i] ** 2 : 0)),
        ),
      };
    },
  };
}

describe('minimising on a plane', () => {
  const weights = [0.5, 2, 1];
  const options = {
    floor: new Float64Array(3).fill(1e-6),
    normal: Float64Array.of(1, -1, 0),
    tolerance: 1e-12,
    budget: 100,
  };

  test('ends where the gradient is along the normal', () => {
    const objective = barrier(weights);
    const start = Float64Array.of(1.5, 0.5, 3);
    const { x, settled } = finish(minimizeOnPlane(objective, start, options));
    expect(settled).toBe(true);
    expect(x[0] - x[1]).toBeCloseTo(1, 10);
    objective.value(x);
    const { gradient } = objective.evaluation();
    expect(gradient[2]).toBeCloseTo(0, 5);
    expect(gradient[0]).toBeCloseTo(-gradient[1], 5);
  });

  test('lets a variable rest at its floor and takes it up again', () => {
    // Only the sum matters but for tiny weights: the best point is at two of the floors.
    const objective = barrier([1e-9, 1e-9, 1]);
    const start = Float64Array.of(1, 1e-6, 1e-6);
    const free = { ...options, normal: Float64Array.of(0, 0, 0) };
    const { x, settled } = finish(minimizeOnPlane(objective, start, free));
    expect(settled).toBe(true);
    expect(x[0]).toBe(1e-6);
    expect(x[2]).toBeCloseTo(1, 4);
  });

  test('stops at its budget and says so', () => {
    const objective = barrier(weights);
    const start = Float64Array.of(90, 89, 200);
    const { settled, evaluations } = finish(
      minimizeOnPlane(objective, start, { ...options, budget: 2 }),
    );
    expect(settled).toBe(false);
    expect(evaluations).toBe(2);
    expect(objective.calls).toBe(2);
  });

  test('does not settle where it cannot even begin', () => {
    const nowhere = { ...barrier(weights), value: () => Infinity };
    const end = finish(minimizeOnPlane(nowhere, Float64Array.of(2, 1, 1), options));
    expect(end.settled).toBe(false);
  });
});
