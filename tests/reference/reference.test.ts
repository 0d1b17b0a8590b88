import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeEngine } from '../tooling/node-engine.ts';
import { readRequest } from '../bench/fit-file.ts';
import { fitVariance } from '../../src/stats/variance/fit.ts';
import type { Engine } from '../../workers/engine.ts';
import { closedForm } from './henderson.ts';
import { REFERENCE, referenceFits } from './reference-files.ts';

const fits = referenceFits();

if (fits.length === 0) {
  const reason = REFERENCE
    ? `${REFERENCE} holds no reference files`
    : 'DECLINATION_REFERENCE is unset';
  console.log(`skipped: fits by other programs, because ${reason}`);
}

describe.skipIf(fits.length === 0)('fits by other programs are met', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openNodeEngine();
  });

  test.each(fits)('$name ($method)', async (reference) => {
    const request = await readRequest(engine, reference);
    const fit = fitVariance(request, { intervals: false });
    if (!fit.ok) throw new Error(fit.problem.message);
    expect(fit.value.criterion).toBeLessThanOrEqual(reference.criterion + 1e-6);
    const found = Object.fromEntries(fit.value.components.map((c) => [c.term, c.variance]));
    const exact = reference.exact ?? (reference.method === 'REML' ? closedForm(request) : null);
    if (!exact || Object.values(exact).some((value) => value < 0)) return;
    for (const [term, value] of Object.entries(exact)) {
      expect(Math.abs(found[term] - value), term).toBeLessThanOrEqual(1e-9 * Math.max(1, value));
    }
  });
});
