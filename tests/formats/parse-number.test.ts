import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseNumber } from '../../src/formats/parse-number.ts';

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
