import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { DEFAULT_VARIANCE_OPTIONS } from '../../../src/analyses/variance/options.ts';
import { runVariance } from '../../../src/client/run-variance.ts';
import type { Dataset } from '../../../src/domain/dataset.ts';
import { DEFAULT_QUESTION } from '../../../src/domain/question.ts';
import type { VarianceFit } from '../../../src/stats/variance/types.ts';
import { inProcessFitter } from '../client/in-process-fitter.ts';
import { openSession, textFile } from './open-session.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'data-samples', 'classroom-talk');
const truth = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as {
  offset: number;
  counts: { rows: number; missing: number };
  components: Record<string, { variance: number; drawn?: number }>;
};

/** Chi-squared quantiles at 0.0005 and 0.9995 per degree of freedom bound an estimate of that many levels. */
const LOOSE = 3.3;

const at = openSession();
let dataset: Dataset;
let fit: VarianceFit;

beforeAll(async () => {
  const files = ['scores.csv', 'references.csv', 'outcomes.csv', 'items.csv', 'benchmarks.csv'].map(
    (name) => textFile(name, readFileSync(join(folder, name))),
  );
  dataset = (await at.take(...files)).dataset;
  const question = { ...DEFAULT_QUESTION, measure: 'signed' as const };
  const { signal } = new AbortController();
  const result = await runVariance(
    at.session,
    inProcessFitter(),
    dataset,
    question,
    DEFAULT_VARIANCE_OPTIONS,
    signal,
  );
  if (!result.ok) throw new Error(result.problem.message);
  fit = result.value.fit;
});

test('the sample study is read whole, with its references, outcomes and texts', () => {
  expect(dataset).toMatchObject({
    observations: truth.counts.rows,
    missing: truth.counts.missing,
    unmatched: 0,
    referenceRaters: 3,
    hasOutcome: true,
    hasText: true,
    itemIdentity: 'shared',
    benchmarks: 16,
  });
});

test('the second study is read whole, its wide table of benchmarks too', async () => {
  const other = openSession();
  const short = join(folder, '..', 'short-answers');
  const names = ['benchmarks.csv', 'scores.csv', 'references.csv', 'outcomes.csv', 'items.csv'];
  const read = await other.take(
    ...names.map((name) => textFile(name, readFileSync(join(short, name)))),
  );
  expect(read.dataset).toMatchObject({
    observations: 6480,
    missing: 0,
    unmatched: 0,
    referenceRaters: 2,
    hasOutcome: true,
    itemIdentity: 'shared',
    benchmarks: 12,
  });
  const rows = await other.rows(
    "SELECT model, value FROM benchmark WHERE task = 'Reading' ORDER BY value DESC LIMIT 1",
  );
  expect(rows).toEqual([{ model: 'Norma-XL', value: 80.2 }]);
});

test('its components are found within their sampling error of the truth', () => {
  const fitted = Object.fromEntries(fit.components.map((c) => [c.term, c]));
  let compared = 0;
  for (const [term, { variance, drawn }] of Object.entries(truth.components)) {
    const component = fitted[term];
    if (!component || drawn === undefined) continue;
    compared++;
    // Around the effects as drawn only the estimation error is left; around the variance they were
    // drawn with, the drawing itself counts: its relative standard error is sqrt(2 / (levels - 1)).
    const drawing = variance * Math.sqrt(2 / (component.levels - 1));
    expect(Math.abs(component.variance - variance), `${term} from its variance`).toBeLessThan(
      LOOSE * drawing + 0.004,
    );
    expect(Math.abs(component.variance - drawn), `${term} from the effects drawn`).toBeLessThan(
      0.15 * drawn + 0.006,
    );
  }
  expect(compared).toBeGreaterThanOrEqual(11);
  expect(Math.abs(fit.mean - truth.offset)).toBeLessThan(3 * fit.meanSe);
});
