import type { FileOutcome, ImportReport } from '../src/domain/import-report.ts';
import type { Problem } from '../src/domain/problem.ts';
import { ProblemError } from '../src/domain/problem.ts';
import type { Progress } from '../src/protocol/progress.ts';
import type { Catalog } from './catalog.ts';
import type { Engine } from './engine.ts';
import { copiedRecords, countItemsOnce } from './copied-records.ts';
import { finalise } from './finalise.ts';
import { importObservations } from './import-observations.ts';
import { importRecords, isRecordKind } from './import-records.ts';
import { importSideTable } from './import-side-table.ts';
import { ItemTexts } from './item-texts.ts';
import { layoutFor, prepareTables } from './layout.ts';
import { appendPairs } from './level-tables.ts';
import type { Loaded } from './loaded.ts';
import { numberMergedRuns, partMergedRuns } from './merged-runs.ts';
import { byName, originsOf } from './origins.ts';
import type { PlannedFile } from './planned-file.ts';
import { reconcileNames } from './reconcile.ts';
import { settleRepeats } from './repeats.ts';
import { Tally } from './tally.ts';
import { WriteBehind } from './write-behind.ts';

/** Thrown between batches once the user has cancelled. */
const CANCELLED: Problem = {
  code: 'cancelled',
  severity: 'info',
  message: 'The import was cancelled; what was there before is unchanged.',
};

export interface ImportContext {
  readonly engine: Engine;
  readonly catalog: Catalog;
  readonly loaded: Loaded;
  readonly cancelled: () => boolean;
  readonly onProgress: (progress: Progress) => void;
}

/**
 * Reads the planned files in one transaction. A file that turns out to be damaged half way is left out
 * and the others are read again without it, so that nothing is ever half imported. Throws a
 * ProblemError where nothing remains or the user cancelled; the tables are then as before.
 */
export async function importFiles(
  context: ImportContext,
  planned: readonly PlannedFile[],
  before: readonly FileOutcome[],
): Promise<{ report: ImportReport; loaded: Loaded }> {
  const failed: FileOutcome[] = [];
  let left = [...planned];
  for (;;) {
    const readable = left.some((file) => file.kind === 'observations' || isRecordKind(file.kind));
    const known = context.loaded.dataset.observations > 0;
    if (left.length === 0 && failed.length > 0 && failed.every((file) => file.problem === null))
      return {
        loaded: context.loaded,
        report: { files: [...before, ...failed], entries: [] },
      };
    if (left.length === 0 || (!readable && !known))
      throw nothingToRead(left, [...before, ...failed]);
    const attempt = await tryImport(context, left);
    if (attempt.ok)
      return {
        loaded: attempt.loaded,
        report: {
          files: [...before, ...attempt.files, ...failed],
          entries: attempt.tally.entries(),
        },
      };
    failed.push(...attempt.without.map(([, outcome]) => outcome));
    left = left.filter((file) => !attempt.without.some(([other]) => other === file));
  }
}

type Attempt =
  | { ok: true; loaded: Loaded; files: FileOutcome[]; tally: Tally }
  | { ok: false; without: readonly (readonly [PlannedFile, FileOutcome])[] };

async function tryImport(
  context: ImportContext,
  planned: readonly PlannedFile[],
): Promise<Attempt> {
  const { engine, catalog } = context;
  const mark = catalog.mark();
  const tally = new Tally();
  const outcomes: FileOutcome[] = [];
  // Rows first: side tables may name items and tasks that no row has. Records in the order of their files.
  const ordered = [...planned].sort(
    (a, b) =>
      Number(b.kind === 'observations') - Number(a.kind === 'observations') ||
      (isRecordKind(a.kind) && isRecordKind(b.kind) ? byName.compare(a.name, b.name) : 0),
  );
  const total = ordered.reduce((sum, file) => sum + file.size, 0);
  let done = 0;
  let current = ordered[0];
  let undo = (): void => undefined;
  const rollback = async (): Promise<void> => {
    await engine.run('ROLLBACK').catch(() => undefined);
    catalog.rollback(mark);
    undo();
  };
  await engine.run('BEGIN TRANSACTION');
  try {
    // Files are read as they are; what merged levels repeat is numbered anew at the end.
    const parted = await partMergedRuns(engine, catalog, context.loaded);
    ({ undo } = parted);
    const { loaded } = parted;
    let layout = layoutFor(loaded, ordered, catalog.arrangement.names.length > 0);
    const origins = originsOf(loaded, ordered, layout);
    await prepareTables(engine, catalog, loaded, layout);
    const texts = new ItemTexts(engine, catalog);
    const rowTable = new WriteBehind(engine);
    for (const file of ordered) {
      current = file;
      const label = `Reading ${file.inspection.name}`;
      const onBatch = (bytes: number): void => {
        if (context.cancelled()) throw new ProblemError(CANCELLED);
        context.onProgress({
          done: done + Math.min(bytes, file.size),
          total,
          unit: 'bytes',
          label,
        });
      };
      onBatch(0);
      const code = origins.codes.get(file)!;
      const rows =
        file.kind === 'observations'
          ? await importObservations(
              rowTable,
              catalog,
              file,
              layout,
              tally,
              { file: code, cells: origins.cells, facets: origins.told },
              texts,
              onBatch,
            )
          : isRecordKind(file.kind)
            ? await importRecords(engine, file, file.kind, code, tally, onBatch)
            : await importSideTable(engine, catalog, file, code, tally, onBatch);
      tally.read(file.kind, file.inspection.name, rows);
      outcomes.push(outcomeOf(file, rows, 'read', describe(file), null));
      done += file.size;
    }
    await rowTable.end();
    await texts.end();
    context.onProgress({ done: total, total, unit: 'bytes', label: 'Joining' });
    await appendPairs(engine, catalog, mark.pairs);
    await reconcileNames(engine, catalog, layout.facets.includes('unit'), tally);
    const copies = await copiedRecords(engine, origins);
    const settled = await settleRepeats(engine, catalog, loaded, origins, layout, tally);
    const twins = [...copies, ...('twins' in settled ? settled.twins : [])];
    if (twins.length > 0 || 'twins' in settled) {
      await rollback();
      return {
        ok: false,
        without: twins.map(({ file, detail }) => [
          file,
          outcomeOf(file, 0, 'same-content', detail, null),
        ]),
      };
    }
    layout = settled.layout;
    if (ordered.some(({ kind }) => kind === 'items')) await countItemsOnce(engine, tally);
    const held = { origins: origins.all, attributes: origins.attributes };
    const shape = { ...loaded.shape, facets: layout.facets };
    const asRead = { shape, columns: layout.columns, ...held };
    const runs = await numberMergedRuns(engine, catalog, asRead, tally);
    const next = await finalise(engine, catalog, loaded, ordered, outcomes, layout, mark, tally, {
      ...held,
      runs,
    });
    if (context.cancelled()) throw new ProblemError(CANCELLED);
    await engine.run('COMMIT');
    return { ok: true, loaded: next, files: outcomes, tally };
  } catch (error) {
    await rollback();
    const problem = asProblem(error, current);
    if (problem.code === 'cancelled') throw new ProblemError(problem);
    return {
      ok: false,
      without: [[current, outcomeOf(current, 0, 'failed', problem.message, problem)]],
    };
  }
}

function asProblem(error: unknown, file: PlannedFile): Problem {
  if (error instanceof ProblemError) return error.problem;
  return {
    code: 'import-failed',
    severity: 'error',
    message: 'This file could not be read into the database.',
    file: file.inspection.name,
    found: 'an error of the engine',
    expected: 'a table that fits in memory',
    wayOn: 'Try a smaller file, or reload the page to free memory.',
    detail: error instanceof Error ? error.message : String(error),
  };
}

/** A line of the report for one file. */
export function outcomeOf(
  file: Pick<PlannedFile, 'inspection' | 'kind'>,
  rows: number,
  state: FileOutcome['state'],
  detail: string,
  problem: Problem | null,
): FileOutcome {
  const { name, size, formatLabel } = file.inspection;
  return { name, size, formatLabel, kind: file.kind, rows, state, detail, problem };
}

function describe(file: PlannedFile): string {
  return file.table.columns
    .filter((name) => file.mapping[name] !== 'ignore')
    .map((name) => {
      const role = file.mapping[name];
      return role === 'facet' || role === 'number' || role === name ? name : `${name} as ${role}`;
    })
    .join(', ');
}

function nothingToRead(left: readonly PlannedFile[], others: readonly FileOutcome[]): ProblemError {
  const problem = others.find((file) => file.problem !== null)?.problem;
  if (left.length === 0 && problem) return new ProblemError(problem);
  const name = left[0]?.inspection.name;
  return new ProblemError({
    code: 'no-scores',
    severity: 'error',
    message: 'None of these files holds scores of models.',
    ...(name ? { file: name } : {}),
    found:
      left.length > 0
        ? left.map((file) => `${file.inspection.name}: ${file.kind}`).join('; ')
        : 'no table',
    expected: 'at least one table with a score per response',
    wayOn: 'Drop the scores together with these files.',
  });
}
