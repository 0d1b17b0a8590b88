import type { Content } from './content.ts';
import { ProblemError } from '../domain/problem.ts';
import { concat, Source } from './source.ts';
import { withExactIntegers, withoutBareNumbers } from './json-scan.ts';

const LARGEST = 400 << 20;

/**
 * A JSON text, bare NaN and Infinity read as null, and integers longer than a number holds as texts;
 * undefined where it is not JSON.
 */
export function parseJson(written: string): unknown {
  const text = withExactIntegers(written);
  try {
    return JSON.parse(text);
  } catch {
    // A second attempt without what Python writes and JSON forbids.
  }
  try {
    return JSON.parse(withoutBareNumbers(text));
  } catch {
    return undefined;
  }
}

/**
 * A whole JSON file, packed by gzip or in whichever encoding of a text. Throws a ProblemError where it is
 * none or above 400 MB.
 */
export async function readJson(content: Content, file: string): Promise<unknown> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const { bytes } of (await Source.open(content, file)).chunks()) {
    pieces.push(bytes);
    length += bytes.length;
    if (length > LARGEST)
      throw damaged(file, `${length} bytes`, `at most ${LARGEST} bytes in one piece`);
  }
  const [only] = pieces;
  const bytes = pieces.length === 1 ? only : concat(pieces, length);
  const value = parseJson(new TextDecoder().decode(bytes));
  if (value === undefined) throw damaged(file, 'text that is cut off or not JSON', 'complete JSON');
  return value;
}

function damaged(file: string, found: string, expected: string): ProblemError {
  return new ProblemError({
    code: 'damaged-json',
    severity: 'error',
    message: 'This JSON file is damaged, cut off or too large.',
    file,
    found,
    expected,
    wayOn: 'Copy or write the file again.',
  });
}
