import type { Statement } from '../domain/statement.ts';

/**
 * A statement to read and to paste: every question mark outside quotes is replaced by its value,
 * quoted. For showing only; what runs keeps its parameters.
 */
export function showStatement(statement: Statement): string {
  let at = 0;
  const text = statement.text.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|\?/g, (piece) => {
    if (piece !== '?') return piece;
    if (at >= statement.params.length)
      throw new Error(`invalid statement; more question marks than parameters: ${at + 1}`);
    const value = statement.params[at++];
    return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value ?? 'NULL');
  });
  return tidy(text);
}

/** Plain names and numbers without the quotes and casts that only a program needs. */
function tidy(text: string): string {
  return text
    .replace(/"([a-z_][a-z0-9_]*)"/g, '$1')
    .replace(/\((-?\d[\d.e+-]*)::DOUBLE\)/g, '$1')
    .replace(/(\d\.\d)::DOUBLE/g, '$1');
}
