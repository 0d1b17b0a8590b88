import { ABSENT_LEVEL } from '../../domain/observation.ts';
import type { Role } from '../../domain/observation.ts';
import type { Table } from '../batch.ts';
import type { Facets } from '../choose-facets.ts';
import { chooseFacets, facetValues } from '../choose-facets.ts';
import type { Fields } from '../fields.ts';
import { at, fieldsOf, nameOf, textOf, writtenOf } from '../fields.ts';
import type { TableFormat } from '../format.ts';
import { headShape } from '../head-shape.ts';
import type { Slab } from '../json-stream.ts';
import { readList, readObjects, readRest } from '../json-stream.ts';
import { stem } from '../names.ts';
import { originAt, timeOf } from '../origin.ts';
import { promptLabel } from '../prompt-label.ts';
import type { Rows } from '../record-table.ts';
import { eachRecord, recordTable } from '../record-table.ts';
import { firstRecords } from '../sample-records.ts';
import { textId } from '../short-hash.ts';
import type { Source } from '../source.ts';
import { failureOf, metricsOf } from './metrics.ts';

/** Where the results stand in the file: current versions, the first ones, and JSON lines. */
const PATHS = { nested: ['results', 'results'], list: ['results'], lines: null } as const;
const LOOKED_AT = 2000;
const TASK_KEYS = ['task', 'category', 'dataset', 'suite', 'topic'];
const ROLES = {
  model: 'model',
  prompt: 'prompt',
  task: 'task',
  item: 'item',
  run: 'run',
  rater: 'rater',
  metric: 'facet',
  score: 'score',
  failure: 'failure',
  text: 'text',
  response: 'response',
} as const satisfies Record<string, Role>;

/** The output of promptfoo, versions 2 to 4 of its file: one result per provider, prompt and test. */
export const promptfoo: TableFormat = {
  id: 'promptfoo',
  label: 'promptfoo results',
  recognise({ head }) {
    const shape = layoutOf(head);
    if (shape === null) return 0;
    if (shape !== 'nested') return 0.95;
    const keys = headShape(head)!.keys;
    const inner = ['results.results', 'results.prompts', 'results.stats', 'results.timestamp'];
    const found = inner.filter((key) => keys.has(key)).length;
    return keys.has('results.version') && found > 0 ? 0.95 : found >= 2 ? 0.9 : 0;
  },
  open,
};

/** How the results are laid out; null where these are none. */
function layoutOf(head: Uint8Array): keyof typeof PATHS | null {
  const keys = headShape(head)?.keys;
  const has = (...names: string[]): boolean => names.every((name) => keys?.has(name));
  if (has('provider', 'prompt', 'vars') && (has('success') || has('gradingResult'))) return 'lines';
  if (!has('results')) return null;
  const text = new TextDecoder().decode(head.subarray(0, 4096));
  if (!/"results"\s*:\s*\[/.test(text)) return 'nested';
  return /^\s*\{\s*"results"\s*:\s*\[\s*\{\s*"(prompt|provider|vars|promptIdx|testIdx)"/.test(text)
    ? 'list'
    : text.includes('"results": {') || text.includes('"results":{')
      ? 'nested'
      : null;
}

async function open(source: Source): Promise<Table> {
  const path = PATHS[layoutOf(source.head) ?? 'nested'];
  const results = (): AsyncGenerator<Slab, void, void> =>
    path ? readList(source, path) : readObjects(source);
  const rest = path ? await readRest(source, path) : null;
  const sampled = await firstRecords(results(), LOOKED_AT);
  const facets = chooseFacets(sampled.map(metadataOf), Object.keys(ROLES), 'metadata');
  for (const key of TASK_KEYS) (facets as Map<string, string>).delete(key);
  const reader: Reader = {
    facets,
    describesTasks: describesTasks(sampled),
    task: textOf(at(rest, 'config', 'description')) ?? stem(source.name),
    seen: new Map(),
  };
  const roles: Record<string, Role> = { ...ROLES };
  for (const column of facets.values()) roles[column] = 'facet';
  return recordTable({
    roles,
    kind: 'observations',
    origin: originAt(
      timeOf(at(rest, 'results', 'timestamp')) ??
        timeOf(at(rest, 'metadata', 'evaluationCreatedAt')),
      nameOf(rest?.evalId),
    ),
    attributes: [...facets.values()],
    read(rows) {
      reader.seen.clear();
      return eachRecord(results(), rows, (result) => addResult(rows, result, reader));
    },
  });
}

interface Reader {
  readonly facets: Facets;
  readonly describesTasks: boolean;
  /** Name of the task where a test names none. */
  readonly task: string;
  /** How often a provider, prompt and test were met: repeats are runs. */
  readonly seen: Map<string, number>;
}

function addResult(rows: Rows<string>, result: Fields, reader: Reader): void {
  const model = nameOf(at(result, 'provider', 'label')) ?? nameOf(at(result, 'provider', 'id'));
  const prompt = textOf(at(result, 'prompt', 'label')) ?? textOf(at(result, 'prompt', 'raw'));
  const item = itemOf(result);
  const key = JSON.stringify([model, nameOf(result.promptIdx) ?? prompt, item]);
  const run = (reader.seen.get(key) ?? 0) + 1;
  reader.seen.set(key, run);
  const shared = {
    model,
    prompt: prompt && promptLabel(prompt),
    task: taskOf(result, reader),
    item,
    run: String(run),
    text: varsText(result),
    response: writtenOf(at(result, 'response', 'output')),
    ...facetValues(metadataOf(result), reader.facets),
  };
  const failure = failureOf(result);
  for (const { metric, score, rater } of metricsOf(result))
    rows.add({
      ...shared,
      metric,
      rater: rater ?? ABSENT_LEVEL,
      score: failure ? null : score,
      failure: failure ?? (score === null ? 'unscored' : null),
    });
}

function taskOf(result: Fields, reader: Reader): string {
  const metadata = metadataOf(result);
  for (const key of TASK_KEYS) {
    const name = nameOf(metadata[key]);
    if (name) return name;
  }
  const described = reader.describesTasks ? textOf(at(result, 'testCase', 'description')) : null;
  return described ?? reader.task;
}

/** The place of the test in its configuration; versions that did not write it: the test's variables. */
function itemOf(result: Fields): string {
  return nameOf(result.testIdx) ?? textId(writtenOf(varsOf(result)) ?? '');
}

/** Descriptions that several tests share are names of tasks; unique ones describe the test. */
function describesTasks(sampled: readonly Fields[]): boolean {
  const described = sampled.flatMap(
    (result) => textOf(at(result, 'testCase', 'description')) ?? [],
  );
  const items = new Set(sampled.map(itemOf));
  return described.length > 0 && new Set(described).size < items.size;
}

function metadataOf(result: Fields): Fields {
  return fieldsOf(at(result, 'testCase', 'metadata')) ?? fieldsOf(result.metadata) ?? {};
}

function varsOf(result: Fields): Fields {
  return fieldsOf(result.vars) ?? fieldsOf(at(result, 'testCase', 'vars')) ?? {};
}

function varsText(result: Fields): string | null {
  const vars = varsOf(result);
  const keys = Object.keys(vars);
  if (keys.length === 1) return writtenOf(vars[keys[0]]);
  const lines = keys.map((key) => `${key}: ${writtenOf(vars[key]) ?? ''}`);
  return lines.join('\n') || textOf(at(result, 'testCase', 'description'));
}
