import type { SqlValue } from './statement.ts';

/** What a parameter of a reader's statement is given as. */
export const PARAMETER_KINDS = ['number', 'text', 'yes or no'] as const;

export type ParameterKind = (typeof PARAMETER_KINDS)[number];

/** A value for `$name` in a statement; null stands for NULL. It is bound, and never stands in the text. */
export interface SqlParameter {
  /** Without the `$`, in lower case: the engine does not tell `$N` from `$n`. */
  readonly name: string;
  readonly kind: ParameterKind;
  readonly value: SqlValue;
}

/** Parameters of one statement; one with more is refused. */
export const MOST_PARAMETERS = 20;
/** Letters of a parameter's name. */
export const MOST_PARAMETER_NAME = 60;
/** Characters of a text given for one. */
export const MOST_PARAMETER_TEXT = 2000;

const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** What a parameter of a kind holds before anything is said. */
export function emptyValue(kind: ParameterKind): SqlValue {
  return kind === 'number' ? null : kind === 'text' ? '' : false;
}

/** Validates untrusted parameters; null where one is none. Absent ones are no parameters. */
export function parseParameters(input: unknown): readonly SqlParameter[] | null {
  if (input === undefined) return [];
  if (!Array.isArray(input) || input.length > MOST_PARAMETERS) return null;
  const parameters = input.map(parseParameter);
  const names = new Set(parameters.map((parameter) => parameter?.name));
  return names.size === parameters.length && parameters.every((parameter) => parameter !== null)
    ? parameters
    : null;
}

function parseParameter(input: unknown): SqlParameter | null {
  if (typeof input !== 'object' || input === null) return null;
  const { name, kind, value } = input as Record<string, unknown>;
  if (typeof name !== 'string' || name.length > MOST_PARAMETER_NAME) return null;
  if (!NAME.test(name) || /[A-Z]/.test(name)) return null;
  const known = PARAMETER_KINDS.find((one) => one === kind);
  return known !== undefined && suits(known, value) ? { name, kind: known, value } : null;
}

function suits(kind: ParameterKind, value: unknown): value is SqlValue {
  if (value === null) return true;
  if (kind === 'number') return typeof value === 'number' && Number.isFinite(value);
  if (kind === 'text') return typeof value === 'string' && value.length <= MOST_PARAMETER_TEXT;
  return typeof value === 'boolean';
}

/** A parameter as another kind, with what of its value that kind can hold. */
export function asKind({ name, value }: SqlParameter, kind: ParameterKind): SqlParameter {
  const number = value === null || value === '' ? NaN : Number(value);
  if (kind === 'number') return { name, kind, value: Number.isFinite(number) ? number : null };
  if (kind === 'text') return { name, kind, value: value === null ? '' : String(value) };
  return { name, kind, value: value === true };
}
