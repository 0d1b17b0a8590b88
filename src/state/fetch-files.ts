import { fail, ok } from '../domain/problem.ts';
import type { Result } from '../domain/problem.ts';
import type { StudyFile } from '../domain/study.ts';

/** Bytes fetched of those that there are. */
export type OnFetched = (done: number, total: number) => void;

/**
 * Fetches files that lie beside the page, all at once, as Files with the last part of their address
 * as name. How many bytes there are is known before the first is read.
 */
export async function fetchFiles(
  files: readonly StudyFile[],
  onfetched: OnFetched,
  signal: AbortSignal,
): Promise<Result<File[]>> {
  try {
    const answers = await Promise.all(
      files.map(async ({ path, bytes }) => {
        const response = await fetch(new URL(path, document.baseURI), { signal });
        if (!response.ok || !response.body) throw new Error(`${path}: ${response.status}`);
        return { path, body: response.body, bytes: bytes ?? announced(response) };
      }),
    );
    const done = answers.map(() => 0);
    const total = answers.map(({ bytes }) => bytes);
    const read = async ({ path, body }: (typeof answers)[number], i: number): Promise<File> => {
      const pieces: Uint8Array<ArrayBuffer>[] = [];
      const reader = body.getReader();
      for (;;) {
        const { done: ended, value } = await reader.read();
        if (ended) break;
        pieces.push(value);
        done[i] += value.length;
        // A compressed answer announces fewer bytes than it brings.
        total[i] = Math.max(total[i], done[i]);
        onfetched(sum(done), sum(total));
      }
      return new File(pieces, path.split('/').at(-1)!);
    };
    return ok(await Promise.all(answers.map(read)));
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    return fail({
      code: 'study-unavailable',
      message: 'The study could not be fetched.',
      expected: `${files.map(({ path }) => path.replace(/^\.\//, '')).join(', ')} beside the page`,
      wayOn: 'Reload the page, or drop files of your own.',
      detail: error instanceof Error ? error.message : String(error),
    });
  }
}

function announced({ headers }: Response): number {
  return Number(headers.get('content-length')) || 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
