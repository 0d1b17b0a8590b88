import { describe, expect, test } from 'vitest';
import { minimizeNewton } from '../../../../src/stats/optimize/bounded-newton.ts';
import type { NewtonOptions } from '../../../../src/stats/optimize/bounded-newton.ts';
import type { Objective } from '../../../../src/stats/optimize/objective.ts';

const OPTIONS: NewtonOptions = {
  floor: 1e-7,
  ceiling: 1e9,
  tolerance: 1e-9,
  budget: 300,
  sameBasin: 1e-3,
};

/** sum_k w_k (x_k - c_k)^2 / 2 + coupling (x_0 - c_0)(x_1 - c_1), with its exact second derivatives. */
function quadratic(centre: readonly number[], coupling = 0, scale = 1): Objective {
  let at = new Float64Array(centre.length);
  const away = () => at.map((value, k) => value - centre[k]);
  return {
    parameters: centre.length,
    value(x) {
      at = x.slice();
      const d = away();
      return d.reduce((sum, v) => sum + (scale * v * v) / 2, coupling * d[0] * (d[1] ?? 0));
    },
    rounding: () => 0,
    evaluation() {
      const d = away();
      const information = centre.map((_, i) =>
        Float64Array.from(centre, (_, j) => (i === j ? scale : i + j === 1 ? coupling : 0)),
      );
      const gradient = Float64Array.from(information, (row) =>
        row.reduce((sum, h, j) => sum + h * d[j], 0),
      );
      return { gradient, information };
    },
  };
}

function start(...values: number[]): Float64Array {
  return Float64Array.from(values);
}

describe('a minimum inside', () => {
  test('is reached to the tolerance', () => {
    const minimum = minimizeNewton(quadratic([3, 0.5], 0.4), start(0.1, 0.1), OPTIONS);
    expect(minimum.stopped).toBe('relative-step');
    expect(minimum.x[0]).toBeCloseTo(3, 12);
    expect(minimum.x[1]).toBeCloseTo(0.5, 12);
    expect(minimum.relativeStep).toBeLessThan(1e-9);
  });

  test('is approached by no more than a factor of 100 a step, and shrunk to by 50', () => {
    const up = minimizeNewton(quadratic([1e5]), start(1e-1), OPTIONS);
    expect(up.x[0]).toBeCloseTo(1e5, 4);
    expect(up.iterations).toBeGreaterThanOrEqual(3);
    const down = minimizeNewton(quadratic([1e-4]), start(1e2), OPTIONS);
    expect(down.x[0]).toBeCloseTo(1e-4, 10);
    expect(down.iterations).toBeGreaterThanOrEqual(4);
  });
});

describe('a minimum on the boundary', () => {
  test('is exactly zero, the others being at their minimum given it', () => {
    const minimum = minimizeNewton(quadratic([2, -1], 0.5), start(0.1, 0.1), OPTIONS);
    expect(minimum.x[1]).toBe(0);
    // With x_1 = 0: (x_0 - 2) + 0.5 (0 + 1) = 0.
    expect(minimum.x[0]).toBeCloseTo(1.5, 9);
  });

  test('of all parameters ends with all at zero', () => {
    const minimum = minimizeNewton(quadratic([-2, -1]), start(0.1, 0.1), OPTIONS);
    expect([...minimum.x]).toEqual([0, 0]);
    expect(minimum.stopped).toBe('relative-step');
  });
});

describe('a fit that goes nowhere ends all the same', () => {
  test('within its budget', () => {
    // A slope that never ends and curvature that pretends to know better.
    const endless: Objective = {
      parameters: 1,
      value: (x) => -Math.log(x[0]),
      rounding: () => 0,
      evaluation: () => ({
        gradient: Float64Array.from([-1e-3]),
        information: [Float64Array.from([1])],
      }),
    };
    const minimum = minimizeNewton(endless, start(1), { ...OPTIONS, budget: 40 });
    expect(minimum.stopped).toBe('budget');
    expect(minimum.evaluations).toBeLessThanOrEqual(42);
  });

  test('where the objective is not defined', () => {
    const undefinedEverywhere: Objective = {
      parameters: 1,
      value: () => Infinity,
      rounding: () => 0,
      evaluation: () => {
        throw new Error('derivatives of what is not defined');
      },
    };
    expect(minimizeNewton(undefinedEverywhere, start(1), OPTIONS).stopped).toBe('line-search');
  });

  test('where curvature misleads, by damping it', () => {
    // The true curvature is 1000 times what the information says, so full steps overshoot widely.
    const honest = quadratic([1], 0, 1000);
    const misled: Objective = {
      ...honest,
      evaluation: () => ({
        gradient: honest.evaluation().gradient,
        information: [Float64Array.from([1])],
      }),
    };
    const minimum = minimizeNewton(misled, start(0.5), OPTIONS);
    expect(minimum.x[0]).toBeCloseTo(1, 3);
  });
});

test('a later start that heads for a known minimum stops before it gets there', () => {
  const known = minimizeNewton(quadratic([3, 0.5], 0.4), start(1e-4, 1e-4), OPTIONS);
  const later = minimizeNewton(quadratic([3, 0.5], 0.4), start(2, 2), { ...OPTIONS, known });
  expect(later.stopped).toBe('same-basin');
  expect(later.evaluations).toBeLessThan(known.evaluations);
});
