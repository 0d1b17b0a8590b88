import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { archive } from '../../data-samples/formats/write/eval-archive.ts';

/** Logs of the size people have: 283 HELM runs in a ZIP, an Inspect log of 127 MB, JSON lines of 500 MB. */
export const LOGS = ['helm', 'inspect', 'inspect-json', 'lines'] as const;

export type LogName = (typeof LOGS)[number];

/** A generated log on disk. */
export interface GeneratedLog {
  readonly name: LogName;
  readonly title: string;
  readonly path: string;
  readonly bytes: number;
}

const FILES: Readonly<Record<LogName, { file: string; title: string }>> = {
  helm: { file: 'helm-283-runs.zip', title: 'HELM, 283 runs in a ZIP' },
  inspect: { file: 'inspect.eval', title: 'Inspect log, .eval in zstd' },
  'inspect-json': { file: 'inspect.json', title: 'Inspect log, .json' },
  lines: { file: 'samples_long_2026-01-01T00-00-00.jsonl', title: 'JSON lines (lm-eval samples)' },
};

/** Writes a log into a folder, unless it lies there already. */
export function generateLog(folder: string, name: LogName): GeneratedLog {
  const { file, title } = FILES[name];
  const path = join(folder, file);
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    write(path, name);
  }
  return { name, title, path, bytes: statSync(path).size };
}

function write(path: string, name: LogName): void {
  if (name === 'helm') writeFileSync(path, helmRuns(283, 100));
  else if (name === 'lines') writeLines(path, 500);
  else {
    const samples = inspectSamples(8000, 15_000);
    if (name === 'inspect') writeFileSync(path, inspectZip(samples));
    else writeFileSync(path, inspectJson(samples));
  }
}

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

function inspectJson(samples: readonly object[]): string {
  const header = JSON.stringify(HEADER).slice(0, -1);
  return `${header}, "samples": [${samples.map((sample) => JSON.stringify(sample)).join(',')}]}`;
}

function writeLines(path: string, megabytes: number): void {
  let size = 0;
  writeFileSync(path, '');
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
    const text = `${block.join('\n')}\n`;
    writeFileSync(path, text, { flag: 'a' });
    size += text.length;
  }
}
