import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isMissingText, parseNumber } from '../../src/formats/parse-number.ts';

const parse = (text: string, comma = false): number => {
  const bytes = new TextEncoder().encode(`x${text}y`);
  return parseNumber(bytes, 1, bytes.length - 1, comma);
};

test('any double is read to the last bit', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(parse(String(value))).toBe(Number(String(value)));
      expect(parse(value.toFixed(3))).toBe(Number(value.toFixed(3)));
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['12', 12],
  ['-0.5', -0.5],
  ['+3', 3],
  ['.25', 0.25],
  ['5.', 5],
  [' 7 ', 7],
  ['1e-3', 0.001],
  ['00012.500', 12.5],
  ['123456789012345678', 123456789012345680],
  ['true', 1],
  ['False', 0],
  ['', NaN],
  ['-', NaN],
  ['.', NaN],
  ['NaN', NaN],
  ['Infinity', NaN],
  ['0x10', NaN],
  ['1.2.3', NaN],
  ['twelve', NaN],
])('%j is read as %d', (text, value) => {
  expect(parse(text)).toBe(value);
});

test('a decimal comma is read only where the file writes them', () => {
  expect(parse('1,5', true)).toBe(1.5);
  expect(parse('1,5', false)).toBe(NaN);
});

test.each([
  ['86.7 %', false, 86.7],
  ['86,7%', true, 86.7],
  ['12,345', false, 12345],
  ['1,234,567.5', false, 1234567.5],
  ['12 345', false, 12345],
  ["12'345.5", false, 12345.5],
  ['12.345,5', true, 12345.5],
  ['1.234.567', true, 1234567],
  ['12 345,5', true, 12345.5],
  ['0,125', false, NaN],
  ['12,34', false, NaN],
  ['1,2345', false, NaN],
  ['12,345.6', true, NaN],
  ['%', false, NaN],
  ['4/5', false, 4],
  ['7.5 / 10', false, 7.5],
  ['1.234', true, 1234],
  ['0.125', true, 0.125],
  ['1.5', true, 1.5],
  ['−0.4', false, -0.4],
  ['4 out of 5', false, 4],
  ['0.71 ± 0.02', false, 0.71],
  ['0,71 ±0,02', true, 0.71],
  ['88.7 +/- 0.3', false, 88.7],
  ['71% ± 2%', false, 71],
  ['0.71 (0.02)', false, 0.71],
  ['0.71 [0.60, 0.80]', false, 0.71],
  ['1287 (+5/-4)', false, 1287],
  ['88.7*', false, 88.7],
  ['(2)', false, NaN],
  ['± 2', false, NaN],
  ['2024-01-02', false, NaN],
  ['1/2', false, NaN],
  ['3/2024', false, NaN],
])('%j, decimal comma %j, is read as %d', (text, comma, value) => {
  expect(parse(text, comma)).toBe(value);
});

test('marks of what is missing are no answers', () => {
  for (const mark of [
    '',
    'NA',
    'n.a.',
    '#N/A',
    '<NA>',
    'NULL',
    '--',
    '—',
    '−',
    '?',
    'TBD',
    'n.d.',
    'Not available',
  ])
    expect(isMissingText(mark), mark).toBe(true);
  for (const answer of ['no', '0', 'A', 'nano']) expect(isMissingText(answer), answer).toBe(false);
});
