import type { FileOutcome, Mapping } from '../src/domain/import-report.ts';
import type { Role } from '../src/domain/observation.ts';
import type { Problem } from '../src/domain/problem.ts';
import { ProblemError } from '../src/domain/problem.ts';
import type { Table } from '../src/formats/batch.ts';
import { benchmarkTable } from '../src/formats/benchmark-table.ts';
import { tableKind } from '../src/formats/mapping.ts';
import { longParts } from '../src/formats/wide.ts';
import { groupHash } from '../src/formats/fingerprint.ts';
import type { ImportRequest } from '../src/protocol/database.ts';
import type { Looked } from './inspect.ts';
import { outcomeOf } from './import-files.ts';
import { keptRoles } from './layout.ts';
import type { Loaded } from './loaded.ts';
import type { PlannedFile } from './planned-file.ts';
import { keptNames } from './planned-file.ts';
import { tooLarge } from './size-guard.ts';

/** What is known of a group before it is read. */
export interface LookedGroup extends Looked {
  readonly container: string;
}

/**
 * Decides which files are read and which are not and why: unknown or damaged ones, copies of what is
 * loaded, too large ones, ones whose columns disagree with the others.
 */
export async function planFiles(
  requests: readonly ImportRequest[],
  look: (request: ImportRequest) => Promise<LookedGroup>,
  loaded: Loaded,
): Promise<{ planned: PlannedFile[]; others: FileOutcome[] }> {
  const planned: PlannedFile[] = [];
  const others: FileOutcome[] = [];
  const seen = new Map(loaded.read);
  for (const request of requests) {
    const { group, container, inspection, opened } = await look(request);
    const refuse = (state: FileOutcome['state'], detail: string, problem: Problem | null): void => {
      others.push(
        outcomeOf(
          { inspection, kind: inspection.kind ?? 'observations' },
          0,
          state,
          detail,
          problem,
        ),
      );
    };
    if (!opened) {
      refuse('skipped', inspection.problem?.message ?? 'not read', inspection.problem);
      continue;
    }
    const { table } = opened;
    const mapping = request.mapping ?? opened.guess;
    const kind =
      table.kind ?? tableKind(table.columns.map((column) => mapping[column] ?? 'ignore'));
    if (!kind) {
      refuse('skipped', 'no score column', noKind(inspection.name, table.columns));
      continue;
    }
    const parts = (table.kind || kind === 'benchmarks' ? null : longParts(table, mapping)) ?? [
      { table, mapping, kind, scores: withRole(table, mapping, 'score') },
    ];
    const files = parts.map((part, i): Omit<PlannedFile, 'hash'> => {
      const further = part.table.columns.filter((column) => isFurther(part.mapping[column]));
      const known = [...Object.keys(loaded.kept), ...planned.flatMap((f) => [...f.kept.values()])];
      return {
        group,
        container,
        name: inspection.name,
        // The bytes of a file that gives two tables count once.
        size: i === 0 ? inspection.size : 0,
        ...(part.kind === 'benchmarks' && !table.kind
          ? figures(benchmarkTable(table, mapping))
          : { table: part.table, mapping: part.mapping }),
        inspection,
        kind: part.kind,
        grades:
          table.grades ??
          opened.gradeRule(part.scores) ??
          opened.gradeRule(withRole(part.table, part.mapping, 'reference')),
        kept: keptNames(further, known),
      };
    });
    const large = tooLarge(files[0]);
    if (large) {
      refuse('skipped', large.message, large);
      continue;
    }
    const hash = groupHash(group);
    // Whoever waits for it meets its failure.
    hash.catch(() => undefined);
    const hashed = files.map((each) => ({ ...each, hash }));
    // A file that comes alone has no twin: it is read while its content is hashed.
    const twin = seen.size > 0 || requests.length > 1 ? seen.get(await hash) : undefined;
    if (twin !== undefined) {
      refuse('same-content', `the same content as ${twin}; counted once`, null);
      continue;
    }
    try {
      keptRoles(loaded, [...planned, ...hashed]);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      refuse('failed', error.problem.message, error.problem);
      continue;
    }
    if (requests.length > 1) seen.set(await hash, inspection.name);
    planned.push(...hashed);
  }
  return { planned, others };
}

/** A table of records has no roles but its own. */
function figures(table: Table): Pick<PlannedFile, 'table' | 'mapping'> {
  return { table, mapping: table.roles! };
}

function isFurther(role: Role | undefined): boolean {
  return role === 'facet' || role === 'number';
}

function withRole(table: Table, mapping: Mapping, role: Role): string[] {
  return table.columns.filter((column) => mapping[column] === role);
}

function noKind(file: string, columns: readonly string[]): Problem {
  return {
    code: 'no-score-column',
    severity: 'error',
    message: 'No column of this file is a score.',
    file,
    found: `the columns ${columns.slice(0, 12).join(', ')}`,
    expected: 'a score per response; or references, outcomes or texts with an item',
    wayOn: 'Say which column is the score in the mapping.',
  };
}
