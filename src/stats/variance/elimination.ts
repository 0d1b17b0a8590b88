import type { ModelFrame } from './frame.ts';

/**
 * How the mixed-model equations are taken apart. The levels of the inner terms lie each within one
 * level of the block term, so given everything else the blocks do not touch: they are eliminated one
 * by one. The outer terms stay in the sparse factor. A block meets outer terms only through the
 * levels of the finest of them, the row terms; what it does to the coarser ones follows by adding up.
 */
export interface Elimination {
  /** Position in `frame.terms` of the block term; -1 where there are no terms. */
  readonly block: number;
  /** Inner terms, the block term among them, each with its levels' blocks. */
  readonly inner: readonly { readonly term: number; readonly blockOf: Int32Array }[];
  readonly outer: readonly number[];
  readonly rowTerms: readonly RowTerm[];
}

export interface RowTerm {
  readonly term: number;
  /** Coarser outer terms that follow from this one, with the level of each of its levels. */
  readonly coarser: readonly { readonly term: number; readonly levelOf: Int32Array }[];
  /** True for the one row term that the intercept follows from. */
  readonly intercept: boolean;
}

/** Blocks stay cheap as dense matrices up to about so many levels. */
const LARGEST_BLOCK = 100;

/**
 * Chooses the block term: of the terms that the one with the most levels lies within, the one whose
 * blocks take in the most levels while they stay small.
 */
export function chooseElimination(frame: ModelFrame): Elimination {
  const { terms } = frame;
  if (terms.length === 0) return { block: -1, inner: [], outer: [], rowTerms: [] };
  const largest = terms.reduce((best, term, t) => (term.levels > terms[best].levels ? t : best), 0);
  let block = largest;
  let inner = innerTerms(frame, largest);
  let most = levelsOf(frame, inner);
  terms.forEach((term, candidate) => {
    if (candidate === largest || !frame.levelWithin(largest, candidate)) return;
    const within = innerTerms(frame, candidate);
    const levels = levelsOf(frame, within);
    if (levels > LARGEST_BLOCK * term.levels || levels <= most) return;
    block = candidate;
    inner = within;
    most = levels;
  });
  const outer = Array.from(terms.keys()).filter((t) => !inner.some(({ term }) => term === t));
  return { block, inner, outer, rowTerms: rowTermsOf(frame, outer) };
}

function innerTerms(frame: ModelFrame, block: number): { term: number; blockOf: Int32Array }[] {
  return Array.from(frame.terms.keys()).flatMap((term) => {
    const blockOf = frame.levelWithin(term, block);
    return blockOf ? [{ term, blockOf }] : [];
  });
}

function levelsOf(frame: ModelFrame, inner: readonly { readonly term: number }[]): number {
  return inner.reduce((sum, { term }) => sum + frame.terms[term].levels, 0);
}

/** The outer terms that none of the others lies within, each with those that follow from it. */
function rowTermsOf(frame: ModelFrame, outer: readonly number[]): RowTerm[] {
  const size = (t: number) => frame.terms[t].levels;
  const coarser = new Map<number, { term: number; levelOf: Int32Array }[]>();
  // From fine to coarse, a term either follows from a finer row term or is one itself.
  for (const t of outer.toSorted((a, b) => size(b) - size(a))) {
    let follows = false;
    for (const [finer, list] of coarser) {
      const levelOf = frame.levelWithin(finer, t);
      if (!levelOf) continue;
      list.push({ term: t, levelOf });
      follows = true;
      break;
    }
    if (!follows) coarser.set(t, []);
  }
  const finest = [...coarser.keys()];
  const fewest = finest.reduce((best, t) => (size(t) < size(best) ? t : best), finest[0]);
  return finest.map((term) => ({
    term,
    coarser: coarser.get(term) ?? [],
    intercept: term === fewest,
  }));
}
