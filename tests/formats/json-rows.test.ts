import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flatten } from '../../src/formats/flatten.ts';
import { isUtf8 } from '../../src/formats/is-utf8.ts';
import { JsonRows } from '../../src/formats/json-rows.ts';
import { withExactIntegers } from '../../src/formats/json-scan.ts';
import { readTable } from './read-table.ts';
import { textAt } from '../../workers/coder.ts';

const KEYS = ['model', 'score', 'é', 'a"b', 'a\\', '__proto__', 'line\nbreak', 'x.y', ''];

const space = fc.constantFrom('', '', ' ', '\t', '  ');
const asWritten = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => JSON.stringify(text)),
  fc.string({ unit: 'binary', maxLength: 6 }).map((text) => JSON.stringify(text)),
  fc
    .string({ maxLength: 4 })
    .map(
      (text) =>
        `"${[...text].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`,
    ),
  fc.double().map((x) => JSON.stringify(x)),
  fc.constantFrom(
    ...[
      '0',
      '-0',
      '1.0',
      '0.50',
      '1e5',
      '1E-05',
      '1e-7',
      '0.0000001',
      '123456789012345678901234567890',
    ],
    ...[
      '0.86666666666666667',
      '1e400',
      '-1.5',
      '7',
      '100',
      '007',
      '1.',
      '.5',
      '+1',
      '-',
      '1e',
      '0x1',
    ],
    ...[
      'true',
      'false',
      'null',
      'nul',
      'NaN',
      '-Infinity',
      '[1, 2]',
      '{}',
      '{"a": 1}',
      '{"y": "z"}',
      '[]',
    ],
    ...[
      '"\\/\\b\\f\\n\\r\\t"',
      '"\\x"',
      '"\\u12"',
      '"\\ud83d\\ude00"',
      '"\\ud83d"',
      '"tab\there"',
      '""',
      '"\\\\"',
    ],
    ...['"unclosed', ''],
  ),
);
const anyObject = fc
  .array(fc.tuple(fc.constantFrom(...KEYS), asWritten, space), { maxLength: 6 })
  .map(
    (fields) =>
      `{${fields.map(([key, value, gap]) => `${gap}${JSON.stringify(key)}${gap}:${gap}${value}${gap}`).join(',')}}`,
  );

const wellFormed = (text: string): string =>
  new TextDecoder().decode(new TextEncoder().encode(text));

/** What a parser makes of an object, long whole numbers kept to the digit: a cell for each key, or null where it is not JSON. */
function parsed(text: string): (string | null)[] | null {
  try {
    const cells = flatten(JSON.parse(withExactIntegers(text)) as Record<string, unknown>);
    return KEYS.map((key) => {
      const cell = cells.get(key) ?? null;
      // Half a character cannot be written as bytes.
      return cell === null || cell === '' ? null : wellFormed(String(cell));
    });
  } catch {
    return null;
  }
}

/** Whether the reader may leave an object to the parser: it holds a list, an object, or a key twice. */
const isLeft = (text: string): boolean =>
  /[[{]/.test(text.slice(1)) || KEYS.some((key) => text.split(JSON.stringify(key)).length > 2);

describe('flat JSON objects', () => {
  test('read by their bytes are what a parser makes of them, or are left to it untouched', () => {
    let [taken, left] = [0, 0];
    fc.assert(
      fc.property(anyObject, (text) => {
        const data = new TextEncoder().encode(`${text} {`);
        const before = data.slice();
        const rows = new JsonRows(KEYS, 4);
        const end = rows.take(data, 0);
        const expected = parsed(text);
        if (end < 0) {
          left++;
          expect(data).toEqual(before);
          expect(rows.rows).toBe(0);
        } else {
          taken++;
          expect(end).toBe(new TextEncoder().encode(text).length);
          const columns = rows.columns(data);
          expect(columns.map((column) => textAt(column, 0))).toEqual(expected);
        }
        // Names written with escapes, and halves of characters, are for the parser.
        const isPlain = !/\\/.test(text) && !isLeft(text);
        if (isPlain) expect(end > 0).toBe(expected !== null);
      }),
      { numRuns: 6000, seed: 3 },
    );
    expect(taken).toBeGreaterThan(600);
    expect(left).toBeGreaterThan(600);
  });

  test('and others in one file are the rows a parser makes, in order, whatever the pieces', async () => {
    const objects = fc.array(
      anyObject.filter((text) => parsed(text) !== null),
      { minLength: 1, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(objects, fc.integer({ min: 1, max: 60 }), async (texts, chunk) => {
        // The first object has all keys, so that all are columns, and one more.
        const first = JSON.stringify({
          ...Object.fromEntries(KEYS.map((key) => [key, 'k'])),
          one: 1,
        });
        const table = await readTable([first, ...texts].join('\n'), 'table', chunk);
        const at = KEYS.map((key) => table.columns.indexOf(key));
        expect(table.rows.slice(1).map((row) => at.map((c) => (c < 0 ? null : row[c])))).toEqual(
          texts.map((text) => parsed(text)!.map((cell, c) => (at[c] < 0 ? null : cell))),
        );
      }),
      { numRuns: 300, seed: 4 },
    );
  });
});

test('bytes are UTF-8 exactly where a decoder takes them', () => {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const byte = fc.oneof(
    fc.integer({ min: 0, max: 255 }),
    fc.constantFrom(0xe0, 0xed, 0xf0, 0xf4, 0x80, 0xbf, 0x9f, 0xa0, 0xc2),
  );
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 6 }), (bytes) => {
      const data = Uint8Array.from(bytes);
      let accepted = true;
      try {
        decoder.decode(data);
      } catch {
        accepted = false;
      }
      expect(isUtf8(data, 0, data.length)).toBe(accepted);
    }),
    { numRuns: 20_000, seed: 5 },
  );
});
