import { isDeepStrictEqual } from 'node:util';
import { openSession, textFile } from '../unit/workers/open-session.ts';
import { loadSamples, mutated } from './fuzz-samples.ts';
import { MUTATIONS, seeded } from './mutate.ts';
import { named } from './read-groups.ts';

const EARLIER = Array.from({ length: 40 }, (_, i) => `earlier,${i},${i % 7}`).join('\n');
const ASKED = "SELECT item, score FROM observations WHERE model = 'earlier' ORDER BY ALL";
/** What comes in stays in: a session with thousands of imports would time its joins, not the damage. */
const DROPS_PER_SESSION = 48;
const LONGEST_MS = 20_000;

export interface DroppedReport {
  readonly drops: number;
  /** Drops that ended in a Problem; the others were imported. */
  readonly refused: number;
  readonly failures: readonly string[];
  readonly slowest: { readonly milliseconds: number; readonly what: string };
}

/**
 * Drops `count` damaged samples on sessions that hold data. A drop fails that throws, takes above 20 s,
 * is refused without words, or changes what was there before.
 */
export async function dropDamaged(count: number, seed: number): Promise<DroppedReport> {
  const random = seeded(seed);
  const samples = await loadSamples();
  const failures: string[] = [];
  let refused = 0;
  let slowest = { milliseconds: 0, what: '' };
  let at = await withEarlierData();
  for (let n = 0; n < count; n++) {
    if (n > 0 && n % DROPS_PER_SESSION === 0) at = await withEarlierData();
    const { files } = samples[n % samples.length];
    const hit = Math.floor(random() * files.length);
    const mutation = MUTATIONS[Math.floor(random() * MUTATIONS.length)];
    const what = `${mutation.name} of ${files[hit].path}, drop ${n}`;
    const dropped = files.map((file, i) =>
      i === hit ? mutated(file, mutation, random) : named(file.bytes as BlobPart, file.path),
    );
    const start = performance.now();
    try {
      const result = await at.drop(dropped);
      if (!result.ok) refused++;
      if (!result.ok && result.problem.message === '') failures.push(`no words: ${what}`);
      if (!isDeepStrictEqual(await at.rows(ASKED), at.before)) failures.push(`changed: ${what}`);
    } catch (error) {
      failures.push(`thrown: ${what}: ${String(error)}`);
      at = await withEarlierData();
    }
    const milliseconds = performance.now() - start;
    if (milliseconds > slowest.milliseconds) slowest = { milliseconds, what };
    if (milliseconds > LONGEST_MS) failures.push(`${milliseconds.toFixed(0)} ms: ${what}`);
  }
  return { drops: count, refused, failures, slowest };
}

async function withEarlierData() {
  const at = openSession();
  await at.take(textFile('earlier.csv', `model,item,score\n${EARLIER}\n`));
  return { ...at, before: await at.rows(ASKED) };
}
