import type { ColumnGuess, Inspection, Mapping } from '../src/domain/import-report.ts';
import type { Problem } from '../src/domain/problem.ts';
import { ProblemError } from '../src/domain/problem.ts';
import type { Batch, Skip, Table } from '../src/formats/batch.ts';
import { countedAs, gradesAsChosen } from '../src/formats/column-grades.ts';
import { detect } from '../src/formats/detect.ts';
import type { TableFormat } from '../src/formats/format.ts';
import type { GradeRule } from '../src/formats/grades.ts';
import { groupSize } from '../src/formats/group.ts';
import type { Group } from '../src/formats/group.ts';
import { guessMapping, mappingOf, needsMapping, tableKind } from '../src/formats/mapping.ts';
import { Source } from '../src/formats/source.ts';
import { textAt } from './coder.ts';

const SAMPLE_ROWS = 200;

/** A group of files looked at: what it is, and its columns opened where it is something. */
export interface Looked {
  readonly group: Group;
  readonly inspection: Inspection;
  readonly opened: {
    readonly table: Table;
    readonly guess: Mapping;
    /** What the labels in columns that were said to hold scores count as; null where there are none. */
    readonly gradeRule: (columns: readonly string[]) => GradeRule | null;
  } | null;
}

/**
 * Recognises a group by content and guesses its columns from a sample. Never throws for what its
 * files hold.
 */
export async function lookAt(
  group: Group,
  index: number,
  known: readonly TableFormat[],
  remembered: readonly Mapping[],
): Promise<Looked> {
  const { name } = group;
  let label = group.format?.label ?? 'Not a result file';
  const nothing = (problem: Problem): Looked => ({
    group,
    inspection: {
      index,
      name,
      size: groupSize(group),
      format: group.format?.id ?? null,
      formatLabel: label,
      columns: [],
      kind: null,
      rows: 0,
      needsMapping: false,
      problem,
    },
    opened: null,
  });
  try {
    const { format, open, packed } = await recognise(group, known);
    label = format.label;
    const table = await open();
    if (table.columns.length === 0) return nothing(noColumns(name));
    const sample = await sampleOf(table);
    if (sample.rows === 0)
      return nothing(sample.skip ? nothingScored(name, sample.skip) : headerOnly(name, table));
    const columns = columnsOf(table, sample, remembered);
    const kind = table.kind ?? tableKind(columns.map((column) => column.role));
    if (kind === null && format.id === 'jsonl' && sample.whole && sample.rows === 1)
      return nothing(singleObject(name, table));
    return {
      group,
      inspection: {
        index,
        name,
        size: groupSize(group),
        format: format.id,
        formatLabel: format.label,
        columns,
        kind,
        rows: table.rows ?? estimateRows(groupSize(group), packed, sample),
        ...(table.asks ? { asks: table.asks } : {}),
        needsMapping: !table.kind && !table.roles && needsMapping(columns),
        problem: null,
      },
      opened: { table, guess: mappingOf(columns), gradeRule: gradeRuleOf(table, sample) },
    };
  } catch (error) {
    return nothing(error instanceof ProblemError ? error.problem : unreadable(name, error));
  }
}

interface Recognised {
  readonly format: { readonly id: string; readonly label: string };
  readonly open: () => Promise<Table>;
  readonly packed: boolean;
}

/** A group's own format, or that of its one file by what its first bytes say. */
async function recognise(group: Group, known: readonly TableFormat[]): Promise<Recognised> {
  if (group.format) return { format: group.format, open: () => group.open(), packed: false };
  const [entry] = group.entries;
  if (entry.problem) throw new ProblemError(entry.problem);
  const source = await Source.open(await entry.content(), group.name);
  const format = detect(source, known);
  if (!('open' in format)) throw new ProblemError(format);
  return { format, open: () => format.open(source), packed: source.gzip };
}

/** What each column means: as the format says, else as names, values and earlier answers suggest. */
function columnsOf(table: Table, sample: Sample, remembered: readonly Mapping[]): ColumnGuess[] {
  const columns = table.columns.map((name, c) => ({ name, values: sample.values[c] }));
  const guesses = guessMapping(columns, table.decimalComma, remembered);
  const { roles } = table;
  if (!roles)
    return guesses.map((guess, c) => {
      const rule = gradesAsChosen(columns[c]);
      return rule ? { ...guess, grades: countedAs(rule, columns[c]) } : guess;
    });
  return guesses.map((guess) => ({ ...guess, role: roles[guess.name], because: 'name' }));
}

function gradeRuleOf(table: Table, sample: Sample) {
  return (columns: readonly string[]): GradeRule | null =>
    gradesAsChosen(
      ...columns.map((name) => ({
        name,
        values: sample.values[table.columns.indexOf(name)] ?? [],
      })),
    );
}

interface Sample {
  readonly rows: number;
  /** Per column, as text; '' where empty. */
  readonly values: readonly string[][];
  /** Bytes the sampled rows take in the decompressed file, by their texts. */
  readonly bytes: number;
  readonly whole: boolean;
  /** The first thing that could not be used. */
  readonly skip: Skip | null;
}

async function sampleOf(table: Table): Promise<Sample> {
  const values: string[][] = table.columns.map(() => []);
  let rows = 0;
  let bytes = 0;
  let whole = true;
  let skip: Skip | null = null;
  const take = (batch: Batch): void => {
    for (let row = 0; row < batch.rows; row++, rows++) {
      if (rows >= SAMPLE_ROWS) {
        whole = false;
        return;
      }
      batch.columns.forEach((column, c) => {
        const text = textAt(column, row) ?? '';
        values[c].push(text);
        bytes += text.length + 1;
      });
    }
  };
  for await (const batch of table.batches()) {
    skip ??= batch.skips.find(({ kept }) => !kept) ?? null;
    take(batch);
    if (rows >= SAMPLE_ROWS) break;
  }
  return { rows, values, bytes, whole: whole && rows < SAMPLE_ROWS, skip };
}

/** gzip shrinks result tables about eightfold: good enough for a guard and a progress label. */
function estimateRows(size: number, packed: boolean, sample: Sample): number {
  if (sample.whole) return sample.rows;
  const width = sample.bytes / sample.rows;
  return Math.round((size * (packed ? 8 : 1)) / width);
}

function nothingScored(file: string, { reason, row, found }: Skip): Problem {
  return {
    code: 'nothing-scored',
    severity: 'error',
    message: 'No record of this file has a score.',
    file,
    row,
    found: found ? `${reason}: ${found}` : reason,
    expected: 'at least one record with a number that says how good a response is',
    wayOn: 'Drop the file that holds the scores of this run, or export the results with them.',
  };
}

function headerOnly(file: string, table: Table): Problem {
  return {
    code: 'header-only',
    severity: 'error',
    message: 'This table has a header and no rows.',
    file,
    found: `the columns ${table.columns.slice(0, 8).join(', ')}`,
    expected: 'at least one row of results',
    wayOn: 'Export the results again; the rows are missing.',
  };
}

function singleObject(file: string, table: Table): Problem {
  return {
    code: 'unknown-format',
    severity: 'error',
    message: 'This is one JSON object, not a table of results.',
    file,
    found: `an object with ${table.columns.slice(0, 6).join(', ')}`,
    expected: 'a list of objects, or one object per line, with a score each',
    wayOn: 'Export the results as a table, one row per scored response.',
  };
}

function noColumns(file: string): Problem {
  return {
    code: 'no-columns',
    severity: 'error',
    message: 'No columns could be found in this file.',
    file,
    found: 'no complete record in its beginning',
    expected: 'objects with the same fields, one per result',
    wayOn: 'Export the results as a table, one row per scored response.',
  };
}

function unreadable(file: string, error: unknown): Problem {
  return {
    code: 'unreadable-file',
    severity: 'error',
    message: 'This file could not be read to its end.',
    file,
    found: 'a damaged or moved file',
    expected: 'a complete file',
    wayOn: 'Copy or write the file again and drop it once more.',
    detail: error instanceof Error ? error.message : String(error),
  };
}
