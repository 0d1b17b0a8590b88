/** Where in a statement the engine stopped: indices into its text, the end exclusive. */
export interface ErrorPlace {
  readonly from: number;
  readonly to: number;
}

/**
 * The place that the engine's message points at: `LINE 2: …` quotes the line, perhaps cut on either
 * side by `...`, with a caret beneath. Null where it points nowhere or the quote is not found.
 */
export function errorPlace(text: string, message: string): ErrorPlace | null {
  if (/at end of input/.test(message) && text.trim() !== '') {
    const end = text.trimEnd().length;
    return { from: end - 1, to: end };
  }
  const found = /LINE (\d+): (.*)\n( *)\^/.exec(message);
  if (!found) return null;
  const [head, number, quote, blanks] = found;
  const lines = text.split('\n');
  const line = lines[Number(number) - 1];
  if (line === undefined) return null;
  const isCut = quote.startsWith('...');
  const shown = quote.replace(/^\.\.\./, '').replace(/\.\.\.$/, '');
  const start = line.indexOf(shown);
  if (start < 0) return null;
  const lead = head.indexOf(quote) + (isCut ? 3 : 0);
  const column = start + blanks.length - lead;
  if (column < 0 || column > line.length) return null;
  const before = lines.slice(0, Number(number) - 1).reduce((sum, l) => sum + l.length + 1, 0);
  const word = /^(?:"[^"]*"|'[^']*'|\w+|.)/.exec(line.slice(column))?.[0] ?? '';
  const from = before + Math.min(column, Math.max(0, line.length - 1));
  return { from, to: Math.min(text.length, from + Math.max(1, word.length)) };
}

/** The engine's message without the quoted line, which the editor marks itself. */
export function errorWords(message: string): string {
  return message.replace(/\n*LINE \d+:[\s\S]*$/, '').trim();
}
