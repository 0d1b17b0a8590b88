import { describe, expect, test } from 'vitest';
import { plainKernels } from '../../../../src/stats/linalg/plain-kernels.ts';
import { randomChiSquared } from '../../../../src/stats/resample/random-chi-squared.ts';
import { seededRandom } from '../../../../src/stats/resample/random.ts';
import { chiSquaredCdf } from '../../../../src/stats/special/chi-squared-cdf.ts';
import { Criterion } from '../../../../src/stats/variance/criterion.ts';
import { estimateModel } from '../../../../src/stats/variance/fit.ts';
import { buildFrame } from '../../../../src/stats/variance/frame.ts';
import { analyseSystem, respond } from '../../../../src/stats/variance/system.ts';
import {
  bootstrapSource,
  runBootstrap,
} from '../../../../src/stats/variance/uncertainty/bootstrap.ts';
import { ResponseSampler } from '../../../../src/stats/variance/uncertainty/response-sampler.ts';
import { summariseBootstrap } from '../../../../src/stats/variance/uncertainty/summarise-bootstrap.ts';
import type { BootstrapPart } from '../../../../src/stats/variance/uncertainty/types.ts';
import { makeDesign, requestFor } from '../variance/design.ts';
import type { Design } from '../variance/design.ts';
import { DESIGNS } from '../variance/designs.ts';
import { denseParts, times } from './dense-parts.ts';

/** Largest distance between the sorted values' ranks and a distribution function. */
function kolmogorov(values: readonly number[], cdf: (x: number) => number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.max(...sorted.map((x, i) => Math.abs(cdf(x) - (i + 0.5) / sorted.length)));
}

describe.each([0.3, 1, 2, 7, 150])('chi-squared draws on %d degrees of freedom', (df) => {
  test('follow the distribution function', () => {
    const random = seededRandom(12);
    const draws = Array.from({ length: 4000 }, () => randomChiSquared(random, df));
    // 1.95 / sqrt(n) is passed by one seed in a thousand.
    expect(kolmogorov(draws, (x) => chiSquaredCdf(x, df))).toBeLessThan(1.95 / Math.sqrt(4000));
  });
});

describe.each(DESIGNS)('drawn statistics: $name', ({ design }) => {
  const frame = buildFrame(requestFor(design));
  const variances = Float64Array.from({ length: design.terms.length + 1 }, (_, k) => 0.2 + 0.4 * k);
  const sampler = new ResponseSampler(frame, plainKernels);
  const random = seededRandom(99);
  const draws = Array.from({ length: 3000 }, () => sampler.draw(variances, random));

  test('the residual form y`Py of the criterion is chi-squared on n - 1', () => {
    const residual = variances[variances.length - 1];
    const gamma = variances.slice(0, -1).map((v) => v / residual);
    const first = analyseSystem(frame, plainKernels);
    const forms = draws.slice(0, 1000).map((drawn) => {
      const criterion = new Criterion(respond(first, drawn), 'REML');
      criterion.value(gamma);
      return (criterion.sigma2 * criterion.df) / residual;
    });
    const distance = kolmogorov(forms, (x) => chiSquaredCdf(x, frame.n - 1));
    expect(distance).toBeLessThan(1.95 / Math.sqrt(forms.length));
  });

  test('level sums have the covariances that the model gives them', () => {
    const { keys } = denseParts(design, [...variances]);
    const covariance = design.y.map((_, i) =>
      design.y.map((_, j) =>
        keys.reduce(
          (sum, key, k) => sum + (key[i] === key[j] ? variances[k] : 0),
          i === j ? variances[variances.length - 1] : 0,
        ),
      ),
    );
    const indicators = keys.map((key) =>
      [...new Set(key)].map((level) => key.map((other) => (other === level ? 1 : 0))),
    );
    indicators.forEach((levels, k) => {
      const other = (k + 1) % indicators.length;
      const a = levels[0];
      const b = indicators[other][0];
      for (const [x, y, i, j] of [
        [a, a, k, k],
        [a, b, k, other],
      ] as const) {
        const vy = times(covariance, y);
        const expected = x.reduce<number>((sum, value, r) => sum + value * vy[r], 0);
        const products = draws.map(({ terms }) => terms[i].sums[0] * terms[j].sums[0]);
        const mean = products.reduce((s, p) => s + p, 0) / products.length;
        const spread = products.reduce((s, p) => s + (p - mean) ** 2, 0) / products.length;
        const se = Math.sqrt(spread / products.length);
        expect(Math.abs(mean - expected)).toBeLessThan(4.5 * se);
      }
    });
  });
});

function modelOf(design: Design) {
  const model = estimateModel(requestFor(design));
  if (!model.ok) throw new Error(model.problem.message);
  return model.value;
}

function part(design: Design, from: number, to: number, seed = 7): BootstrapPart {
  const result = runBootstrap(bootstrapSource(modelOf(design)), { seed, from, to }, plainKernels);
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

const study = makeDesign({
  seed: 3,
  facets: { model: 6, prompt: 4, item: 10 },
  terms: ['model', 'prompt', 'item', 'model:prompt'],
  keep: 0.9,
});

describe('replicates', () => {
  test('are the same however they are divided among workers', () => {
    const whole = part(study, 0, 12);
    const [a, b] = [part(study, 0, 5), part(study, 5, 12)];
    expect([...a.variances, ...b.variances]).toEqual([...whole.variances]);
  });

  test('differ with the seed, and with their number', () => {
    const rows = part(study, 0, 40);
    const width = rows.terms.length + 1;
    const residuals = Array.from({ length: 40 }, (_, i) => rows.variances[(i + 1) * width - 1]);
    expect(new Set(residuals).size).toBe(40);
    expect(part(study, 0, 1, 8).variances).not.toEqual(part(study, 0, 1, 7).variances);
  });

  test('are counted as they come', () => {
    const heard: number[] = [];
    const source = bootstrapSource(modelOf(study));
    runBootstrap(source, { seed: 1, from: 3, to: 6 }, plainKernels, (done) => heard.push(done));
    expect(heard).toEqual([1, 2, 3]);
  });

  test('centre on the estimate they were drawn from', () => {
    const { variances, terms } = part(study, 0, 400);
    const width = terms.length + 1;
    const model = modelOf(study);
    const column = Array.from({ length: 400 }, (_, i) => variances[(i + 1) * width - 1]);
    const mean = column.reduce((a, b) => a + b, 0) / 400;
    const sd = Math.sqrt(column.reduce((s, v) => s + (v - mean) ** 2, 0) / 399);
    expect(Math.abs(mean - model.sigma2)).toBeLessThan((4 * sd) / 20);
  });
});

describe('the summary', () => {
  const choice = { terms: ['model', 'prompt', 'model:prompt'], of: null };

  test('reads percentiles off all parts, whatever their order', () => {
    const parts = [part(study, 60, 120), part(study, 0, 60)];
    const summary = summariseBootstrap(parts, [choice]);
    if (!summary.ok) throw new Error(summary.problem.message);
    const rows = [...parts[1].variances, ...parts[0].variances];
    const shares = Array.from({ length: 120 }, (_, i) => {
      const row = rows.slice(5 * i, 5 * i + 5);
      return (row[0] + row[1] + row[3]) / row.reduce((a, b) => a + b, 0);
    }).sort((a, b) => a - b);
    // Type 7: position 119 p, here 2.975 and 116.025.
    expect(summary.value.ratios[0].low).toBeCloseTo(
      shares[2] + 0.975 * (shares[3] - shares[2]),
      12,
    );
    expect(summary.value.ratios[0].high).toBeCloseTo(
      shares[116] + 0.025 * (shares[117] - shares[116]),
      12,
    );
    expect(summary.value).toMatchObject({ seed: 7, replicates: 120, failed: 0 });
    expect(summary.value.components.map((c) => c.term)).toEqual([
      'model',
      'prompt',
      'item',
      'model:prompt',
      'Residual',
    ]);
  });

  test('counts failed replicates and leaves them out', () => {
    const good = part(study, 0, 60);
    const variances = good.variances.slice();
    variances.fill(NaN, 0, 5);
    const summary = summariseBootstrap([{ ...good, variances }], [choice]);
    if (!summary.ok) throw new Error(summary.problem.message);
    expect(summary.value.failed).toBe(1);
    expect(Number.isFinite(summary.value.ratios[0].low)).toBe(true);
  });

  test('refuses intervals from a handful', () => {
    const summary = summariseBootstrap([part(study, 0, 10)], [choice]);
    expect(summary).toMatchObject({ ok: false, problem: { code: 'too-few-replicates' } });
  });

  test('refuses a ratio of components that were not fitted', () => {
    const summary = summariseBootstrap([part(study, 0, 40)], [{ terms: ['school'], of: null }]);
    expect(summary).toMatchObject({ ok: false, problem: { code: 'unknown-component' } });
  });

  test('throws where parts belong to different seeds', () => {
    const parts = [part(study, 0, 20, 1), part(study, 20, 40, 2)];
    expect(() => summariseBootstrap(parts, [])).toThrow('invalid parts');
  });
});
