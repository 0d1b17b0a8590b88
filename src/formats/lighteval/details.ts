import { ABSENT_LEVEL } from '../../domain/observation.ts';
import type { Batch, Table } from '../batch.ts';
import { cellText } from '../cell-text.ts';
import type { Fields } from '../fields.ts';
import { fieldsOf, nameOf } from '../fields.ts';
import type { TableFormat } from '../format.ts';
import type { Entry, Group, GroupFormat } from '../group.ts';
import { withBeside } from '../group.ts';
import { baseName, folderOf, nearest, stem } from '../names.ts';
import { originAt, timeInName } from '../origin.ts';
import { parseJson, readJson } from '../parse-json.ts';
import { shots } from '../prompt-label.ts';
import { parsePython } from '../python-literal.ts';
import { recordTable } from '../record-table.ts';
import { Source } from '../source.ts';
import { readDetail } from './detail.ts';
import { figuresOf, isLightevalResults, lightevalResults, modelOf } from './results.ts';
import { readTaskName } from './task-name.ts';
import { SAMPLE_ROLES } from '../sample-roles.ts';

const MAGIC = 'PAR1';
/** In names of files; the first versions write colons. */
const DATE = /\d{4}-\d\d-\d\dT\d\d[-:]\d\d[-:]\d\d(?:\.\d+)?/;
/** Folders of the open leaderboard, as they are or in a local cache. */
const DATASET = /(?:^|--)details_(.+?)(?:_private|_public)?$/;
/** Columns whose values are text even where they begin as a list does. */
const TEXTS = new Set(['example', 'full_prompt', 'instruction']);

/**
 * Details of lighteval: a Parquet file per task. The model stands in the results file of the run, else
 * in the folders (`details/{org}/{model}/{date}`), else the user is asked.
 */
export function lightevalDetails(parquet: TableFormat): GroupFormat {
  return {
    id: 'lighteval-details',
    label: 'lighteval details',
    async claim(entries) {
      const details: { entry: Entry; columns: readonly string[] }[] = [];
      const results: Entry[] = [];
      const packed: Entry[] = [];
      for (const entry of entries) {
        const head = await entry.head();
        if (new TextDecoder('latin1').decode(head.subarray(0, 4)) === MAGIC) {
          const columns = await columnsOf(parquet, entry);
          if (isDetails(columns)) details.push({ entry, columns });
          else if (columns.includes('config_general') && columns.includes('results'))
            packed.push(entry);
        } else if (isLightevalResults(head)) results.push(entry);
      }
      // The results are kept as Parquet beside themselves, too.
      const twins = packed.filter((entry) => results.some((other) => isTwin(entry, other)));
      const groups = details.map(({ entry }, i): Group => {
        const beside = resultsFor(entry, results);
        const group = withBeside(this, entry, beside, () => open(parquet, entry, beside));
        return i === 0 ? { ...group, aside: twins } : group;
      });
      const alone = packed.filter((entry) => !twins.includes(entry) || details.length === 0);
      const { id, label } = lightevalResults;
      return [
        ...groups,
        ...alone.map((entry) =>
          withBeside({ ...this, id, label }, entry, null, () => openResults(parquet, entry)),
        ),
      ];
    },
  };
}

function isTwin(packed: Entry, { path }: Entry): boolean {
  return stem(path) === stem(packed.path) && folderOf(path) === folderOf(packed.path);
}

/** Results as the hub keeps them: a table of one row. */
async function openResults(parquet: TableFormat, entry: Entry): Promise<Table> {
  const table = await parquet.open(await Source.open(await entry.content(), entry.path));
  let file: Fields = {};
  for await (const batch of table.batches())
    if (batch.rows > 0) file = cellsOf(table.columns, batch, 0);
  return figuresOf(file, entry.path, entry.size);
}

/** Current versions write three structs; older ones a struct of metrics beside the prompt. */
function isDetails(columns: readonly string[]): boolean {
  const has = (name: string): boolean => columns.includes(name) || columns.includes(`__${name}__`);
  const metrics = has('metrics') || columns.some((name) => name.startsWith('metrics.'));
  return (
    (has('doc') && has('metric') && has('model_response')) ||
    (metrics && (has('full_prompt') || has('example')) && has('predictions'))
  );
}

async function columnsOf(parquet: TableFormat, entry: Entry): Promise<readonly string[]> {
  try {
    return (await parquet.open(await Source.open(await entry.content(), entry.path))).columns;
  } catch {
    // Damaged: whoever opens it as a plain table says so.
    return [];
  }
}

function resultsFor(details: Entry, results: readonly Entry[]): Entry | null {
  const date = DATE.exec(details.path)?.[0];
  const dated = results.filter((entry) => date && baseName(entry.path).includes(date));
  const near = nearest(details, dated);
  // Without a date in common, the folders say more than whichever results came along.
  return near ?? (modelFolder(details.path) ? null : nearest(details, results));
}

async function open(parquet: TableFormat, entry: Entry, beside: Entry | null): Promise<Table> {
  const table = await parquet.open(await Source.open(await entry.content(), entry.path));
  const results = beside ? fieldsOf(await readJson(await beside.content(), beside.path)) : null;
  const model = (results && modelOf(results)) ?? modelFolder(entry.path);
  return recordTable({
    roles: SAMPLE_ROLES,
    kind: 'observations',
    ...(model ? {} : { asks: { model: stem(entry.path) } }),
    origin: originAt(timeInName(entry.path)),
    async *read(rows) {
      for await (const batch of table.batches()) {
        for (let row = 0; row < batch.rows; row++) {
          const detail = readDetail(cellsOf(table.columns, batch, row));
          const named = readTaskName(detail.task ?? taskInName(entry.path));
          const count = named.count ?? detail.shots;
          if (detail.scores.length === 0)
            rows.skip('a sample without a metric', batch.firstRow + row, detail.item ?? '');
          for (const [metric, score] of detail.scores)
            rows.add({
              model: model ?? stem(entry.path),
              prompt: count === null ? ABSENT_LEVEL : shots(count),
              task: named.task,
              item: detail.item ?? String(batch.firstRow + row - 1),
              metric,
              score,
              failure: score === null ? 'unscored' : null,
              text: detail.text,
              response: detail.response,
            });
        }
        yield batch.bytesDone;
      }
    },
  });
}

/** One row as an object; structs arrive as JSON, or as Python wrote them where they were cast to texts. */
function cellsOf(columns: readonly string[], batch: Batch, row: number): Fields {
  return Object.fromEntries(
    columns.map((column, c): [string, unknown] => {
      const name = column.replace(/^__(\w+)__$/, '$1');
      const text = cellText(batch.columns[c], row);
      if (text === null || TEXTS.has(name) || !/^\s*[[{(]/.test(text)) return [name, text];
      return [name, parseJson(text) ?? parsePython(text) ?? text];
    }),
  );
}

/** The task in a name such as `details_{task}_{date}.parquet`. */
function taskInName(path: string): string {
  return stem(path)
    .replace(/^details_/, '')
    .replace(DATE, '')
    .replace(/_$/, '');
}

/** The model in `details/{org}/{model}/{date}`, or in the name of a data set, `details_{org}__{model}`. */
function modelFolder(path: string): string | null {
  const folders = folderOf(path).split('/');
  const dataset = folders.map((name) => DATASET.exec(name)?.[1]).findLast(Boolean);
  if (dataset) return dataset.replace('__', '/');
  const at = folders.lastIndexOf('details');
  const names = folders.slice(at + 1).filter((name) => !DATE.test(name));
  return at >= 0 && names.length > 0 ? nameOf(names.join('/')) : null;
}
