import type * as ApacheArrow from 'apache-arrow';
import type { DataType, Vector } from 'apache-arrow';
import type { AnswerColumn, AnswerTable, Value } from '../analyses/sql/answer-table.ts';

type Arrow = typeof ApacheArrow;

/** An Arrow IPC stream as a table; `types` are the engine's names, else those of Arrow stand in. */
export async function answerTable(ipc: Uint8Array, types: readonly string[]): Promise<AnswerTable> {
  const arrow = await import('apache-arrow');
  const table = arrow.tableFromIPC(ipc);
  const vectors = table.schema.fields.map((_, index) => table.getChildAt(index)!);
  const readers = vectors.map((vector) => readerOf(arrow, vector));
  const columns = table.schema.fields.map(({ name, type }, index): AnswerColumn => {
    const named = types.length === table.schema.fields.length ? types[index] : String(type);
    const isNumeric =
      arrow.DataType.isInt(type) || arrow.DataType.isFloat(type) || arrow.DataType.isDecimal(type);
    const isWhole = isNumeric && (/INT/i.test(named) || /^DECIMAL\(\d+,0\)$/.test(named));
    return { name, type: named, isNumeric, isWhole };
  });
  const whole: (readonly Value[] | undefined)[] = [];
  return {
    columns,
    rows: table.numRows,
    at: (row, column) => readers[column](row),
    values: (column) =>
      (whole[column] ??= Array.from({ length: table.numRows }, (_, row) => readers[column](row))),
  };
}

function readerOf(arrow: Arrow, vector: Vector): (row: number) => Value {
  const write = writerOf(arrow, vector.type);
  return (row) => {
    const value: unknown = vector.get(row);
    return value === null || value === undefined ? null : write(value);
  };
}

/** How values of a type become plain ones. */
function writerOf({ DataType }: Arrow, type: DataType): (value: unknown) => Value {
  if (DataType.isDecimal(type)) {
    const unit = 10 ** type.scale;
    return (value) => Number(signedInteger(value as Uint32Array)) / unit;
  }
  if (DataType.isDate(type)) return (value) => isoDate(value as number).slice(0, 10);
  if (DataType.isTimestamp(type)) return (value) => isoDate(value as number).replace('T', ' ');
  if (DataType.isBinary(type))
    return (value) =>
      Array.from(value as Uint8Array, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return plain;
}

function plain(value: unknown): Value {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'bigint' ? Number(part) : part,
  );
}

/** A 128-bit integer from its four words, the lowest first, in two's complement. */
function signedInteger(words: Uint32Array): bigint {
  let value = 0n;
  for (let i = words.length - 1; i >= 0; i--) value = (value << 32n) | BigInt(words[i]);
  return BigInt.asIntN(32 * words.length, value);
}

function isoDate(milliseconds: number): string {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) return String(milliseconds);
  return date.toISOString().replace(/(\.000)?Z$/, '');
}
