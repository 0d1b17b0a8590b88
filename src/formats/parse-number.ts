const MINUS = 45;
const PLUS = 43;
const DOT = 46;
const COMMA = 44;
const ZERO = 48;
const POWERS = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));
const fromUtf8 = new TextDecoder();
const MISSING = new Set(
  (
    ' na n/a n.a. n.a nan null none nil missing undefined nat #n/a #na <na> (null) #value! #div/0! ' +
    '#ref! #name? #num! #null! n/d n.d. k.a. tbd tba - -- --- – — − ‒ ― . .. ... ? ' +
    'not_available not_applicable not_reported no_data'
  )
    .split(' ')
    .map((word) => word.replace('_', ' ')),
);
/** Groups of three digits, as in `12,345.6` and, with a decimal comma, `12.345,6`; not `0,125`. */
const GROUPED = /^[+-]?[1-9]\d{0,2}(?:([,\s'’])\d{3})(?:\1\d{3})*(?:\.\d+)?$/;
/** A rating of a scale that is written out: `4/5`, `7.5 / 10`. */
const OF_SCALE = /\s*(?:\/|\bout of\b|\bof\b)\s*(?:[3-7]|10|20|100)$/i;
/** What papers write behind a figure: `± 0.02`, `(0.02)`, `[0.60, 0.80]`, `(+5/-4)`; and marks of notes. */
const SPREAD =
  /(?<=\d\s*%?)\s*(?:(?:±|\+\/-|\+-|\\pm)\s*[\d.,]+\s*%?|\(\s*[\d.,]+\s*%?\s*\)|[[(]\s*[-+−]?[\d.,]+\s*%?\s*[,;–/]\s*[-+−]?[\d.,]+\s*%?\s*[\])]|[*†‡§]+)$/;
const GROUPED_COMMA =
  /^[+-]?[1-9]\d{0,2}(?:(?:\.\d{3})+(?:,\d+)?|([\s'’])\d{3}(?:\1\d{3})*(?:,\d+)?)$/;
/** Characters of the longest double written out; a longer text is none, and is not looked through. */
const LONGEST = 400;
const WORDS: Readonly<Record<string, number>> = { true: 1, false: 0 };

/** Whether a text stands for no value at all, as opposed to a value that cannot be read. */
export function isMissingText(text: string): boolean {
  return MISSING.has(text.trim().toLowerCase());
}

/**
 * The number written in `data[start..end)`, correctly rounded, or NaN where there is none. Fifteen
 * digits and a power of ten up to 1e22 divide exactly (Clinger 1990); the rest is left to the engine.
 */
export function parseNumber(
  data: Uint8Array,
  start: number,
  end: number,
  decimalComma: boolean,
): number {
  const point = decimalComma ? COMMA : DOT;
  let i = start;
  const negative = data[i] === MINUS;
  if (negative || data[i] === PLUS) i++;
  let mantissa = 0;
  let digits = 0;
  let decimals = 0;
  let pointSeen = false;
  for (; i < end; i++) {
    const digit = data[i] - ZERO;
    if (digit >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit;
      if (mantissa > 0) digits++;
      if (pointSeen) decimals++;
    } else if (data[i] === point && !pointSeen) {
      pointSeen = true;
    } else {
      return parseText(fromUtf8.decode(data.subarray(start, end)), decimalComma);
    }
  }
  const read = end - start - (pointSeen ? 1 : 0) - (isSign(data[start]) ? 1 : 0);
  if (read <= 0 || digits > 15 || decimals > 22)
    return parseText(fromUtf8.decode(data.subarray(start, end)), decimalComma);
  const value = mantissa / POWERS[decimals];
  return negative ? -value : value;
}

/**
 * The number a text stands for (true is 1, false 0), or NaN. Infinity counts as none; `86.7 %` is 86.7
 * and `4/5` is 4, as they are written; of `0.71 ± 0.02` it is 0.71.
 */
export function parseText(text: string, decimalComma: boolean): number {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > LONGEST) return NaN;
  const word = WORDS[trimmed.toLowerCase()];
  if (word !== undefined) return word;
  const written = plainNumber(withoutSpread(trimmed).replace(/^[−–]/, '-'), decimalComma);
  // Number() also reads hexadecimal and friends, which no result file means as a score.
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(written)) return NaN;
  const value = Number(written);
  return Number.isFinite(value) ? value : NaN;
}

/** A figure without what is written behind it: its error, its interval, the mark of a note. */
export function withoutSpread(text: string): string {
  return text.replace(SPREAD, '');
}

/**
 * A number as programs write it: without a sign for per cent, the end of its scale, groups of digits and
 * a decimal comma.
 */
function plainNumber(text: string, decimalComma: boolean): string {
  const bare = text.endsWith('%') ? text.slice(0, -1).trimEnd() : text.replace(OF_SCALE, '');
  if (decimalComma)
    return (GROUPED_COMMA.test(bare) ? bare.replace(/[.\s'’]/g, '') : bare).replace(',', '.');
  return GROUPED.test(bare) ? bare.replace(/[,\s'’]/g, '') : bare;
}

function isSign(byte: number): boolean {
  return byte === MINUS || byte === PLUS;
}
