const QUOTE = 34;
const BACKSLASH = 92;
const ZERO = 48;
const MINUS = 45;
const DOT = 46;
const LETTER_U = 117;
const fromUtf8 = new TextDecoder();
const utf8 = new TextEncoder();

/** What the letter after a backslash stands for, by its byte; 0 for what JSON does not know. */
const ESCAPES = new Uint8Array(256);
for (const [letter, meant] of ['""', '\\\\', '//', 'b\b', 'f\f', 'n\n', 'r\r', 't\t'])
  ESCAPES[letter.charCodeAt(0)] = meant.charCodeAt(0);

/**
 * Position after the number that begins at `start`, or -1 where there is none by JSON's rules. `isPlain`
 * of the result says that its text is the shortest there is, as JavaScript writes it.
 */
export function endOfNumber(data: Uint8Array, start: number): number {
  let i = start;
  if (data[i] === MINUS) i++;
  const whole = i;
  while (isDigit(data[i])) i++;
  const before = i - whole;
  if (before === 0 || (before > 1 && data[whole] === ZERO)) return -1;
  let after = 0;
  if (data[i] === DOT) {
    const point = ++i;
    while (isDigit(data[i])) i++;
    after = i - point;
    if (after === 0) return -1;
  }
  const letter = data[i] | 32;
  if (letter !== 101) {
    const isZero = before === 1 && data[whole] === ZERO;
    number.isPlain =
      (before + after <= 15 || (after === 0 && before > 15)) &&
      (after === 0 ? !(isZero && whole > start) : data[i - 1] !== ZERO && (!isZero || after <= 6));
    return i;
  }
  i++;
  if (data[i] === MINUS || data[i] === 43) i++;
  const power = i;
  while (isDigit(data[i])) i++;
  number.isPlain = false;
  return i > power ? i : -1;
}

/** About the number `endOfNumber` last looked at; kept here to return one number. */
export const number = { isPlain: false };

/** The text of a number as JavaScript writes it; null where it is beyond what it can hold. */
export function shortest(data: Uint8Array, start: number, end: number): string | null {
  const value = Number(fromUtf8.decode(data.subarray(start, end)));
  return Number.isFinite(value) ? String(value) : null;
}

/**
 * Whether every backslash in `data[start..end)` begins an escape that `unescape` can undo; halves of
 * characters beyond the first plane are left to a parser.
 */
export function canUnescape(data: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    if (data[i] !== BACKSLASH) continue;
    const letter = data[++i];
    if (letter === LETTER_U) {
      const code = i + 5 > end ? NaN : codeAt(data, i + 1);
      if (Number.isNaN(code) || (code >= 0xd800 && code < 0xe000)) return false;
      i += 4;
    } else if (ESCAPES[letter] === 0) return false;
  }
  return true;
}

/** Undoes the escapes of `data[start..end)` in place, where they take no more room; gives the new end. */
export function unescape(data: Uint8Array, start: number, end: number): number {
  let write = start;
  for (let read = start; read < end; read++) {
    if (data[read] !== BACKSLASH) data[write++] = data[read];
    else if (data[++read] === LETTER_U) {
      const text = String.fromCharCode(codeAt(data, read + 1));
      write += utf8.encodeInto(text, data.subarray(write, write + 3)).written;
      read += 4;
    } else data[write++] = ESCAPES[data[read]];
  }
  return write;
}

/** Position of the quote that closes the string opened before `start`, or -1; see `string`. */
export function endOfString(data: Uint8Array, start: number): number {
  string.isEscaped = false;
  let all = 0;
  for (let i = start; i < data.length; i++) {
    const byte = data[i];
    if (byte === QUOTE) {
      string.isAscii = all < 128;
      return i;
    }
    if (byte < 32) return -1;
    all |= byte;
    if (byte === BACKSLASH) {
      string.isEscaped = true;
      i++;
    }
  }
  return -1;
}

/** About the string `endOfString` last looked at; kept here to return one number. */
export const string = { isEscaped: false, isAscii: true };

function codeAt(data: Uint8Array, at: number): number {
  let code = 0;
  for (let i = at; i < at + 4; i++) {
    const letter = data[i] | 32;
    const digit = isDigit(data[i])
      ? data[i] - ZERO
      : letter >= 97 && letter <= 102
        ? letter - 87
        : NaN;
    code = code * 16 + digit;
  }
  return code;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= 57;
}
