import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { headShape } from '../../src/formats/head-shape.ts';
import { readList, readObjects, readRest } from '../../src/formats/json-stream.ts';
import type { Slab } from '../../src/formats/json-stream.ts';
import { parseJson } from '../../src/formats/parse-json.ts';
import { Source } from '../../src/formats/source.ts';

async function collect(
  slabs: AsyncIterable<Slab>,
): Promise<{ records: unknown[]; cut: string | null }> {
  const records: unknown[] = [];
  let last: string | null = null;
  for await (const { records: some, cut } of slabs) {
    records.push(...some);
    last = cut;
  }
  return { records, cut: last };
}

const open = (text: string, chunk?: number): Promise<Source> =>
  Source.open(new Blob([text]), 'file.json', chunk);

const record = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { noNullPrototype: true });
const layout = fc.record({
  indent: fc.constantFrom(0, 1, 4),
  chunk: fc.integer({ min: 1, max: 64 }),
});

describe('a list inside an object', () => {
  test('is cut out the same whatever the pieces, and the rest remains', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record),
        record,
        record,
        layout,
        async (list, before, after, { indent, chunk }) => {
          const inner = { ...before, results: list, ...withoutKey(after, 'results') };
          const outer = { 'a"b': before, results: inner, z: [{ results: [{ no: 1 }] }] };
          const source = await open(JSON.stringify(outer, null, indent), chunk);
          const { records } = await collect(readList(source, ['results', 'results']));
          expect(records).toEqual(plain(list));
          const rest = await readRest(source, ['results', 'results']);
          expect(rest).toEqual(plain({ ...outer, results: { ...inner, results: [] } }));
        },
      ),
      { numRuns: 150 },
    );
  });

  test('that breaks off gives what is complete, the cut, and the header before it', async () => {
    const source = await open('{"eval": {"task": "t"}, "samples": [{"id": 1}, {"id": 2, "x": "y');
    const { records, cut } = await collect(readList(source, ['samples']));
    expect(records).toEqual([{ id: 1 }]);
    expect(cut).toBe('{"id": 2, "x": "y');
    expect(await readRest(source, ['samples'])).toEqual({ eval: { task: 't' }, samples: [] });
  });

  test('a key that only looks like the path is not followed', async () => {
    const text =
      '{"x": "samples", "y": {"samples": [{"no": 1}]}, "samples": [{"yes": 1}, 5, null]}';
    expect((await collect(readList(await open(text), ['samples']))).records).toEqual([{ yes: 1 }]);
  });
});

describe('objects of a file', () => {
  test('are the same as lines, run together or in an array, whatever the pieces', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1 }), layout, async (records, { chunk }) => {
        const texts = records.map((r) => JSON.stringify(r));
        for (const text of [texts.join('\n'), texts.join(''), `\uFEFF[${texts.join(',\n')}]`]) {
          const found = await collect(readObjects(await open(text, chunk)));
          expect(found).toEqual({ records: plain(records), cut: null });
        }
      }),
      { numRuns: 100 },
    );
  });

  test('what is no JSON between them is handed on as text', async () => {
    const { records } = await collect(readObjects(await open('{"a": NaN}\n{"b": }\n{"c": 1}')));
    expect(records).toEqual([{ a: null }, '{"b": }', { c: 1 }]);
  });
});

test('the shape of a head knows keys two levels deep, also of an object that is cut off', () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  const whole = headShape(
    bytes('[{"a": {"b": 1, "c": [{"no": 1}]}, "d": "x:\\"y\\""}, {"e": 1}]'),
  )!;
  expect([whole.kind, [...whole.keys], whole.more]).toEqual([
    'list',
    ['a', 'a.b', 'a.c', 'd'],
    true,
  ]);
  const cut = headShape(bytes('{"eval": {"task": "t", "model": "m"}, "samples": [{"id": 1'))!;
  expect([cut.first, [...cut.keys]]).toEqual([
    null,
    ['eval', 'eval.task', 'eval.model', 'samples'],
  ]);
  expect(headShape(bytes('model,score\n1,2'))).toBeNull();
});

function withoutKey(value: Record<string, unknown>, key: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

/** As JSON would give it back. */
function plain(value: unknown): unknown {
  return parseJson(JSON.stringify(value));
}
