import type { Content } from './content.ts';
import { ProblemError } from '../domain/problem.ts';
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

/** A whole JSON file, a byte-order mark taken off. Throws a ProblemError where it is none or above 400 MB. */
export async function readJson(content: Content, file: string): Promise<unknown> {
  if (content.size > LARGEST)
    throw damaged(file, `${content.size} bytes`, `at most ${LARGEST} bytes in one piece`);
  const value = parseJson(new TextDecoder().decode(await content.arrayBuffer()));
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
