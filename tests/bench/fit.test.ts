import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let folder: string;
let file: string;

/** Yields of six batches, five samples each (Davies & Goldsmith 1972, table 6.4). */
const YIELDS = [
  [1545, 1440, 1440, 1520, 1580],
  [1540, 1555, 1490, 1560, 1495],
  [1595, 1550, 1605, 1510, 1560],
  [1445, 1440, 1595, 1465, 1545],
  [1595, 1630, 1515, 1635, 1625],
  [1520, 1455, 1450, 1480, 1445],
];

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'declination-fit-'));
  file = path.join(folder, 'yields.csv');
  const lines = YIELDS.flatMap((batch, b) =>
    batch.map((y, sample) => `batch ${b},"sample ${sample}",one,${y}`),
  );
  writeFileSync(file, `batch,sample,site,"yield, g"\n${lines.join('\n')}\n`);
});

afterAll(() => rmSync(folder, { recursive: true }));

function run(...args: string[]) {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'tests/bench/fit.ts', ...args],
    { encoding: 'utf8' },
  );
  return { stdout, stderr, status };
}

const fit = (...args: string[]) => {
  const { stdout, stderr, status } = run(...args);
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Record<string, unknown>;
};

describe('the fit command', () => {
  test('prints one JSON object with components, criterion and times', () => {
    const output = fit(file, '--response', 'yield, g', '--terms', 'batch');
    expect(output).toMatchObject({ n: 30, boundary: [], refused: [] });
    const components = output['components'] as Record<string, number>;
    expect(components['batch']).toBeCloseTo(1764.05, 6);
    expect(components['Residual']).toBeCloseTo(2451.25, 6);
    expect(output['criterion']).toBeCloseTo(319.654276842, 8);
    expect(Object.keys(output['ms'] as object)).toContain('fit');
  });

  test('fits by maximum likelihood where asked, and names what it refuses and what is zero', () => {
    const output = fit(
      file,
      '--response=yield, g',
      '--terms=batch,sample,site,batch:sample',
      '--ml',
    );
    expect(output['criterion']).toBeCloseTo(327.327059881, 8);
    expect(output['boundary']).toEqual(['sample']);
    expect(output['refused']).toMatchObject([
      { term: 'site', code: 'one-level' },
      { term: 'batch:sample', code: 'is-residual' },
    ]);
  });

  test('answers a response that leaves nothing to fit with no components and the reason', () => {
    const constant = path.join(folder, 'constant.csv');
    writeFileSync(constant, 'a,y\n1,5\n1,5\n2,5\n2,5\n');
    expect(fit(constant, '--response', 'y', '--terms', 'a')).toMatchObject({
      components: {},
      criterion: null,
      refused: [{ term: 'a', code: 'constant-response' }],
    });
  });
});

describe('what cannot be fitted is one line on stderr and exit 1:', () => {
  test.each([
    ['a missing file', ['nowhere.csv', '--response', 'y', '--terms', 'a'], /^no such file/],
    ['no terms', ['FILE', '--response', 'yield, g'], /^usage/],
    ['an empty term', ['FILE', '--response', 'yield, g', '--terms', 'batch,,'], /^not a term/],
    ['a term twice', ['FILE', '--response', 'yield, g', '--terms', 'a:b,b:a'], /given twice/],
    ['an unknown flag', ['FILE', '--gibberish'], /gibberish/],
    [
      'an unknown column',
      ['FILE', '--response', 'yield, g', '--terms', 'school'],
      /^yields\.csv has no column "school"; it has batch, sample, site, yield, g\.$/m,
    ],
  ])('%s', (_, args, message) => {
    const { stdout, stderr, status } = run(...args.map((arg) => (arg === 'FILE' ? file : arg)));
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
