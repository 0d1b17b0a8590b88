import { ABSENT_LEVEL } from '../../domain/observation.ts';
import type { Table } from '../batch.ts';
import { cellText } from '../cell-text.ts';
import { delimited } from '../delimited.ts';
import type { TableFormat } from '../format.ts';
import { stem } from '../names.ts';
import { promptLabel } from '../prompt-label.ts';
import { recordTable } from '../record-table.ts';
import { textId } from '../short-hash.ts';
import type { Source } from '../source.ts';

const ROLES = {
  model: 'model',
  prompt: 'prompt',
  task: 'task',
  item: 'item',
  run: 'run',
  metric: 'facet',
  score: 'score',
  failure: 'failure',
  text: 'text',
  response: 'response',
} as const;
/** `[provider] prompt`, as every column of outputs is headed. */
const HEADER = /^\[([^\]]+)\]\s*([\s\S]*)$/;
/** `[PASS] (1.00, clarity: 0.50)`, then the output. */
const CELL = /^\[(PASS|FAIL|ERROR)\]\s*(?:\(([^)]*)\))?\s*([\s\S]*)$/;

/** promptfoo's results as CSV: the variables of a test, then a column per provider and prompt. */
export const promptfooTable: TableFormat = {
  id: 'promptfoo-table',
  label: 'promptfoo results (table)',
  recognise(source) {
    const text = new TextDecoder().decode(source.head.subarray(0, 65_536));
    if (!/\[(PASS|FAIL|ERROR)\]/.test(text) || !/^[^\n]*\[[^\]\n]+\] /.test(text)) return 0;
    return delimited.recognise(source) > 0 ? 0.95 : 0;
  },
  open,
};

async function open(source: Source): Promise<Table> {
  const table = await delimited.open(source);
  const outputs = table.columns.flatMap((name, column) => {
    const [, model, prompt] = HEADER.exec(name) ?? [];
    return model ? [{ column, model, prompt: promptLabel(prompt) || ABSENT_LEVEL }] : [];
  });
  // A damaged header may hold none; then there are no rows.
  const first = outputs[0]?.column ?? 0;
  return recordTable({
    roles: ROLES,
    kind: 'observations',
    async *read(rows) {
      const seen = new Map<string, number>();
      for await (const batch of table.batches()) {
        for (const { reason, row, found, kept } of batch.skips) rows.skip(reason, row, found, kept);
        for (let row = 0; row < batch.rows; row++) {
          const vars = Array.from(
            { length: first },
            (_, c) => cellText(batch.columns[c], row) ?? '',
          );
          const item = textId(JSON.stringify(vars));
          const run = (seen.get(item) ?? 0) + 1;
          seen.set(item, run);
          const text = vars.join('\n') || null;
          for (const { column, model, prompt } of outputs) {
            const cell = cellText(batch.columns[column], row);
            if (cell === null) continue;
            const shared = { model, prompt, task: stem(source.name), item, run: String(run), text };
            for (const found of scoresIn(cell)) rows.add({ ...shared, ...found });
          }
          if (rows.full) yield batch.bytesDone;
        }
        yield batch.bytesDone;
      }
    },
  });
}

function scoresIn(
  cell: string,
): { metric: string; score: number | null; failure: string | null; response: string }[] {
  const [, verdict, numbers = '', response = ''] = CELL.exec(cell) ?? [];
  if (!verdict) return [{ metric: 'pass', score: null, failure: 'unscored', response: cell }];
  const failure = verdict === 'ERROR' ? 'error' : null;
  const [score, ...named] = numbers.split(',').map((part) => part.trim());
  const found = [{ metric: 'pass', score: verdict === 'PASS' ? 1 : 0 }];
  if (score !== '' && Number.isFinite(Number(score)))
    found.unshift({ metric: 'score', score: Number(score) });
  for (const part of named) {
    const at = part.lastIndexOf(':');
    const value = Number(part.slice(at + 1));
    if (at > 0 && Number.isFinite(value)) found.push({ metric: part.slice(0, at), score: value });
  }
  return found.map((each) => ({
    ...each,
    score: failure ? null : each.score,
    failure,
    response: response.trim(),
  }));
}
