/** Advance widths in ems of a common sans-serif, by groups of characters that are about as wide. */
const WIDTHS: readonly (readonly [characters: string, ems: number])[] = [
  ["ijl'|", 0.23],
  ['ftI.,:;/!()[] -·', 0.31],
  ['r–’“”', 0.38],
  ['ckszvxyJ', 0.5],
  ['mMW@%', 0.88],
  ['wOQGCDHNU', 0.75],
  ['ABEKPRSVXYZFTL&', 0.67],
];
const REST = 0.56;
/** Full-width scripts. */
const WIDE = 1.02;
/** Fonts differ: room for one that is wider than most. */
const GENEROUS = 1.05;

/**
 * Width of a text in a sans-serif font, estimated on the generous side: figures are drawn without a
 * layout engine to ask. Pixels, for `size` in pixels.
 */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const c of text) {
    const known = WIDTHS.find(([characters]) => characters.includes(c));
    ems += known ? known[1] : (c.codePointAt(0) ?? 0) > 0x2e80 ? WIDE : REST;
  }
  return ems * size * GENEROUS;
}

/** The text, shortened with an ellipsis where it would be wider than `room`. */
export function fitted(text: string, size: number, room: number): string {
  if (textWidth(text, size) <= room) return text;
  const characters = [...text];
  while (characters.length > 1 && textWidth(`${characters.join('')}…`, size) > room)
    characters.pop();
  return `${characters.join('').trimEnd()}…`;
}

/** Widest of some texts. */
export function widest(texts: readonly string[], size: number): number {
  return texts.reduce((most, text) => Math.max(most, textWidth(text, size)), 0);
}
