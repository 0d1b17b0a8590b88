import { ProblemError } from '../src/domain/problem.ts';
import type { SqlParameter } from '../src/domain/sql-parameter.ts';
import { numberParameters } from '../src/sql/parameters.ts';
import type { UserStatement } from '../src/sql/user-statement.ts';
import type { GuestConnection } from './engine.ts';

const ASKED = 'declination_asked';

/**
 * Binds values to the parameters of a statement that is known to be one, and gives what is to be run for
 * its rows. The engine runs in steps, so that it can be stopped, only what is text; hence each value is
 * bound to a variable of the connection by a prepared statement, and the statement, prepared under a name,
 * is run on those variables. No value ever stands in a text; those of the next statement replace them.
 * Throws a ProblemError where a value is missing.
 */
export async function bindParameters(
  connection: GuestConnection,
  { text, parameters }: UserStatement,
  given: readonly SqlParameter[],
): Promise<{ run: string; describe(as: 'DESCRIBE' | 'EXPLAIN'): Promise<Uint8Array> }> {
  if (parameters.length === 0)
    return { run: text, describe: (as) => connection.run(`${as} ${text}`) };
  const numbered = numberParameters(text);
  const params = numbered.names.map((name) => {
    const value = given.find((one) => one.name === name)?.value;
    if (value === undefined) throw new ProblemError(missing(name));
    return value;
  });
  for (const [index, value] of params.entries())
    await connection.runBound({ text: `SET VARIABLE ${variable(index)} = ?`, params: [value] });
  await connection.run(`PREPARE ${ASKED} AS ${numbered.text}`);
  const values = params.map((_, index) => `getvariable('${variable(index)}')`).join(', ');
  return {
    run: `EXECUTE ${ASKED}(${values})`,
    describe: async (as) => {
      try {
        return await connection.runBound({ text: `${as}\n${numbered.text}`, params });
      } catch (error) {
        throw new Error(inWordsOf(text, numbered.text, error), { cause: error });
      }
    },
  };
}

/** The engine's words with the line as it was typed: names for numbers, and its number in the text. */
function inWordsOf(typed: string, numbered: string, error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  return words.replace(/LINE (\d+): (.*)/g, (_, line: string, quote: string) => {
    const index = Number(line) - 2;
    const shown = quote.replace(/^\.\.\./, '').replace(/\.\.\.$/, '');
    const at = numbered.split('\n')[index]?.indexOf(shown) ?? -1;
    const own = typed.split('\n')[index]?.slice(at, at + shown.length);
    return `LINE ${index + 1}: ${at < 0 || own === undefined ? quote : quote.replace(shown, () => own)}`;
  });
}

const variable = (index: number): string => `declination_value_${index}`;

function missing(name: string): ProblemError['problem'] {
  return {
    code: 'missing-parameter',
    severity: 'error',
    message: `The parameter $${name} has no value.`,
    wayOn: 'Give it one beneath the editor.',
  };
}
