import { CORE_FACETS } from '../domain/observation.ts';
import type { Statement } from '../domain/statement.ts';

/** Strings, quoted names, question marks and the casts that only a program needs. */
const PIECES = /'(?:[^']|'')*'|"((?:[^"]|"")*)"|\?|\((-?\d[\d.e+-]*)::DOUBLE\)|(\d\.\d)::DOUBLE/g;
/** Names that mean the same without quotes; any other may be a word of SQL. */
const PLAIN = new Set<string>([...CORE_FACETS, 'score', 'reference', 'error']);

/**
 * A statement to read and to paste: every question mark outside quotes is replaced by its value,
 * quoted. For showing only; what runs keeps its parameters.
 */
export function showStatement(statement: Statement): string {
  let at = 0;
  return statement.text.replace(
    PIECES,
    (piece, name?: string, number?: string, literal?: string) => {
      if (piece === '?') {
        if (at >= statement.params.length)
          throw new Error(`invalid statement; more question marks than parameters: ${at + 1}`);
        return written(statement.params[at++]);
      }
      if (name !== undefined && PLAIN.has(name)) return name;
      return number ?? literal ?? piece;
    },
  );
}

function written(value: Statement['params'][number]): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value ?? 'NULL');
}
