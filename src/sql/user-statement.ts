import { MOST_PARAMETERS, MOST_PARAMETER_NAME } from '../domain/sql-parameter.ts';
import { fail, ok } from '../domain/problem.ts';
import type { Result } from '../domain/problem.ts';
import { endOfComment, parameterNames } from './parameters.ts';

/**
 * Words a statement typed by a reader may begin with: those that ask, and those that keep tables and
 * views of the reader's own. Whether such a table is the reader's own is for the engine to see
 * (`workers/guest.ts`); the list keeps out what would end the transaction in which it looks.
 */
const ASKING = [
  'select',
  'from',
  'with',
  'values',
  'table',
  'pivot',
  'unpivot',
  'summarize',
  'describe',
  'desc',
  'show',
  'explain',
];
const KEEPING = ['create', 'drop', 'alter', 'insert', 'update', 'delete', 'truncate', 'merge'];

/** Statements that the engine does not prepare, so that they cannot take parameters. */
const UNPREPARED = ['create', 'drop', 'alter', 'pivot', 'unpivot', 'truncate'];

/** Blanks and comments; block comments nest, as in the engine, so they are counted by hand. */
const BLANK = /^(?:\s+|--[^\n\r]*)/;

/** A statement as it is run: without the semicolon at its end, its beginning where it was typed. */
export interface UserStatement {
  readonly text: string;
  /** The word it begins with, in lower case. */
  readonly verb: string;
  /** Whether it may change tables of the reader's own. */
  readonly keeps: boolean;
  /** Names of its parameters, in lower case. */
  readonly parameters: readonly string[];
}

/** What is run of a text, or why it is not. Looks at its first words only; the engine reads the rest. */
export function readUserStatement(typed: string): Result<UserStatement> {
  const text = typed.replace(/[;\s]+$/, '');
  const start = skipBlanks(text, 0);
  const body = text.slice(start).replace(/^[(\s]+/, '');
  const verb = /^[a-z]+/i.exec(body)?.[0].toLowerCase() ?? '';
  if (body === '')
    return fail({
      code: 'empty-statement',
      message: 'There is no statement to run.',
      wayOn: 'Write one, for example: SELECT model, avg(error) FROM slice GROUP BY model',
    });
  const keeps = KEEPING.includes(verb);
  if (!keeps && !ASKING.includes(verb))
    return refused(verb || body.slice(0, 20), 'Statements here ask, or keep tables of your own.');
  const words = wordsOf(text, start);
  if (verb === 'create' || verb === 'drop' || verb === 'alter') {
    const kind = words.slice(1).find((word) => !['or', 'replace', 'recursive'].includes(word));
    if (kind !== 'table' && kind !== 'view')
      return refused(
        words.slice(0, 3).join(' '),
        'Only tables and views can be kept; leave out other words.',
      );
  }
  const parameters = parameterNames(text);
  if (parameters.length > MOST_PARAMETERS)
    return refused(
      `${parameters.length} parameters`,
      `A statement here has at most ${MOST_PARAMETERS} parameters.`,
    );
  const long = parameters.find((name) => name.length > MOST_PARAMETER_NAME);
  if (long !== undefined)
    return refused(
      `$${long.slice(0, MOST_PARAMETER_NAME)}…`,
      `The name of a parameter has at most ${MOST_PARAMETER_NAME} letters.`,
    );
  if (parameters.length > 0 && UNPREPARED.includes(verb))
    return refused(
      `${verb} with $${parameters[0]}`,
      'The engine takes parameters where rows are asked for, added or changed, not here.',
    );
  return ok({ text, verb, keeps, parameters });
}

/** The index after blanks and comments. */
function skipBlanks(text: string, from: number): number {
  let at = from;
  for (;;) {
    const blank = BLANK.exec(text.slice(at));
    if (blank) at += blank[0].length;
    else if (text.startsWith('/*', at)) at = endOfComment(text, at);
    else return at;
  }
}

/** The first words, with comments between them left out. */
function wordsOf(text: string, start: number): string[] {
  const words: string[] = [];
  let at = start;
  while (words.length < 6) {
    const word = /^[a-z_]+/i.exec(text.slice(at))?.[0];
    if (!word) break;
    words.push(word.toLowerCase());
    at = skipBlanks(text, at + word.length);
  }
  return words;
}

function refused(found: string, message: string): Result<never> {
  return fail({
    code: 'statement-refused',
    message,
    found: found.toUpperCase(),
    expected: 'SELECT and the like, or CREATE, INSERT, UPDATE, DELETE and DROP on your own tables',
  });
}
