import type { Result } from '../domain/problem.ts';
import type { Question } from '../domain/question.ts';
import type { Removable } from '../domain/slice.ts';
import type { Database } from '../protocol/database.ts';

/** What the best choice removes; a stop ends the work, which holds other statements up. */
export async function askRemovable(
  database: Database,
  question: Question,
  signal: AbortSignal,
): Promise<Result<Removable>> {
  const cancel = (): void => void database.cancelRemovable();
  signal.addEventListener('abort', cancel);
  const answer = await database.removable(question).finally(() => {
    signal.removeEventListener('abort', cancel);
  });
  signal.throwIfAborted();
  return answer;
}
