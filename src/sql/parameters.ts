/**
 * What of a statement cannot hold a parameter, and the parameters themselves: strings, quoted names,
 * texts between dollar signs, line comments, words (which may hold a `$`), and `$name`.
 */
const PIECE =
  /(?<skipped>\b[eE]'(?:[^'\\]|\\[^]|'')*(?:'|$)|'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|\$(?<tag>[\p{L}_][\p{L}\p{N}_]*)?\$[^]*?(?:\$\k<tag>\$|$)|--[^\n\r]*|[\p{L}_][\p{L}\p{N}_$]*)|\$(?<name>[\p{L}_][\p{L}\p{N}_]*)|(?<comment>\/\*)/gu;

/** Names of the parameters in a statement, as `$name`, in order, each once and in lower case. */
export function parameterNames(text: string): readonly string[] {
  return [...new Set(parameterPlaces(text).map(({ name }) => name))];
}

/**
 * The statement with numbers for names, `$1` for the first of `names`, as an interface takes it that binds
 * by number. Blanks fill up, so that all else keeps its place; the shortest names get the lowest numbers.
 */
export function numberParameters(text: string): { text: string; names: readonly string[] } {
  const names = [...parameterNames(text)].sort((a, b) => a.length - b.length);
  let numbered = '';
  let at = 0;
  for (const { name, from } of parameterPlaces(text)) {
    const number = `$${names.indexOf(name) + 1}`;
    numbered += text.slice(at, from) + number.padEnd(name.length + 1);
    at = from + name.length + 1;
  }
  return { text: numbered + text.slice(at), names };
}

/** Where the parameters of a statement stand, those of a name more than once; names in lower case. */
export function parameterPlaces(text: string): { name: string; from: number }[] {
  const found: { name: string; from: number }[] = [];
  const pieces = new RegExp(PIECE);
  for (let piece = pieces.exec(text); piece; piece = pieces.exec(text)) {
    const { name, comment } = piece.groups!;
    if (comment !== undefined) pieces.lastIndex = endOfComment(text, piece.index);
    else if (name !== undefined) found.push({ name: lowerCase(name), from: piece.index });
  }
  return found;
}

/** As the engine does it, which leaves letters beyond ASCII alone. */
function lowerCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** The index after a comment; comments nest, as in the engine. */
export function endOfComment(text: string, from: number): number {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = from;
  let depth = 0;
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return text.length;
}
