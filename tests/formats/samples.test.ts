// The samples in data-samples/formats are found by listing: a folder with an expected.json is tested.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { EXPECTED, filesOf, SAMPLES } from '../../data-samples/formats/generate.ts';
import type { GroupFound, MetricFound } from '../../data-samples/formats/write/expected.ts';
import { formats } from '../../src/formats/detect.ts';
import { Source } from '../../src/formats/source.ts';
import { nodeParquet } from '../tooling/node-parquet.ts';
import { filesBelow, named, readGroups } from './read-groups.ts';
import type { ReadGroup } from './read-groups.ts';
import { distinct, meanOf, summarise } from './summary.ts';

const root = join(import.meta.dirname, '../../data-samples/formats');
const names = readdirSync(root).filter((name) => existsSync(join(root, name, EXPECTED)));

/** The sample as a dropped folder. */
function dropped(name: string): File[] {
  return filesBelow(join(root, name)).filter((file) => file.name !== EXPECTED);
}

function expectedOf(name: string): GroupFound[] {
  return JSON.parse(readFileSync(join(root, name, EXPECTED), 'utf8')) as GroupFound[];
}

/** What was read, in the words of expected.json. */
function found(group: ReadGroup, expected: GroupFound): GroupFound {
  const { name, format, kind, rows } = group;
  const shared = { name, format: format ?? 'none', kind: kind ?? 'none', rows: rows.length };
  if (!expected.metrics)
    return {
      ...shared,
      means: Object.fromEntries(
        Object.keys(expected.means ?? {}).map((column) => [
          column,
          Number(meanOf(rows, column).toPrecision(9)),
        ]),
      ),
    };
  const { models, items } = summarise(group);
  const metrics = distinct(rows, 'metric').map((metric): [string, MetricFound] => {
    const of = summarise({
      ...group,
      rows: rows.filter((row) => String(row.metric ?? null) === metric),
    });
    return [metric, { rows: of.rows, missing: of.missing, mean: of.mean }];
  });
  return { ...shared, models, items, metrics: Object.fromEntries(metrics) };
}

describe.each(names)('the sample %s', (name) => {
  test('is read as expected.json says', async () => {
    const groups = await readGroups(dropped(name));
    const expected = expectedOf(name);
    expect(groups.map((group) => group.name)).toEqual(expected.map((group) => group.name));
    expect(groups.map((group, i) => found(group, expected[i]))).toEqual(expected);
  });

  test('gives the same rows dropped as a ZIP', async () => {
    const files = dropped(name);
    const members = await Promise.all(
      files.map(async (file): Promise<[string, Uint8Array]> => [
        file.webkitRelativePath || file.name,
        new Uint8Array(await file.arrayBuffer()),
      ]),
    );
    const zip = named(zipSync(Object.fromEntries(members)) as BlobPart, 'sample.zip');
    const [packed, plain] = [await readGroups([zip]), await readGroups(files)];
    expect(packed.map(({ format, rows }) => ({ format, rows }))).toEqual(
      plain.map(({ format, rows }) => ({ format, rows: rows })),
    );
  });

  test('has no file that two formats are equally sure of', async () => {
    for (const file of dropped(name)) {
      const source = await Source.open(file, file.name);
      const sure = formats(nodeParquet)
        .map((format) => [format.recognise(source), format.id] as const)
        .filter(([sureness]) => sureness >= 0.85)
        .map(([, id]) => id);
      expect(sure.length, `${file.name}: ${sure.join(', ')}`).toBeLessThanOrEqual(1);
    }
  });

  test('is what its generator writes', () => {
    const make = SAMPLES[name];
    expect(make, 'a writer in generate.ts').toBeTypeOf('function');
    const written = filesOf(make());
    const there = filesBelow(join(root, name)).map((file) => file.webkitRelativePath || file.name);
    expect(there.sort()).toEqual(Object.keys(written).sort());
    for (const [path, content] of Object.entries(written))
      expect(readFileSync(join(root, name, path)).equals(Buffer.from(content)), path).toBe(true);
  });
});

test('all samples dropped at once are told apart', async () => {
  const all = names.flatMap((name) => filesBelow(join(root, name), name));
  const groups = await readGroups(all.filter((file) => file.name !== EXPECTED));
  const got = groups.map(({ name, format, rows }) => `${name}: ${format}, ${rows.length}`);
  const wanted = names.flatMap((name) =>
    expectedOf(name).map((group) => `${name}/${group.name}: ${group.format}, ${group.rows}`),
  );
  expect(got.sort()).toEqual(wanted.sort());
});

test('the samples together stay below 1 MB', () => {
  const files = names.flatMap((name) => filesBelow(join(root, name)));
  expect(files.reduce((sum, file) => sum + file.size, 0)).toBeLessThan(1e6);
});
