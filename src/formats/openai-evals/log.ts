import { ABSENT_LEVEL } from '../../domain/observation.ts';
import type { Table } from '../batch.ts';
import type { Fields } from '../fields.ts';
import { at, fieldsOf, nameOf, writtenOf } from '../fields.ts';
import { failureKind } from '../failure-kind.ts';
import type { TableFormat } from '../format.ts';
import { WORDS } from '../grades.ts';
import { headShape } from '../head-shape.ts';
import { readObjects } from '../json-stream.ts';
import { originAt } from '../origin.ts';
import { parseText } from '../parse-number.ts';
import type { Rows } from '../record-table.ts';
import { eachRecord, recordTable } from '../record-table.ts';
import { shortHash } from '../short-hash.ts';
import type { Source } from '../source.ts';
import { reportOf } from './report.ts';
import type { Spec } from './spec.ts';
import { questionOf, specOf, systemMessage } from './spec.ts';
import { SAMPLE_ROLES } from '../sample-roles.ts';

const LONGEST = 4000;
const REMEMBERED = 256;
/** What a model that grades is put down for where its choice could not be read. */
const NO_CHOICE = '__invalid__';

/** A run log of OpenAI evals: JSON lines of a spec, events and a final report, in any order. */
export const openaiEvals: TableFormat = {
  id: 'openai-evals',
  label: 'OpenAI evals log',
  recognise({ head }) {
    const shape = headShape(head);
    if (shape?.kind !== 'object') return 0;
    const has = (...keys: string[]): boolean => keys.every((key) => shape.keys.has(key));
    if (has('spec.run_id') || has('spec.completion_fns') || has('spec.base_eval')) return 0.95;
    if (has('run_id', 'event_id', 'sample_id', 'type', 'data')) return 0.95;
    return has('final_report') && shape.more ? 0.9 : 0;
  },
  open,
};

async function open(source: Source): Promise<Table> {
  const specs = new Map<string, Spec>();
  let system: string | null = null;
  let last: Spec | null = null;
  let metrics: readonly string[] = [];
  let anySample = false;
  let anyChoice = false;
  search: for await (const { records } of readObjects(source))
    for (const record of records) {
      if (typeof record === 'string') continue;
      const found = specOf(record);
      if (found) specs.set(found.run, (last = found.spec));
      anySample ||= nameOf(record.sample_id) !== null;
      anyChoice ||= record.type === 'metrics' && at(record, 'data', 'choice') !== undefined;
      if (record.type === 'sampling') system ??= systemMessage(at(record, 'data', 'prompt'));
      if (metrics.length === 0) metrics = scoresOf(record)?.map(([metric]) => metric) ?? [];
      if (last && metrics.length > 0) break search;
    }
  if (!anySample) return reportOf(source, last);
  const graded = [...specs.values()].some(({ grader }) => grader !== null);
  return recordTable<string>({
    roles: graded ? { ...SAMPLE_ROLES, rater: 'rater' } : SAMPLE_ROLES,
    kind: 'observations',
    grades: WORDS,
    origin: originAt(last?.time ?? null, specs.size === 1 ? last?.run || null : null),
    async *read(rows) {
      const log = new LogReader(rows, { specs, only: last, system, metrics, anyChoice });
      yield* eachRecord(readObjects(source), rows, (record) => log.take(record));
      log.end();
      yield source.size;
    },
  });
}

/** What is known of a log before its events are read. */
interface Known {
  readonly specs: Map<string, Spec>;
  /** The last spec, for events that name no run. */
  readonly only: Spec | null;
  readonly system: string | null;
  /** Metrics of the first scored sample: those by which a failed one is missing. */
  readonly metrics: readonly string[];
  /** Whether a first score is a grader's choice. */
  readonly anyChoice: boolean;
}

interface Sampled {
  readonly text: string | null;
  readonly response: string | null;
  readonly record: Fields;
}

class LogReader {
  /** Samples that were asked and not yet scored. */
  readonly #open = new Map<string, Sampled>();
  /** Metrics that samples were scored by; the first score by a metric counts. */
  readonly #done = new Map<string, ReadonlySet<string>>();
  /** What is said of the last samples that were scored: events of one sample may be written apart. */
  readonly #last = new Map<string, Record<string, string | null>>();
  #scored = false;

  constructor(
    readonly rows: Rows<string>,
    readonly known: Known,
  ) {}

  take(record: Fields): void {
    const found = specOf(record);
    if (found) this.known.specs.set(found.run, found.spec);
    const sample = nameOf(record.sample_id);
    if (!sample) return;
    const key = `${nameOf(record.run_id) ?? ''} ${sample}`;
    const scores = scoresOf(record);
    if (record.type === 'sampling') {
      if (!this.#done.has(key)) this.#ask(key, record);
    } else if (scores) this.#close(key, record, scores);
    else if (record.type === 'error' && !this.#done.has(key))
      this.#fail(key, record, failureKind(record.data) ?? 'error');
  }

  /** Samples that were asked and never scored. */
  end(): void {
    if (this.#scored)
      for (const [key, { record }] of this.#open) this.#fail(key, record, 'unscored');
    else for (const [key, { record }] of this.#open) this.#fail(key, record, 'no score in the log');
  }

  /**
   * The last of several calls for one sample is the one that was scored; where a model grades, the first
   * is, unless the whole sample is written down at the end.
   */
  #ask(key: string, record: Fields): void {
    const graded = this.known.anyChoice || this.#specOf(record)?.grader;
    const whole = fieldsOf(at(record, 'data', 'prompt')) !== null;
    if (!graded || whole || !this.#open.has(key)) this.#open.set(key, sampled(record));
  }

  #specOf(record: Fields): Spec | null {
    return this.known.specs.get(nameOf(record.run_id) ?? '') ?? this.known.only;
  }

  #close(key: string, record: Fields, metrics: [string, unknown][]): void {
    this.#scored = true;
    const before = this.#done.get(key);
    const further = metrics.filter(([metric]) => !before?.has(metric));
    if (further.length === 0) return;
    const said = writtenOf(at(record, 'data', 'sampled'));
    const shared = this.#last.get(key) ?? this.#shared(key, record, said);
    // A choice that could not be read is put down with the lowest score there is.
    const unread = at(record, 'data', 'choice') === NO_CHOICE;
    for (const [metric, value] of further) {
      const unparsable = unread || value === NO_CHOICE;
      const score = unparsable ? null : numberFor(value);
      const failure = unparsable ? 'unparsable' : score === null ? 'unscored' : null;
      this.rows.add({ ...shared, metric, score, failure });
    }
    this.#forget(key, [...(before ?? []), ...further.map(([metric]) => metric)]);
    this.#last.set(key, shared);
    if (this.#last.size > REMEMBERED) this.#last.delete([...this.#last.keys()][0]);
  }

  #fail(key: string, record: Fields, failure: string): void {
    const { metrics } = this.known;
    const missing = metrics.length > 0 ? metrics : [ABSENT_LEVEL];
    for (const metric of missing)
      this.rows.add({ ...this.#shared(key, record, null), metric, failure });
    this.#forget(key, missing);
  }

  #forget(key: string, metrics: readonly string[]): void {
    this.#open.delete(key);
    this.#done.set(key, new Set(metrics));
  }

  #shared(key: string, record: Fields, said: string | null): Record<string, string | null> {
    const spec = this.#specOf(record);
    const before = this.#open.get(key);
    const system = this.known.system && `system #${shortHash(this.known.system)}`;
    return {
      model: spec?.model ?? ABSENT_LEVEL,
      task: spec?.task ?? ABSENT_LEVEL,
      prompt: [spec?.prompt, system].filter(Boolean).join(', ') || ABSENT_LEVEL,
      item: nameOf(record.sample_id),
      rater: spec?.grader ?? ABSENT_LEVEL,
      text: before?.text ?? questionOf(at(record, 'data', 'prompt')),
      response: before?.response ?? said,
    };
  }
}

function sampled(record: Fields): Sampled {
  const text = questionOf(at(record, 'data', 'prompt'));
  const said = at(record, 'data', 'sampled');
  const first: unknown = (Array.isArray(said) ? said : Object.values(fieldsOf(said) ?? [said]))[0];
  return {
    record: { run_id: record.run_id, sample_id: record.sample_id },
    text: text?.slice(0, LONGEST) ?? null,
    response: writtenOf(first)?.slice(0, LONGEST) ?? null,
  };
}

/** The scores an event gives a sample; null where it gives none. */
function scoresOf(record: Fields): [string, unknown][] | null {
  const data = fieldsOf(record.data);
  if (!data) return null;
  if (record.type === 'match') return [['match', data.correct ?? null]];
  return record.type === 'metrics' ? metricsOf(data) : null;
}

/** The numbers among the metrics; texts, as a grader's choice, only where there is no number. */
function metricsOf(data: Fields): [string, unknown][] {
  const all = Object.keys(data).map((key): [string, unknown] => [key, data[key]]);
  const numbers = all.filter(
    ([, value]) => typeof value === 'number' || typeof value === 'boolean',
  );
  return numbers.length > 0 ? numbers : all.filter(([, value]) => typeof value === 'string');
}

function numberFor(value: unknown): number | string | null {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string') return null;
  const number = parseText(value, false);
  return Number.isNaN(number) ? value : number;
}
