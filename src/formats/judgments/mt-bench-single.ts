import { ABSENT_LEVEL } from '../../domain/observation.ts';
import type { Role } from '../../domain/observation.ts';
import type { Table } from '../batch.ts';
import type { Fields } from '../fields.ts';
import { nameOf, numberIn, textOf } from '../fields.ts';
import type { Entry, Group, GroupFormat } from '../group.ts';
import { withBeside } from '../group.ts';
import { hasKeys, headShape } from '../head-shape.ts';
import { readObjects } from '../json-stream.ts';
import { nearest } from '../names.ts';
import { originAt, timeOf } from '../origin.ts';
import { eachRecord, recordTable } from '../record-table.ts';
import { firstRecords } from '../sample-records.ts';
import { Source } from '../source.ts';
import { judgeOf } from './judge.ts';
import type { Questions } from './mt-bench-questions.ts';
import { isQuestions, readQuestions } from './mt-bench-questions.ts';

/** What FastChat writes where the judge's answer held no rating. */
const NO_RATING = -1;
const ROLES = {
  model: 'model',
  task: 'task',
  item: 'item',
  rater: 'rater',
  template: 'facet',
  turn: 'facet',
  metric: 'facet',
  score: 'score',
  failure: 'failure',
  text: 'text',
} as const satisfies Record<string, Role>;

/**
 * MT-bench judgments of single answers, with the questions file beside them where it was dropped too:
 * it gives the texts and the categories.
 */
export const mtBenchSingle: GroupFormat = {
  id: 'mt-bench-single',
  label: 'MT-bench judgments',
  async claim(entries) {
    const heads = new Map<Entry, Uint8Array>();
    for (const entry of entries) heads.set(entry, await entry.head());
    const judgments = entries.filter((entry) => isJudgments(heads.get(entry)!));
    const questions = entries.filter((entry) => isQuestions(heads.get(entry)!));
    return judgments.map((entry): Group => {
      const beside = nearest(entry, questions);
      return withBeside(this, entry, beside, () => open(entry, beside));
    });
  },
};

function isJudgments(head: Uint8Array): boolean {
  // Earlier files name no judge.
  const judged = hasKeys(head, 'judge') || hasKeys(head, 'judgment');
  const rated = judged && hasKeys(head, 'question_id', 'model', 'score');
  return rated && !headShape(head)!.keys.has('winner');
}

async function open(entry: Entry, beside: Entry | null): Promise<Table> {
  const source = await Source.open(await entry.content(), entry.path);
  const questions = beside ? await readQuestions(beside) : null;
  const [first] = await firstRecords(readObjects(source), 1);
  const roles: Record<string, Role> = { ...ROLES };
  if (questions) roles.category = 'facet';
  return recordTable({
    roles,
    kind: 'observations',
    origin: originAt(timeOf(first?.tstamp)),
    attributes: ['category'],
    read: (rows) =>
      eachRecord(readObjects(source), rows, (record) => rows.add(rowOf(record, questions))),
  });
}

function rowOf(
  record: Fields,
  questions: Questions | null,
): Record<string, string | number | null> {
  const id = nameOf(record.question_id);
  const turn = numberIn(record.turn) ?? 1;
  const { judge, template } = judgeOf(record.judge);
  const score = numberIn(record.score);
  const question = questions?.get(id ?? '');
  return {
    model: nameOf(record.model),
    task: 'mt_bench',
    item: id === null ? null : `${id} turn ${turn}`,
    rater: judge ?? ABSENT_LEVEL,
    template,
    turn: String(turn),
    metric: 'rating',
    category: question?.category ?? null,
    score: score === NO_RATING ? null : score,
    failure: score === NO_RATING || score === null ? 'no rating found' : null,
    text: question?.turns[turn - 1] ?? textOf(record.user_prompt),
  };
}
