import { ABSENT_LEVEL } from '../../domain/observation.ts';
import { failureKind } from '../failure-kind.ts';
import type { Fields } from '../fields.ts';
import { at, listOf, nameOf, numberIn, textOf } from '../fields.ts';
import type { TableFormat } from '../format.ts';
import { headShape } from '../head-shape.ts';
import { readList, readObjects } from '../json-stream.ts';
import { originAt, timeOf } from '../origin.ts';
import { eachRecord, recordTable } from '../record-table.ts';
import { firstRecords } from '../sample-records.ts';
import { shortHash } from '../short-hash.ts';
import { questionOf, systemMessage } from './spec.ts';
import { SAMPLE_ROLES } from '../sample-roles.ts';

/** What the service adds to the name of a grader. */
const SERIAL = /-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Output items of a run, as OpenAI's evals service lists them: each with the results of its graders. */
export const openaiOutputItems: TableFormat = {
  id: 'openai-evals-items',
  label: 'OpenAI evals output items',
  recognise({ head }) {
    const keys = headShape(head)?.keys;
    if (keys?.has('datasource_item_id') && keys.has('results')) return 0.95;
    const isPage = keys?.has('object') === true && keys.has('data');
    return isPage && new TextDecoder().decode(head).includes('"eval.run.output_item"') ? 0.95 : 0;
  },
  async open(source) {
    const isPage = headShape(source.head)?.keys.has('data') === true;
    const items = () => (isPage ? readList(source, ['data']) : readObjects(source));
    const beginning = await firstRecords(items());
    const [first] = beginning;
    const graded = beginning.find(({ results }) => listOf(results).length > 0);
    // Those by which an item that failed before it was graded is missing.
    const graders = listOf(graded?.results ?? [{}]).map(graderOf);
    return recordTable({
      roles: SAMPLE_ROLES,
      kind: 'observations',
      origin: originAt(timeOf(first?.created_at), nameOf(first?.run_id)),
      read: (rows) =>
        eachRecord(items(), rows, (record, row) => {
          const shared = sharedOf(record);
          const failure = failureKind(at(record, 'sample', 'error'));
          const results = listOf(record.results);
          if (results.length === 0 && failure)
            for (const metric of graders) rows.add({ ...shared, metric, failure });
          else if (results.length === 0)
            rows.skip('an item without a result', row, shared.item ?? '');
          for (const result of results) {
            const score = numberIn(at(result, 'score') ?? at(result, 'passed'));
            rows.add({
              ...shared,
              metric: graderOf(result),
              score,
              failure: failure ?? (score === null ? 'unscored' : null),
            });
          }
        }),
    });
  },
};

function graderOf(result: unknown): string {
  return nameOf(at(result, 'name'))?.replace(SERIAL, '') ?? 'score';
}

function sharedOf(record: Fields): Record<'model' | 'prompt' | 'task', string> & {
  readonly item: string | null;
  readonly text: string | null;
  readonly response: string | null;
} {
  const input = at(record, 'sample', 'input');
  const system = systemMessage(input);
  const said = listOf(at(record, 'sample', 'output')).at(-1);
  return {
    model: nameOf(at(record, 'sample', 'model')) ?? ABSENT_LEVEL,
    prompt: system ? `system #${shortHash(system)}` : ABSENT_LEVEL,
    task: nameOf(record.eval_id) ?? ABSENT_LEVEL,
    item: nameOf(record.datasource_item_id),
    text: questionOf(input),
    response: textOf(at(said, 'content')),
  };
}
