import type { ScoreNames } from '../analyses/agreement/scorer-names.ts';
import type { Dataset } from '../domain/dataset.ts';
import { ok } from '../domain/problem.ts';
import type { Result } from '../domain/problem.ts';
import type { Question } from '../domain/question.ts';
import type { Statement } from '../domain/statement.ts';
import type { Database } from '../protocol/database.ts';
import type { EncodedScores } from '../protocol/resampler.ts';
import {
  humanScores,
  referenceScores,
  scoreColumns,
  scoreNames,
  scoreSums,
  taskGrades,
} from '../sql/agreement.ts';
import type { SourceFacet } from '../sql/agreement.ts';
import { REFERENCE_RATER } from '../sql/error.ts';
import { queryRows } from './query-rows.ts';

/** More runs than this are added up: sums per run would be about as many as the rows. */
const MOST_RUNS = 50;

/** Question -> sums of scores -> bytes for the workers that compute agreement; the page decodes none. */
export async function loadScores(
  database: Database,
  dataset: Dataset,
  question: Question,
): Promise<Result<EncodedScores>> {
  const statements: Readonly<Record<keyof EncodedScores, Statement>> = {
    scores: scoreSums(question, sourceFacets(dataset)),
    columns: scoreColumns(question, has(dataset, 'unit', 2) ? 'unit' : 'item'),
    humans: humanScores(),
    references: referenceScores(),
    grades: taskGrades(),
  };
  const answers: Partial<Record<keyof EncodedScores, Uint8Array>> = {};
  for (const [name, statement] of Object.entries(statements)) {
    const bytes = await database.query(statement);
    if (!bytes.ok) return bytes;
    answers[name as keyof EncodedScores] = bytes.value;
  }
  return ok(answers as EncodedScores);
}

/** The names behind the codes of the scores. */
export async function loadScoreNames(database: Database): Promise<Result<ScoreNames>> {
  const rows = await queryRows(database, scoreNames());
  if (!rows.ok) return rows;
  const namesOf = (facet: string): Map<number, string> =>
    new Map(
      rows.value
        .filter((row) => row['facet'] === facet)
        .map((row) => [Number(row['code']), String(row['name'])]),
    );
  return ok({
    model: namesOf('model'),
    prompt: namesOf('prompt'),
    task: namesOf('task'),
    rater: namesOf(REFERENCE_RATER),
  });
}

function sourceFacets(dataset: Dataset): SourceFacet[] {
  const runs = dataset.facets.find(({ name }) => name === 'run')?.levels ?? 0;
  return [
    ...(has(dataset, 'prompt', 2) ? (['prompt'] as const) : []),
    ...(has(dataset, 'run', 2) && runs <= MOST_RUNS ? (['run'] as const) : []),
  ];
}

function has({ facets }: Dataset, facet: string, levels: number): boolean {
  return facets.some((f) => f.name === facet && f.present && f.levels >= levels);
}
