import { writtenOf } from './fields.ts';

/**
 * What kind of failure an error stands for, by its words: `refusal`, `limit`, `unparsable`, else `error`;
 * null where there is none. Kinds stay few, so that missing scores can be counted by them.
 */
export function failureKind(error: unknown): string | null {
  const text = writtenOf(error);
  if (text === null || text === '' || text === 'false') return null;
  if (/refus|content.?filter|content.?policy|safety|blocked/i.test(text)) return 'refusal';
  if (
    /time.?out|timed out|rate.?limit|token limit|context.?length|max.?tokens|limit exceeded/i.test(
      text,
    )
  )
    return 'limit';
  if (/pars(e|ing)|invalid json|no rating/i.test(text)) return 'unparsable';
  return 'error';
}
