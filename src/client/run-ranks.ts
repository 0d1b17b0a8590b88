import type { Result } from '../domain/problem.ts';
import type { Question } from '../domain/question.ts';
import type { LevelRanks } from '../domain/slice.ts';
import type { Database } from '../protocol/database.ts';

/** Levels of a facet compared in pairs; a stop ends the work, which newer questions would share with. */
export async function askRanks(
  database: Database,
  question: Question,
  facet: string,
  signal: AbortSignal,
): Promise<Result<LevelRanks>> {
  const cancel = (): void => void database.cancelCompare();
  signal.addEventListener('abort', cancel);
  const answer = await database.compare(question, facet).finally(() => {
    signal.removeEventListener('abort', cancel);
  });
  signal.throwIfAborted();
  return answer;
}
