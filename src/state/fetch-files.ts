import { fail, ok } from '../domain/problem.ts';
import type { Result } from '../domain/problem.ts';

/** Bytes fetched of those the server announced; `total` grows while answers come in. */
export type OnFetched = (done: number, total: number) => void;

/**
 * Fetches files that lie beside the page, all at once, as Files with the last part of their address
 * as name.
 */
export async function fetchFiles(
  addresses: readonly string[],
  onfetched: OnFetched,
  signal: AbortSignal,
): Promise<Result<File[]>> {
  const done = addresses.map(() => 0);
  const total = addresses.map(() => 0);
  const tell = (): void => onfetched(sum(done), sum(total));
  const fetchOne = async (address: string, index: number): Promise<File> => {
    const response = await fetch(new URL(address, document.baseURI), { signal });
    if (!response.ok || !response.body) throw new Error(`${address}: ${response.status}`);
    total[index] = Number(response.headers.get('content-length')) || 0;
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    const reader = response.body.getReader();
    for (;;) {
      const { done: ended, value } = await reader.read();
      if (ended) break;
      pieces.push(value);
      done[index] += value.length;
      // A compressed answer announces fewer bytes than it brings.
      total[index] = Math.max(total[index], done[index]);
      tell();
    }
    return new File(pieces, address.split('/').at(-1)!);
  };
  try {
    return ok(await Promise.all(addresses.map(fetchOne)));
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    return fail({
      code: 'sample-unavailable',
      message: 'The sample study could not be fetched.',
      expected: 'the folder data-samples beside the page',
      wayOn: 'Reload the page, or drop files of your own.',
      detail: error instanceof Error ? error.message : String(error),
    });
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
