import { expect, test } from 'vitest';
import { packLink } from '../../../src/state/link.ts';
import { INITIAL_STATE, readHash, writeHash } from '../../../src/state/url.ts';
import type { LinkState } from '../../../src/state/url.ts';

const state: LinkState = {
  view: 'variance',
  question: {
    version: 1,
    measure: 'signed',
    missing: 'largest',
    scale: { low: 1, high: 7 },
    filters: [{ facet: 'model', levels: ['Vega “70B”', ''] }],
    cluster: 'unit',
    average: 'macro',
  },
  options: {
    ...INITIAL_STATE.options,
    slices: { ...INITIAL_STATE.options.slices, by: 'prompt', order: 'best' },
    variance: { ...INITIAL_STATE.options.variance, method: 'ML', terms: [['model', 'task']] },
    judges: { ...INITIAL_STATE.options.judges, own: 'family', sources: ['a'], tables: ['sources'] },
    generalization: { ...INITIAL_STATE.options.generalization, measure: 'nll', weights: [2] },
    agreement: { ...INITIAL_STATE.options.agreement, pair: [['model', 'a'], ['reference']] },
    sql: {
      version: 1,
      text: 'SELECT “1”, $größe',
      chart: 'bars',
      parameters: [{ name: 'größe', kind: 'number', value: -1.5 }],
    },
  },
  files: [{ name: 'runs/scores.csv', size: 12, hash: 'ab'.repeat(32), rows: 3 }],
  study: 'our-study',
  mappings: [{ 'Modell “B”': 'model', wert: 'score' }],
};

function problemOf(content: unknown): { code: string; field?: string } | null {
  const read = readHash(`#${packLink(content)}`);
  return read.ok ? null : read.problem;
}

test('a state is written into a hash and read back', () => {
  expect(readHash(writeHash(state))).toEqual({ ok: true, value: state });
});

test('an address without a hash is the initial state', () => {
  expect(readHash('')).toEqual({ ok: true, value: INITIAL_STATE });
  expect(readHash('#')).toEqual({ ok: true, value: INITIAL_STATE });
});

test('what a link has beyond its state is left out', () => {
  const files = [{ ...state.files[0], path: 'elsewhere' }];
  const read = readHash(`#${packLink({ ...state, files, script: 'x' })}`);
  expect(read).toEqual({ ok: true, value: state });
});

test('a view that does not exist is named as damaged', () => {
  expect(problemOf({ ...state, view: 'oracle' })).toMatchObject({ field: 'view' });
});

test('options are read by the parsers of their views', () => {
  const options = { ...state.options, variance: { version: 1, method: 'MAGIC' } };
  expect(problemOf({ ...state, options })).toMatchObject({ code: 'damaged-link', field: 'method' });
});

test('a statement is text of a sensible length, and nothing else', () => {
  for (const [sql, field] of [
    [{ version: 1, text: 7, chart: null }, 'text'],
    [{ version: 1, text: 'x'.repeat(50_000), chart: null }, 'text'],
    [{ version: 1, text: 'SELECT 1', chart: 'pie' }, 'chart'],
    [{ version: 1, text: 'SELECT $a', chart: null, parameters: [{ name: 'a' }] }, 'parameters'],
    [{ version: 2, text: 'SELECT 1', chart: null }, 'version'],
    ['SELECT 1', 'options'],
  ])
    expect(problemOf({ ...state, options: { ...state.options, sql } })).toMatchObject({ field });
});

test('the question is read by its own parser', () => {
  const question = { ...state.question, measure: 'vibes' };
  expect(problemOf({ ...state, question })).toMatchObject({ field: 'measure' });
});

test('fingerprints must look like fingerprints', () => {
  const [file] = state.files;
  for (const wrong of [
    { ...file, hash: 'ab' },
    { ...file, size: -1 },
    { ...file, rows: 0.5 },
    { ...file, name: 'x'.repeat(2000) },
    null,
  ])
    expect(problemOf({ ...state, files: [wrong] })).toMatchObject({ field: 'files' });
  expect(problemOf({ ...state, files: Array(501).fill(file) })).toMatchObject({ field: 'files' });
});

test('a hash that is no object of ours is damaged', () => {
  for (const content of [null, 7, 'text', [], {}])
    expect(problemOf(content)).toMatchObject({ code: 'damaged-link' });
});

test('a link written by hand names a published study, and nothing but an id', () => {
  expect(readHash('#study=our-study')).toEqual({
    ok: true,
    value: { ...INITIAL_STATE, study: 'our-study' },
  });
  for (const hash of ['#study=', '#study=../secret', '#study=https://elsewhere.test'])
    expect(readHash(hash)).toMatchObject({ ok: false, problem: { field: 'study' } });
  expect(problemOf({ ...state, study: '../up' })).toMatchObject({ field: 'study' });
});

test('mappings of columns are read, and nothing that is none', () => {
  const column = { wert: 'score' };
  for (const mappings of [
    {},
    'x',
    [null],
    [[]],
    [{}],
    [{ wert: 'wizard' }],
    [{ a: 'score', b: 'score' }],
    [{ ['x'.repeat(2000)]: 'score' }],
    Array(101).fill(column),
  ])
    expect(problemOf({ ...state, mappings })).toMatchObject({ field: 'mappings' });
  const hostile = JSON.parse('{"__proto__":"score","constructor":"model"}') as object;
  const read = readHash(`#${packLink({ ...state, mappings: [hostile] })}`);
  const mapping = read.ok ? read.value.mappings![0] : null;
  expect(Object.entries(mapping!)).toEqual([
    ['__proto__', 'score'],
    ['constructor', 'model'],
  ]);
  expect(({} as { score?: unknown }).score).toBeUndefined();
});
