import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { Mutation } from './mutate.ts';
import { MUTATIONS, seeded } from './mutate.ts';
import { filesBelow, named, readGroups } from './read-groups.ts';

const root = join(import.meta.dirname, '../../data-samples/formats');
/** No sample takes a tenth of a second; a mutation of one may take this long, on a busy machine too. */
const LONGEST = 10_000;

/** What a run of mutations came to. */
export interface FuzzReport {
  readonly mutations: number;
  readonly rows: number;
  readonly problems: number;
  readonly slowest: { readonly milliseconds: number; readonly what: string };
  /** Everything that was neither rows nor a Problem. */
  readonly failures: readonly string[];
}

/**
 * Reads `count` damaged samples: each time one file of one sample, found by listing, is mutated, and the
 * whole sample is dropped with it, every third time as a ZIP that is mutated itself.
 */
export async function fuzz(count: number, seed: number): Promise<FuzzReport> {
  const random = seeded(seed);
  const samples = await loadSamples();
  const failures: string[] = [];
  let [rows, problems] = [0, 0];
  let slowest = { milliseconds: 0, what: '' };
  for (let n = 0; n < count; n++) {
    const { name, files } = samples[n % samples.length];
    const mutation = MUTATIONS[Math.floor(random() * MUTATIONS.length)];
    const packed = n % 3 === 2;
    const at = Math.floor(random() * files.length);
    const what = `mutation ${n}, seed ${seed}: ${name}/${packed ? '(ZIP)' : files[at].path}, ${mutation.name}`;
    const dropped = packed
      ? [mutated({ path: `${name}.zip`, bytes: zipped(files) }, mutation, random)]
      : files.map((file, i) =>
          i === at ? mutated(file, mutation, random) : named(file.bytes as BlobPart, file.path),
        );
    const start = performance.now();
    try {
      for (const group of await readGroups(dropped)) {
        if (group.problem) problems++;
        rows += group.rows.length;
        if (group.problem && !(group.problem.code && group.problem.message))
          failures.push(`${what}: a Problem without words`);
      }
    } catch (error) {
      failures.push(
        `${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    }
    const milliseconds = performance.now() - start;
    if (milliseconds > slowest.milliseconds) slowest = { milliseconds, what };
    if (milliseconds > LONGEST) failures.push(`${what}: took ${milliseconds.toFixed(0)} ms`);
  }
  if (({} as { polluted?: unknown }).polluted !== undefined)
    failures.push('a prototype was changed');
  return { mutations: count, rows, problems, slowest, failures };
}

interface SampleFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The samples of every format, found by listing. */
export async function loadSamples(): Promise<{ name: string; files: SampleFile[] }[]> {
  const folders = readdirSync(root, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && entry.name !== 'write',
  );
  return Promise.all(
    folders.map(async ({ name }) => {
      const files = filesBelow(join(root, name)).filter((file) => file.name !== 'expected.json');
      const bytes = files.map(async (file) => ({
        path: file.webkitRelativePath || file.name,
        bytes: new Uint8Array(await file.arrayBuffer()),
      }));
      return { name, files: await Promise.all(bytes) };
    }),
  );
}

function zipped(files: readonly SampleFile[]): Uint8Array {
  return zipSync(Object.fromEntries(files.map(({ path, bytes }) => [path, bytes])));
}

/** A sample's file, damaged. */
export function mutated(file: SampleFile, mutation: Mutation, random: () => number): File {
  return named(mutation.apply(file.bytes, random) as BlobPart, file.path);
}
