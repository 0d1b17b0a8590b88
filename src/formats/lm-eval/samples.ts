import { ABSENT_LEVEL } from '../../domain/observation.ts';
import type { Role } from '../../domain/observation.ts';
import type { Table } from '../batch.ts';
import { chooseFacets, facetValues } from '../choose-facets.ts';
import type { Fields } from '../fields.ts';
import { fieldsOf, nameOf } from '../fields.ts';
import type { Entry, Group, GroupFormat } from '../group.ts';
import { headShape } from '../head-shape.ts';
import { readObjects } from '../json-stream.ts';
import { baseName, folderOf, nearest, stem } from '../names.ts';
import { originAt, timeInName, timeOf } from '../origin.ts';
import { readJson } from '../parse-json.ts';
import { commonTemplate } from '../prompt-label.ts';
import { eachRecord, recordTable } from '../record-table.ts';
import { firstRecords } from '../sample-records.ts';
import { Source } from '../source.ts';
import { isResults, metricsOf, modelOf, promptOf, tasksOf } from './results.ts';
import { docTexts, questionOf, renderedOf, responseOf, scoresOf } from './sample.ts';

const ROLES = {
  model: 'model',
  prompt: 'prompt',
  task: 'task',
  item: 'item',
  filter: 'facet',
  metric: 'facet',
  score: 'score',
  failure: 'failure',
  text: 'text',
  response: 'response',
} as const satisfies Record<string, Role>;
const DATE = /_(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d(?:\.\d+)?)/;

/**
 * Samples of lm-evaluation-harness, one file per task. They name neither model nor task: the results
 * file of the same run does, else the folder (`org__model`), else the user is asked.
 */
export const lmEvalSamples: GroupFormat = {
  id: 'lm-eval-samples',
  label: 'lm-evaluation-harness samples',
  async claim(entries) {
    const samples: Entry[] = [];
    const results: Entry[] = [];
    for (const entry of entries) {
      const head = await entry.head();
      if (isSamples(head)) samples.push(entry);
      else if (isResults(head)) results.push(entry);
    }
    return samples.map((entry): Group => {
      const beside = resultsFor(entry, results);
      return {
        name: entry.path,
        format: { id: this.id, label: this.label },
        entries: [entry],
        context: beside ? [beside] : [],
        aside: [],
        open: () => open(entry, beside),
      };
    });
  },
};

function isSamples(head: Uint8Array): boolean {
  const shape = headShape(head);
  if (!shape?.keys.has('doc_id') || !shape.keys.has('doc')) return false;
  const others = ['target', 'arguments', 'resps', 'filtered_resps'];
  // A document may be longer than the head.
  return shape.first === null || others.filter((key) => shape.keys.has(key)).length >= 2;
}

/** The results written with the samples: the same date in the name, else the nearest. */
function resultsFor(samples: Entry, results: readonly Entry[]): Entry | null {
  const date = DATE.exec(baseName(samples.path))?.[1];
  const dated = results.filter((entry) => date && baseName(entry.path).includes(date));
  return nearest(samples, dated) ?? nearest(samples, results);
}

async function open(entry: Entry, beside: Entry | null): Promise<Table> {
  const source = await Source.open(await entry.content(), entry.path);
  const results = beside
    ? (fieldsOf(await readJson(await beside.content(), beside.path)) ?? {})
    : {};
  const sampled = await firstRecords(readObjects(source));
  const task = taskOf(entry.path, tasksOf(results));
  const model = modelOf(results) ?? modelFolder(entry.path);
  const shared = {
    model: model ?? stem(entry.path),
    task,
    prompt: promptOf(results, task) ?? templateOf(sampled) ?? ABSENT_LEVEL,
  };
  const listed = metricsOf(results, task);
  const facets = chooseFacets(
    sampled.map((record) => record.doc),
    Object.keys(ROLES),
    'doc',
  );
  const roles: Record<string, Role> = { ...ROLES };
  for (const column of facets.values()) roles[column] = 'facet';
  return recordTable({
    roles,
    kind: 'observations',
    ...(model ? {} : { asks: { model: shared.model } }),
    origin: originAt(timeInName(entry.path) ?? timeOf(results.date)),
    attributes: [...facets.values()],
    read: (rows) =>
      eachRecord(readObjects(source), rows, (record, row) => {
        const found = scoresOf(record, listed);
        if (found.length === 0)
          rows.skip('a sample without a metric', row, nameOf(record.doc_id) ?? '');
        for (const { metric, score } of found)
          rows.add({
            ...shared,
            item: nameOf(record.doc_id),
            filter: nameOf(record.filter) ?? 'none',
            metric,
            score,
            failure: score === null ? 'unparsable' : null,
            text: questionOf(record),
            response: responseOf(record),
            ...facetValues(record.doc, facets),
          });
      }),
  });
}

function templateOf(sampled: readonly Fields[]): string | null {
  return commonTemplate(
    sampled.slice(0, 20).map((record) => ({
      prompt: renderedOf(record) ?? '',
      parts: docTexts(record),
    })),
  );
}

/** The task in a name such as `samples_{task}_{date}.jsonl`, as the results spell it where they do. */
function taskOf(path: string, known: readonly string[]): string {
  const name = stem(path)
    .replace(/^(pretrained__.*?_)?samples_/, '')
    .replace(DATE, '');
  return known.find((task) => task === name) ?? known.find((task) => name.endsWith(task)) ?? name;
}

/** The folder of a run is named after its model, a slash written as two underscores. */
function modelFolder(path: string): string | null {
  const folder = baseName(folderOf(path));
  return folder.includes('__') ? folder.replace('__', '/') : null;
}
