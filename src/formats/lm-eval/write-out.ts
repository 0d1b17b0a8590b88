import { ABSENT_LEVEL } from '../../domain/observation.ts';
import type { Table } from '../batch.ts';
import type { Fields } from '../fields.ts';
import { fieldsOf, nameOf, numberIn, textOf } from '../fields.ts';
import type { Entry, Group, GroupFormat } from '../group.ts';
import { withBeside } from '../group.ts';
import { headShape } from '../head-shape.ts';
import type { Slab } from '../json-stream.ts';
import { readObjects } from '../json-stream.ts';
import { nearest, stem } from '../names.ts';
import { originAt, timeOf } from '../origin.ts';
import { readJson } from '../parse-json.ts';
import { eachRecord, recordTable } from '../record-table.ts';
import { Source } from '../source.ts';
import { isResults, modelFolder, modelOf, promptOf, tasksOf } from './results.ts';
import { SAMPLE_ROLES } from '../sample-roles.ts';

const KNOWN = /^(doc_id|truth|(prompt|logit)_\d+)$/;

/**
 * What versions before 0.4 of lm-evaluation-harness write of each question (`--write_out`): a file per
 * task, the scores as texts. The results beside it name the model, else the user is asked.
 */
export const lmEvalWriteOut: GroupFormat = {
  id: 'lm-eval-write-out',
  label: 'lm-evaluation-harness questions',
  async claim(entries) {
    const found: Entry[] = [];
    const results: Entry[] = [];
    for (const entry of entries) {
      const head = await entry.head();
      if (isWriteOut(head)) found.push(entry);
      else if (isResults(head)) results.push(entry);
    }
    return found.map((entry): Group => {
      const beside = nearest(entry, results);
      return withBeside(this, entry, beside, () => open(entry, beside));
    });
  },
};

/** A list of questions, or in some forks an object of them by number. */
function isWriteOut(head: Uint8Array): boolean {
  const keys = headShape(head)?.keys;
  const has = (...names: string[]): boolean =>
    names.every((name) => keys?.has(name)) || names.every((name) => keys?.has(`0.${name}`));
  return has('doc_id', 'prompt_0') && (has('logit_0') || has('truth'));
}

async function open(entry: Entry, beside: Entry | null): Promise<Table> {
  const source = await Source.open(await entry.content(), entry.path);
  const results = beside
    ? (fieldsOf(await readJson(await beside.content(), beside.path)) ?? {})
    : {};
  const name = stem(entry.path).replace(/_write_out_info$/, '');
  const model = modelOf(results) ?? modelFolder(entry.path);
  const shared = {
    model: model ?? stem(entry.path),
    task: tasksOf(results).find((task) => task === name) ?? name,
    prompt: promptOf(results, name) ?? ABSENT_LEVEL,
  };
  return recordTable({
    roles: SAMPLE_ROLES,
    kind: 'observations',
    ...(model ? {} : { asks: { model: shared.model } }),
    origin: originAt(timeOf(results.date)),
    read: (rows) =>
      eachRecord(questions(source), rows, (record, row) => {
        const metrics = Object.keys(record).filter(
          (key) => !KNOWN.test(key) && isScore(record[key]),
        );
        const item = nameOf(record.doc_id);
        if (metrics.length === 0) rows.skip('a sample without a metric', row, item ?? '');
        for (const metric of metrics) {
          const score = numberIn(record[metric]);
          const failure = score === null ? 'unparsable' : null;
          const text = questionOf(record);
          rows.add({ ...shared, item, metric, score, failure, text, response: responseOf(record) });
        }
      }),
  });
}

async function* questions(source: Source): AsyncGenerator<Slab, void, void> {
  if (headShape(source.head)?.kind === 'list') return yield* readObjects(source);
  const file = fieldsOf(await readJson(await source.content(), source.name)) ?? {};
  const records = Object.values(file).map((record) => fieldsOf(record) ?? String(record));
  yield { records, bytesDone: source.size, cut: null };
}

/** Labels and pairs, which only a metric of the whole corpus combines, are no scores. */
function isScore(value: unknown): boolean {
  return value === null || value === 'nan' || value === 'None' || numberIn(value) !== null;
}

/** What the prompts of all choices begin with, or the one prompt. */
function questionOf(record: Fields): string | null {
  const first = textOf(record.prompt_0);
  const second = textOf(record.prompt_1);
  if (first === null || second === null) return first;
  let same = 0;
  while (same < first.length && first[same] === second[same]) same++;
  return first.slice(0, same).trim() || first;
}

/** The text the model wrote; log-likelihoods of choices are none. */
function responseOf(record: Fields): string | null {
  const said = textOf(record.logit_0);
  return said !== null && numberIn(said) === null ? said : null;
}
