import { expect, test } from 'vitest';
import { loadSamples, mutated } from '../../formats/fuzz-samples.ts';
import { MUTATIONS, seeded } from '../../formats/mutate.ts';
import { named } from '../../formats/read-groups.ts';
import { openSession, textFile } from './open-session.ts';

const EARLIER = Array.from({ length: 40 }, (_, i) => `earlier,${i},${i % 7}`).join('\n');

test(
  'whatever damage is dropped on loaded data, they stay as they were',
  { timeout: 120_000 },
  async () => {
    const at = openSession();
    const { dataset } = await at.take(textFile('earlier.csv', `model,item,score\n${EARLIER}\n`));
    const text = "SELECT item, score FROM observations WHERE model = 'earlier' ORDER BY ALL";
    const before = await at.rows(text);
    const random = seeded(77);
    const samples = await loadSamples();
    let refused = 0;
    for (let n = 0; n < 48; n++) {
      const { files } = samples[n % samples.length];
      const hit = Math.floor(random() * files.length);
      const mutation = MUTATIONS[n % MUTATIONS.length];
      const dropped = files.map((file, i) =>
        i === hit ? mutated(file, mutation, random) : named(file.bytes as BlobPart, file.path),
      );
      const result = await at.drop(dropped);
      if (!result.ok) {
        refused++;
        expect(result.problem.message, mutation.name).not.toBe('');
      }
      expect(await at.rows(text), `after drop ${n}, ${mutation.name}`).toEqual(before);
    }
    expect(dataset.observations).toBe(40);
    expect(refused).toBeGreaterThan(0);
  },
);
