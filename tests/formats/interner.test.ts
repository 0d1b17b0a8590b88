import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Interner } from '../../src/formats/interner.ts';

test('codes are dense, in order of first appearance, and give their texts back', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 400 }), (texts) => {
      const interner = new Interner();
      const codes = texts.map((text) => interner.codeOf(text));
      const distinct = [...new Set(texts)];
      expect(codes).toEqual(texts.map((text) => distinct.indexOf(text)));
      expect(interner.names()).toEqual(distinct);
      for (const text of distinct) expect(interner.find(text)).toBe(distinct.indexOf(text));
    }),
  );
});

test('truncating forgets the later texts and nothing else', () => {
  const interner = new Interner();
  for (let i = 0; i < 5000; i++) interner.codeOf(`text ${i}`);
  interner.truncate(1234);
  expect(interner.size).toBe(1234);
  expect(interner.find('text 1233')).toBe(1233);
  expect(interner.find('text 1234')).toBe(-1);
  expect(interner.codeOf('another')).toBe(1234);
  expect(() => interner.name(1235)).toThrow('invalid code');
});
