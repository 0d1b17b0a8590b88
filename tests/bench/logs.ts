// Reads generated logs of the size people have, in Node: npx tsx tests/bench/logs.ts
// 283 HELM runs in a ZIP, an Inspect log of 127 MB as ZIP and as JSON, and JSON lines of 500 MB.
import { zipSync } from 'fflate';
import { archive } from '../../data-samples/formats/write/eval-archive.ts';
import type { TableFormat } from '../../src/formats/format.ts';
import { formats } from '../../src/formats/detect.ts';
import { bundle } from '../../src/formats/group.ts';
import { groupFormats, openGroup } from '../../src/formats/group-formats.ts';
import { expand } from '../../src/formats/zip/expand.ts';
import { nodeParquet } from '../tooling/node-parquet.ts';

const known: readonly TableFormat[] = formats(nodeParquet);
const several = groupFormats(nodeParquet);
const FILLER = 'The quick brown fox jumps over the lazy dog while the evaluation goes on. ';

/** Pseudo-random text that packs about as well as transcripts do. */
function filler(characters: number, seed: number): string {
  let state = seed + 1;
  let text = '';
  while (text.length < characters) {
    state = (state * 48271) % 2147483647;
    text += FILLER.slice(state % 30, 30 + (state % 40)) + state.toString(36);
  }
  return text.slice(0, characters);
}

function helmRuns(runs: number, items: number): Uint8Array {
  const files: Record<string, Uint8Array> = {};
  const add = (path: string, value: unknown): void => {
    files[path] = new TextEncoder().encode(JSON.stringify(value, null, 2));
  };
  for (let run = 0; run < runs; run++) {
    const folder = `mmlu:subject=s${run % 57},model=acme_m${run}`;
    const ids = Array.from({ length: items }, (_, i) => `id${i}`);
    add(`${folder}/run_spec.json`, {
      name: folder,
      scenario_spec: { class_name: 'x.Scenario', args: { subject: `s${run % 57}` } },
      adapter_spec: {
        method: 'multiple_choice_joint',
        model: `acme/m${run}`,
        max_train_instances: 5,
      },
    });
    add(`${folder}/scenario.json`, { name: 'mmlu', description: '', tags: [] });
    add(
      `${folder}/instances.json`,
      ids.map((id, i) => ({ input: { text: filler(300, i) }, references: [], split: 'test', id })),
    );
    add(
      `${folder}/display_predictions.json`,
      ids.map((instance_id, i) => ({
        instance_id,
        train_trial_index: 0,
        predicted_text: 'A',
        stats: { exact_match: (i * run) % 2, num_output_tokens: 1 },
      })),
    );
  }
  return zipSync(files, { level: 1 });
}

function inspectSamples(count: number, characters: number): object[] {
  return Array.from({ length: count }, (_, id) => ({
    id,
    epoch: 1,
    input: filler(400, id),
    target: 'C',
    messages: [{ role: 'user', content: filler(characters, id) }],
    output: { completion: filler(200, id) },
    scores: { match: { value: id % 3 === 0 ? 'C' : 'I', answer: 'x' } },
    metadata: { subject: `s${id % 20}` },
  }));
}

const HEADER = {
  version: 2,
  status: 'success',
  eval: { task: 'arc', model: 'acme/alpha', scorers: [{ name: 'match' }], dataset: {} },
  plan: { steps: [{ solver: 'generate' }] },
};

function inspectZip(samples: readonly object[]): Uint8Array {
  const members: Record<string, string> = { '_journal/start.json': JSON.stringify(HEADER) };
  samples.forEach((sample, i) => (members[`samples/${i}_epoch_1.json`] = JSON.stringify(sample)));
  members['summaries.json'] = JSON.stringify(
    samples.map((sample) => ({ ...sample, messages: undefined, output: undefined })),
  );
  members['header.json'] = JSON.stringify(HEADER);
  return archive(members, 'zstd');
}

function lines(megabytes: number): Blob {
  const parts: Blob[] = [];
  let size = 0;
  for (let i = 0; size < megabytes << 20; i++) {
    const block = Array.from({ length: 5000 }, (_, k) =>
      JSON.stringify({
        doc_id: 5000 * i + k,
        doc: { question: filler(500, k), level: `L${k % 5}` },
        target: 'A',
        arguments: [['Q', {}]],
        filtered_resps: ['A'],
        filter: 'none',
        metrics: ['acc'],
        acc: k % 2,
      }),
    );
    const blob = new Blob([`${block.join('\n')}\n`]);
    parts.push(blob);
    size += blob.size;
  }
  return new Blob(parts);
}

async function time(name: string, content: Blob, file: string): Promise<void> {
  const start = performance.now();
  const before = process.cpuUsage();
  let rows = 0;
  for (const group of await bundle(await expand([new File([content], file)]), several)) {
    const opened = await openGroup(group, known);
    if (!('table' in opened)) throw new Error(`not read: ${opened.message}`);
    for await (const batch of opened.table.batches()) rows += batch.rows;
  }
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  const cpu = ((user + system) / 1e6).toFixed(2);
  const size = (content.size / 2 ** 20).toFixed(0);
  console.log(`${name}: ${size} MB, ${rows} rows in ${seconds.toFixed(2)} s, ${cpu} s of CPU`);
}

const wanted = process.argv.slice(2);
const isWanted = (name: string): boolean => wanted.length === 0 || wanted.includes(name);
if (isWanted('helm'))
  await time('HELM, 283 runs in a ZIP', new Blob([helmRuns(283, 100) as BlobPart]), 'runs.zip');
if (isWanted('inspect')) {
  const samples = inspectSamples(8000, 15_000);
  await time('Inspect log as ZIP', new Blob([inspectZip(samples) as BlobPart]), 'log.eval');
  const json = [
    JSON.stringify(HEADER).slice(0, -1),
    ', "samples": [',
    samples.map((s) => JSON.stringify(s)).join(',\n'),
    ']}',
  ];
  await time('Inspect log as JSON', new Blob(json), 'log.json');
}
if (isWanted('lines')) await time('lm-eval samples', lines(500), 'samples_arc.jsonl');
console.log(`memory at most ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
