/**
 * Width of a text in a sans-serif font, estimated on the generous side: figures are drawn without a
 * layout engine to ask. Pixels, for `size` in pixels.
 */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const c of text) {
    if ("iljtfI|.,:;'’!()[] -–".includes(c)) ems += 0.36;
    else if ('mwMW@%'.includes(c)) ems += 0.92;
    else if (c >= 'A' && c <= 'Z') ems += 0.71;
    else if ((c.codePointAt(0) ?? 0) > 0x2e80) ems += 1.02;
    else ems += 0.575;
  }
  return ems * size;
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
