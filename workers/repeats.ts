import { ABSENT_LEVEL } from '../src/domain/observation.ts';
import type { Cells } from '../src/sql/repeats.ts';
import { DELETE_SAME_RUN, fileDigests, findRepeated, orderRuns } from '../src/sql/repeats.ts';
import type { OutColumn } from './arrow-build.ts';
import { toIpc } from './arrow-build.ts';
import { ask, askRows } from './ask.ts';
import type { Catalog } from './catalog.ts';
import { FIRST_RUN } from './catalog.ts';
import { EMPTY_LEVEL } from './coder.ts';
import type { Engine } from './engine.ts';
import type { RowLayout } from './import-observations.ts';
import type { Loaded } from './loaded.ts';
import { areOtherRuns, statedRuns, timesOf } from './origins.ts';
import type { Origins } from './origins.ts';
import type { PlannedFile } from './planned-file.ts';
import type { Tally } from './tally.ts';

/** A file whose rows all stand in another one, and what the report says of it. */
export interface Twin {
  readonly file: PlannedFile;
  readonly detail: string;
}

const WORKING_TABLES = [
  'repeated',
  'stated',
  'same_run',
  'run_word',
  'moment',
  'new_run',
  'run_code',
];

/**
 * Settles what is scored more than once. The same run in another wrapping counts once; any other score of
 * the same model, prompt, task and item is a further run, in the order of time where files state it, else
 * of the files. Gives the layout, with a column of runs where there was none, or the files to leave out.
 */
export async function settleRepeats(
  engine: Engine,
  catalog: Catalog,
  loaded: Loaded,
  origins: Origins,
  layout: RowLayout,
  tally: Tally,
): Promise<{ layout: RowLayout } | { twins: Twin[] }> {
  await writeOrigins(engine, origins);
  const { cells, first, codes } = origins;
  const isSure = loaded.dataset.observations === 0 && !cells.gaveUp;
  if (codes.size === 0 || (isSure && !cells.hasRepeats)) return { layout };

  const moments = origins.when.flatMap((facet) => {
    const times = timesOf(catalog.levels(facet).names());
    return times ? [{ facet, times }] : [];
  });
  const told = [
    ...origins.told,
    ...origins.when.filter((name) => !moments.some(({ facet }) => facet === name)),
  ];
  const unnamed = [ABSENT_LEVEL, EMPTY_LEVEL].map((name) => catalog.levels('item').find(name));
  const what: Cells = {
    facets: told
      .filter((name) => name !== 'run')
      .map((name) => ({ name, size: catalog.size(name) })),
    run: told.includes('run'),
    unnamed: unnamed.filter((code) => code >= 0),
  };
  await engine.run(findRepeated(what, first).text);
  const { n } = await ask(engine, 'SELECT count(*)::DOUBLE AS n FROM repeated');
  let twins = n === 0 ? [] : await sameRows(engine, origins, layout);
  if (n > 0 && twins.length === 0) twins = await mergeSameRuns(engine, origins, tally);
  if (twins.length > 0) return { twins };
  const next =
    n === 0 ? layout : await numberRuns(engine, catalog, origins, layout, moments, tally);
  for (const table of WORKING_TABLES) await engine.run(`DROP TABLE IF EXISTS ${table}`);
  return { layout: next };
}

async function writeOrigins(engine: Engine, { all, first }: Origins): Promise<void> {
  const files = all.slice(first);
  if (files.length === 0) return;
  await put(engine, 'origin', files.length, [
    { name: 'file_id', codes: Int32Array.from(files, (_, i) => first + i) },
    { name: 'name', texts: files.map(({ name }) => name) },
    { name: 'time', numbers: Float64Array.from(files, ({ time }) => time ?? NaN) },
  ]);
}

/** New files that say of the same rows what an earlier one says, and do not say that they are another run. */
async function sameRows(engine: Engine, origins: Origins, layout: RowLayout): Promise<Twin[]> {
  const { all, codes } = origins;
  const rows = await askRows(engine, fileDigests(layout, layout.columns).text);
  const digests = rows.map((row) => ({
    file: Number(row.file),
    key: `${Number(row.n)} ${Number(row.digest)}`,
  }));
  return [...codes].flatMap(([file, code]) => {
    const own = digests.find((digest) => digest.file === code);
    const twin = digests.find(
      (other) =>
        other.file < code && other.key === own?.key && !areOtherRuns(all[other.file], all[code]),
    );
    if (!own || !twin) return [];
    return [{ file, detail: `the same rows as ${all[twin.file].name}; counted once` }];
  });
}

/** Counts once what several files say of the same run; gives the files of which nothing is left. */
async function mergeSameRuns(engine: Engine, origins: Origins, tally: Tally): Promise<Twin[]> {
  const { all, codes } = origins;
  const stated = statedRuns(all).map((run, file) => ({ run, file }));
  const known = stated.filter(({ run }) => run !== null);
  if (new Set(known.map(({ run }) => run)).size === known.length) return [];
  await engine.run('CREATE TABLE stated (file_id INTEGER, stated INTEGER)');
  await put(engine, 'stated', known.length, [
    { name: 'file_id', codes: Int32Array.from(known, ({ file }) => file) },
    { name: 'stated', codes: Int32Array.from(known, ({ run }) => run!) },
  ]);
  for (const statement of DELETE_SAME_RUN) await engine.run(statement);
  const { n } = await ask(engine, 'SELECT count(*)::DOUBLE AS n FROM same_run');
  if (n === 0) return [];
  const left = await askRows(engine, 'SELECT DISTINCT file_id::DOUBLE AS file FROM observation');
  const alive = new Set(left.map(({ file }) => Number(file)));
  const twins = [...codes].flatMap(([file, code]): Twin[] => {
    if (alive.has(code)) return [];
    const run = stated[code].run;
    const other = run === null ? undefined : known.find((k) => k.run === run && k.file !== code);
    return other ? [{ file, detail: `the same run as ${all[other.file].name}; counted once` }] : [];
  });
  tally.add('twice', 'scores of a run that two files hold: counted once', null, n);
  return twins;
}

/** Gives what is left in `repeated` runs of its own. */
async function numberRuns(
  engine: Engine,
  catalog: Catalog,
  { all, first }: Origins,
  layout: RowLayout,
  moments: readonly { facet: string; times: readonly (number | null)[] }[],
  tally: Tally,
): Promise<RowLayout> {
  const { n } = await ask(
    engine,
    'SELECT sum(n)::DOUBLE AS n FROM (SELECT count(*) - count(DISTINCT run) AS n FROM repeated GROUP BY k)',
  );
  if (!(n > 0)) return layout;
  const hasRuns = layout.facets.includes('run');
  catalog.countRuns();
  if (!hasRuns) await engine.run('ALTER TABLE observation ADD COLUMN run INTEGER DEFAULT 0');
  await writeWords(engine, catalog.levels('run').names());
  const [moment] = moments;
  if (moments.length > 0) {
    await engine.run('CREATE TABLE moment (code INTEGER, time DOUBLE)');
    await put(engine, 'moment', moment.times.length, [
      { name: 'code', codes: Int32Array.from(moment.times, (_, code) => code) },
      { name: 'time', numbers: Float64Array.from(moment.times, (time) => time ?? NaN) },
    ]);
  }
  await engine.run(orderRuns(moments.length > 0 ? moment : null).text);
  const runs = await askRows(
    engine,
    'SELECT DISTINCT base::DOUBLE AS base, number::DOUBLE AS number FROM new_run ORDER BY base, number',
  );
  const named = runs.map((row) => {
    const [base, number] = [Number(row.base), Number(row.number)];
    const name = base < 0 ? String(number) : counted(catalog.levels('run').name(base), number);
    return { base, number, code: catalog.levels('run').codeOf(name) };
  });
  await engine.run('CREATE TABLE run_code (base INTEGER, number INTEGER, code INTEGER)');
  await put(engine, 'run_code', named.length, [
    { name: 'base', numbers: Float64Array.from(named, ({ base }) => base) },
    { name: 'number', numbers: Float64Array.from(named, ({ number }) => number) },
    { name: 'code', numbers: Float64Array.from(named, ({ code }) => code) },
  ]);
  await engine.run(
    'UPDATE observation SET run = c.code FROM (SELECT w, code FROM new_run JOIN run_code USING (base, number)) c WHERE observation.rowid = c.w',
  );
  tally.add('note', LATER, await exampleOf(engine, catalog, all, first), n);
  return hasRuns
    ? layout
    : { ...layout, facets: [...layout.facets, 'run'], columns: [...layout.columns, 'run'] };
}

const LATER =
  'scores of a model, prompt, task and item that had one: kept as further runs, never averaged';
const COUNTED = / \((\d+)\)$/;

function counted(name: string, number: number): string {
  return number === 1 ? name : `${name} (${number})`;
}

/** What the names of runs say: their numbers, and which of them are counted names of another. */
async function writeWords(engine: Engine, names: readonly string[]): Promise<void> {
  await engine.run('CREATE TABLE run_word (run INTEGER, number DOUBLE, base INTEGER)');
  const numbers = names.map((name) =>
    /^\d{1,6}$/.test(name) ? Number(name) : [ABSENT_LEVEL, EMPTY_LEVEL].includes(name) ? 1 : NaN,
  );
  const bases = names.map((name, run) => {
    const base = names.indexOf(name.replace(COUNTED, ''));
    return base < 0 ? run : base;
  });
  await put(engine, 'run_word', names.length, [
    { name: 'run', codes: Int32Array.from(names, (_, run) => run) },
    { name: 'number', numbers: Float64Array.from(numbers) },
    { name: 'base', codes: Int32Array.from(bases) },
  ]);
}

async function exampleOf(
  engine: Engine,
  catalog: Catalog,
  all: Origins['all'],
  first: number,
): Promise<string | null> {
  const [row] = await askRows(
    engine,
    `SELECT o.item_id::DOUBLE AS item, o.run::DOUBLE AS run, o.file_id::DOUBLE AS file FROM new_run n JOIN observation o ON o.rowid = n.w WHERE o.file_id >= ${first} ORDER BY o.run DESC, o.rowid LIMIT 1`,
  );
  if (!row) return null;
  const run = catalog.levels('run').name(Number(row.run));
  return `item ${catalog.levels('item').name(Number(row.item))}: run ${run || FIRST_RUN} from ${all[Number(row.file)].name}`;
}

async function put(
  engine: Engine,
  table: string,
  rows: number,
  columns: readonly OutColumn[],
): Promise<void> {
  await engine.append(table, toIpc(columns, rows));
}
