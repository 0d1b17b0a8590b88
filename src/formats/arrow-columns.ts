import type { Data, RecordBatch, Schema, Vector } from 'apache-arrow';
import { DataType, Type } from 'apache-arrow';
import type { Column } from './batch.ts';
import { uniqueNames } from './unique-names.ts';

/** Names of the columns of a schema; a damaged one may have none. */
export function schemaNames(schema: Schema): string[] {
  return uniqueNames(schema.fields.map((field) => (field.name as string | null) ?? ''));
}

/** The columns of a record batch, by reference for text and by copy for numbers. */
export function columnsOf(batch: RecordBatch): Column[] {
  return batch.schema.fields.map((_, index) => columnOf(batch.getChildAt(index)!));
}

function columnOf(vector: Vector): Column {
  const type: DataType = vector.type;
  const data = vector.data[0] as Data | undefined;
  if (!data || vector.length === 0) return { kind: 'number', values: new Float64Array() };
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) return textColumn(data);
  if (DataType.isDictionary(type)) return dictionaryColumn(vector, data);
  if (DataType.isFloat(type) || isShortInteger(type)) return numberColumn(vector, data);
  if (isLongInteger(type)) return longIntegers(vector);
  if (DataType.isBool(type) || DataType.isDecimal(type)) return eachNumber(vector);
  return eachValue(vector);
}

/** Throws a RangeError where a text would lie outside its bytes: damage would be read for gigabytes. */
function textColumn(data: Data): Column {
  const length = data.length;
  const bytes = data.values as Uint8Array;
  const starts = new Int32Array(length);
  const ends = new Int32Array(length);
  const offsets = data.valueOffsets as unknown as Int32Array | BigInt64Array;
  for (let row = 0; row < length; row++) {
    const start = Number(offsets[row]);
    const end = Number(offsets[row + 1]);
    const isAbsent = isNull(data, row);
    if (!isAbsent && !(start >= 0 && start <= end && end <= bytes.length))
      throw new RangeError(`invalid text; ${start} to ${end} of ${bytes.length} bytes: row ${row}`);
    starts[row] = isAbsent ? -1 : start;
    ends[row] = end;
  }
  return { kind: 'text', data: bytes, starts, ends };
}

function dictionaryColumn(vector: Vector, data: Data): Column {
  const values = data.dictionary!;
  const dictionary = Array.from({ length: values.length }, (_, i) => plain(values.get(i)));
  const keys = data.values as ArrayLike<number>;
  const indices = new Int32Array(vector.length);
  for (let row = 0; row < indices.length; row++)
    indices[row] = isNull(data, row) ? -1 : Number(keys[row]);
  return { kind: 'dictionary', indices, dictionary };
}

function numberColumn(vector: Vector, data: Data): Column {
  if (DataType.isFloat(vector.type) && vector.type.precision === 0) return eachNumber(vector);
  const values = Float64Array.from(data.values.subarray(0, data.length) as ArrayLike<number>);
  if (data.nullCount > 0)
    for (let row = 0; row < values.length; row++) if (isNull(data, row)) values[row] = NaN;
  for (let row = 0; row < values.length; row++)
    if (!Number.isFinite(values[row])) values[row] = NaN;
  return { kind: 'number', values };
}

function eachNumber(vector: Vector): Column {
  const scale = DataType.isDecimal(vector.type) ? vector.type.scale : 0;
  const values = new Float64Array(vector.length);
  for (let row = 0; row < values.length; row++) {
    const value: unknown = vector.get(row);
    values[row] = value === null ? NaN : decimalNumber(value, scale);
  }
  return { kind: 'number', values };
}

/** Whole numbers of 64 bits; as text where one of them has more digits than a number holds, as ids may. */
function longIntegers(vector: Vector): Column {
  const values = new Float64Array(vector.length);
  for (let row = 0; row < values.length; row++) {
    const value = vector.get(row) as bigint | null;
    values[row] = value === null ? NaN : Number(value);
    if (Math.abs(values[row]) > Number.MAX_SAFE_INTEGER) return eachValue(vector);
  }
  return { kind: 'number', values };
}

/** Decimals arrive as little-endian 32-bit words in two's complement. */
function decimalNumber(value: unknown, scale: number): number {
  if (!(value instanceof Uint32Array)) return Number(value);
  let whole = 0n;
  for (let i = value.length - 1; i >= 0; i--) whole = (whole << 32n) | BigInt(value[i]);
  // By way of its digits, which are rounded once: 37 times 0.01 is not 0.37.
  return Number(`${BigInt.asIntN(32 * value.length, whole)}e${-scale}`);
}

function eachValue(vector: Vector): Column {
  const time = vector.type.typeId === Type.Timestamp || vector.type.typeId === Type.Date;
  const values = Array.from({ length: vector.length }, (_, row) => {
    const value: unknown = vector.get(row);
    if (value === null) return null;
    if (time) return new Date(Number(value)).toISOString();
    return plain(value);
  });
  return { kind: 'values', values };
}

function plain(value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  if (typeof value === 'boolean') return value ? 1 : 0;
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'bigint' ? Number(inner) : inner,
  );
}

function isNull(data: Data, row: number): boolean {
  if (data.nullCount === 0) return false;
  const bit = data.offset + row;
  const bitmap = data.nullBitmap;
  return bitmap.length > 0 && (bitmap[bit >> 3] & (1 << (bit & 7))) === 0;
}

function isShortInteger(type: DataType): boolean {
  return DataType.isInt(type) && type.bitWidth < 64;
}

function isLongInteger(type: DataType): boolean {
  return DataType.isInt(type) && type.bitWidth === 64;
}
