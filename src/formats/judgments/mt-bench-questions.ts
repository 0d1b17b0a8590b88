import { listOf, nameOf, textOf } from '../fields.ts';
import type { TableFormat } from '../format.ts';
import type { Entry } from '../group.ts';
import { hasKeys } from '../head-shape.ts';
import { readObjects } from '../json-stream.ts';
import { eachRecord, recordTable } from '../record-table.ts';
import { Source } from '../source.ts';

/** Questions by id. */
export type Questions = ReadonlyMap<
  string,
  { readonly category: string | null; readonly turns: readonly string[] }
>;

/** The questions of MT-bench: texts of items, by turn. */
export const mtBenchQuestions: TableFormat = {
  id: 'mt-bench-questions',
  label: 'MT-bench questions',
  recognise: ({ head }) => (isQuestions(head) ? 0.9 : 0),
  open(source) {
    const table = recordTable({
      roles: { task: 'task', item: 'item', text: 'text' },
      kind: 'items',
      read: (rows) =>
        eachRecord(readObjects(source), rows, (record) => {
          const id = nameOf(record.question_id) ?? '';
          listOf(record.turns).forEach((turn, i) =>
            rows.add({ task: 'mt_bench', item: `${id} turn ${i + 1}`, text: textOf(turn) }),
          );
        }),
    });
    return Promise.resolve(table);
  },
};

/** Whether a file begins as the questions of MT-bench do. */
export function isQuestions(head: Uint8Array): boolean {
  return hasKeys(head, 'question_id', 'turns') && !hasKeys(head, 'model');
}

/** Reads all questions; they are few. */
export async function readQuestions(entry: Entry): Promise<Questions> {
  const source = await Source.open(await entry.content(), entry.path);
  const questions = new Map<string, { category: string | null; turns: string[] }>();
  for await (const { records } of readObjects(source))
    for (const record of records) {
      const id = typeof record === 'string' ? null : nameOf(record.question_id);
      if (typeof record === 'string' || id === null) continue;
      const turns = listOf(record.turns).flatMap((turn) => textOf(turn) ?? []);
      questions.set(id, { category: nameOf(record.category), turns });
    }
  return questions;
}
