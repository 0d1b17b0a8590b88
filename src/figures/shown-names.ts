import { textWidth, widest } from './text.ts';

/** A beginning that is left out is at least this long. */
const LEAST_SHARED = 4;
/** How much of a name that is cut is its end; the first share that tells all names apart is taken. */
const ENDS = [0.5, 0.7, 0.85, 0.3];

/**
 * How the names of levels are written within `room` pixels at `size`. Where some are too long, the
 * beginning that all share is left out first (`mmlu:subject=`), and then the middle of those that are
 * still too long, since models of one family differ in their ends.
 */
export function shownNames(
  names: readonly string[],
  size: number,
  room: number,
): (name: string) => string {
  if (widest(names, size) <= room) return (name) => name;
  const own = withoutBeginning(names);
  const cut = (share: number) => (name: string) => withoutMiddle(own(name), size, room, share);
  const distinct = new Set(names).size;
  const tells = (share: number) => new Set(names.map(cut(share))).size === distinct;
  return cut(ENDS.find(tells) ?? ENDS[0]);
}

/** The names without the beginning that all of them share, where that is long enough to matter. */
export function withoutBeginning(names: readonly string[]): (name: string) => string {
  const shared = sharedBeginning(names);
  return (name) =>
    shared.length >= LEAST_SHARED && name.startsWith(shared)
      ? `…${name.slice(shared.length)}`
      : name;
}

/** Widest of the names as they are shown. */
export function widestShown(names: readonly string[], size: number, room: number): number {
  const shown = shownNames(names, size, room);
  return widest(names.map(shown), size);
}

/** What all distinct names begin with, up to a mark that ends a word; something is left of each. */
function sharedBeginning(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  if (distinct.length < 2) return '';
  const [first] = distinct;
  let length = Math.min(...distinct.map((name) => name.length - 1));
  for (let i = 0; i < length; i++) if (distinct.some((name) => name[i] !== first[i])) length = i;
  return /^.*[\s:/=|,;_-]/u.exec(first.slice(0, length))?.[0] ?? '';
}

function withoutMiddle(text: string, size: number, room: number, share: number): string {
  if (textWidth(text, size) <= room) return text;
  const characters = [...text];
  for (let kept = characters.length - 1; kept > 1; kept--) {
    const end = Math.ceil(kept * share);
    const shown = `${characters.slice(0, kept - end).join('')}…${characters.slice(-end).join('')}`;
    if (textWidth(shown, size) <= room) return shown;
  }
  return '…';
}
