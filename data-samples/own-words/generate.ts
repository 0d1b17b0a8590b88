// Makes the files of this folder: npx tsx data-samples/own-words/generate.ts [folder]
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { JUDGES, LENGTH_EFFECT, OWN_EFFECT, PLACE_EFFECT, SEED, WRITERS } from './design.ts';
import { drawOwnWords } from './study.ts';
import type { RecognitionRecord } from './study.ts';

/** Names of the files that `generate` writes. */
export const FILES = [
  ...JUDGES.map(({ name }) => `${name}_results.json`),
  'answers.jsonl',
  'expected.json',
];

/** Writes all files of the study into `folder`; the same bytes every time. */
export function generate(folder: string): void {
  const { recognition, battles } = drawOwnWords(SEED);
  mkdirSync(folder, { recursive: true });
  for (const [judge, records] of recognition)
    writeFileSync(
      join(folder, `${judge}_results.json`),
      `[\n${records.map(line).join(',\n')}\n]\n`,
    );
  writeFileSync(
    join(folder, 'answers.jsonl'),
    battles.map((battle) => `${JSON.stringify(battle)}\n`).join(''),
  );
  const expected = {
    judges: JUDGES,
    strengths: Object.fromEntries(WRITERS.map(({ name, strength }) => [name, strength])),
    answers: { own: OWN_EFFECT, lengthPer100: LENGTH_EFFECT, shownFirst: PLACE_EFFECT },
    counts: {
      examples: Object.fromEntries([...recognition].map(([judge, all]) => [judge, all.length])),
      missing: Object.fromEntries(
        [...recognition].map(([judge, all]) => [
          judge,
          all.filter(({ self_preference: p }) => Number.isNaN(p)).length,
        ]),
      ),
      battles: battles.length,
      byPeople: battles.filter(({ judge }) => judge.startsWith('human')).length,
    },
  };
  writeFileSync(join(folder, 'expected.json'), `${JSON.stringify(expected, null, 2)}\n`);
}

/** As Python writes it: a lost answer is a bare NaN, which is no JSON and common. */
function line(record: RecognitionRecord): string {
  return JSON.stringify(record).replace('"self_preference":null', '"self_preference":NaN');
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  generate(process.argv[2] ?? dirname(fileURLToPath(import.meta.url)));
