import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CellSet } from '../../../workers/cell-set.ts';

const row = fc.tuple(fc.nat(40), fc.nat(9), fc.nat(3), fc.nat(70));

test('a combination that comes twice is found, in whatever order codes grow, and no other', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (rows, size) => {
      const set = new CellSet(3);
      for (let from = 0; from < rows.length; from += size) {
        const part = rows.slice(from, from + size);
        const column = (c: number): Int32Array => Int32Array.from(part, (values) => values[c]);
        set.add(column(0), [column(1), column(2), column(3)], part.length, column(0), -1);
      }
      const distinct = new Set(rows.map((values) => values.join(' ')));
      expect(set.hasRepeats).toBe(distinct.size < rows.length);
      expect(set.gaveUp).toBe(false);
    }),
    { numRuns: 500 },
  );
});

test('rows of an item without a name repeat nothing', () => {
  const set = new CellSet(0);
  set.add(Int32Array.of(1, 1, 2), [], 3, Int32Array.of(7, 7, 8), 7);
  expect(set.hasRepeats).toBe(false);
});

test('too many possible combinations: the set says that it knows nothing', () => {
  const set = new CellSet(2);
  set.add(
    Int32Array.of(0),
    [Int32Array.of(70_000), Int32Array.of(70_000)],
    1,
    Int32Array.of(0),
    -1,
  );
  expect([set.gaveUp, set.hasRepeats]).toEqual([true, false]);
});
