import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { reliability } from '../../src/stats/generalizability/reliability.ts';
import type { StudyDesign, VariancePart } from '../../src/stats/generalizability/types.ts';
import { fitVariance } from '../../src/stats/variance/fit.ts';
import { readRequest } from '../bench/fit-file.ts';
import { openNodeEngine } from '../tooling/node-engine.ts';
import { REFERENCE } from './reference-files.ts';

interface Entry {
  readonly published: {
    readonly Erho2: number;
    readonly Phi?: number;
    readonly dstudy?: Readonly<Record<string, readonly [number, number]>>;
  };
  readonly Erho2?: number;
  readonly Phi?: number;
  readonly reml: { readonly vc: Readonly<Record<string, number>> };
}

const file = REFERENCE && path.join(REFERENCE, 'brennan', 'expected.json');
const isThere = file !== undefined && existsSync(file);
if (!isThere) {
  console.log(
    `skipped: coefficients of Brennan's data sets, because ${file ?? 'DECLINATION_REFERENCE'} is not there`,
  );
}
const expected = isThere ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Entry>) : {};

/** Components by the page's own solver, from the file of a data set. */
async function partsOf(name: string, entry: Entry): Promise<VariancePart[]> {
  const terms = Object.keys(entry.reml.vc).filter((term) => term !== 'Residual');
  const request = await readRequest(await openNodeEngine(), {
    file: path.join(path.dirname(file!), `${name}.csv`),
    response: 'y',
    terms: terms.map((term) => term.split(':')),
    method: 'REML',
  });
  const fit = fitVariance(request, { intervals: false });
  if (!fit.ok) throw new Error(fit.problem.message);
  return [...fit.value.components];
}

function items(n: number, within: readonly string[]): StudyDesign {
  return {
    object: 'p',
    objectWithin: [],
    facets: [{ name: 'i', kind: 'random', n, within }],
  };
}

describe.skipIf(!isThere)('Brennan (2001), from the rows of his data sets', () => {
  test('persons crossed with items: coefficients and D-study', async () => {
    const entry = expected['brennan1_pxi'];
    const parts = await partsOf('brennan1_pxi', entry);
    const found = reliability(parts, items(12, []));
    expect(found.relative).toBeCloseTo(entry.Erho2!, 8);
    expect(found.absolute).toBeCloseTo(entry.Phi!, 8);
    expect(found.relative).toBeCloseTo(entry.published.Erho2, 3);
    expect(found.absolute).toBeCloseTo(entry.published.Phi!, 3);
    const studies = Object.entries(entry.published.dstudy!);
    expect(studies).toHaveLength(4);
    for (const [name, [relative, absolute]] of studies) {
      const study = reliability(parts, items(Number(name.slice(1)), []));
      // Published from error variances rounded to three digits.
      expect(Math.abs(study.relative! - relative)).toBeLessThan(1e-3);
      expect(Math.abs(study.absolute! - absolute)).toBeLessThan(1.5e-3);
    }
  });

  test('items nested in persons', async () => {
    const entry = expected['brennan2_i_in_p'];
    const parts = await partsOf('brennan2_i_in_p', entry);
    const found = reliability(parts, items(8, ['p']));
    expect(found.relative).toBeCloseTo(entry.published.Erho2, 2);
    expect(found.absolute).toBe(found.relative);
  });
});
