import type { Inspection, Mapping } from '../src/domain/import-report.ts';
import type { Problem } from '../src/domain/problem.ts';
import { ProblemError } from '../src/domain/problem.ts';
import type { Batch, Table } from '../src/formats/batch.ts';
import { detect } from '../src/formats/detect.ts';
import type { TableFormat } from '../src/formats/format.ts';
import { guessMapping, mappingOf, needsMapping, tableKind } from '../src/formats/mapping.ts';
import { Source } from '../src/formats/source.ts';
import { textAt } from './coder.ts';

const SAMPLE_ROWS = 200;

/** A file looked at: what it is, and its columns opened where it is something. */
export interface Looked {
  readonly inspection: Inspection;
  readonly opened: {
    readonly source: Source;
    readonly table: Table;
    readonly guess: Mapping;
  } | null;
}

/** Recognises a file by content and guesses its columns from a sample. Never throws for what a file holds. */
export async function lookAt(
  file: File,
  index: number,
  known: readonly TableFormat[],
  remembered: readonly Mapping[],
): Promise<Looked> {
  const name = nameOf(file);
  const nothing = (problem: Problem, label = 'Not a result file'): Looked => ({
    inspection: {
      index,
      name,
      size: file.size,
      format: null,
      formatLabel: label,
      columns: [],
      kind: null,
      rows: 0,
      needsMapping: false,
      problem,
    },
    opened: null,
  });
  let source: Source;
  try {
    source = await Source.open(file, name);
  } catch (error) {
    return nothing(unreadable(name, error), 'Not readable');
  }
  const format = detect(source, known);
  if (!('open' in format)) return nothing(format);
  try {
    const table = await format.open(source);
    if (table.columns.length === 0) return nothing(noColumns(name), format.label);
    const sample = await sampleOf(table);
    if (sample.rows === 0) return nothing(headerOnly(name, table), format.label);
    const guesses = guessMapping(
      table.columns.map((column, c) => ({
        name: column,
        values: sample.values[c],
      })),
      table.decimalComma,
      remembered,
    );
    const { roles } = table;
    const columns = roles
      ? guesses.map((guess) => ({ ...guess, role: roles[guess.name], because: 'name' as const }))
      : guesses;
    const kind = tableKind(columns.map((column) => column.role));
    if (kind === null && format.id === 'jsonl' && sample.whole && sample.rows === 1)
      return nothing(singleObject(name, table), 'JSON object');
    return {
      inspection: {
        index,
        name,
        size: file.size,
        format: format.id,
        formatLabel: format.label,
        columns,
        kind,
        rows: table.rows ?? estimateRows(source, sample),
        needsMapping: !roles && needsMapping(columns),
        problem: null,
      },
      opened: { source, table, guess: mappingOf(columns) },
    };
  } catch (error) {
    if (error instanceof ProblemError) return nothing(error.problem, format.label);
    return nothing(unreadable(name, error), format.label);
  }
}

/** Path inside a dropped folder where there is one. */
export function nameOf(file: File): string {
  return file.webkitRelativePath || file.name;
}

interface Sample {
  readonly rows: number;
  /** Per column, as text; '' where empty. */
  readonly values: readonly string[][];
  /** Bytes the sampled rows take in the decompressed file, by their texts. */
  readonly bytes: number;
  readonly whole: boolean;
}

async function sampleOf(table: Table): Promise<Sample> {
  const values: string[][] = table.columns.map(() => []);
  let rows = 0;
  let bytes = 0;
  let whole = true;
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
    take(batch);
    if (rows >= SAMPLE_ROWS) break;
  }
  return { rows, values, bytes, whole: whole && rows < SAMPLE_ROWS };
}

/** gzip shrinks result tables about eightfold: good enough for a guard and a progress label. */
function estimateRows(source: Source, sample: Sample): number {
  if (sample.whole) return sample.rows;
  const width = sample.bytes / sample.rows;
  return Math.round((source.size * (source.gzip ? 8 : 1)) / width);
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
