import type { Problem, Result } from '../../domain/problem.ts';
import { selectTerms, termName } from './frame.ts';
import type { ModelFrame, TermStatistics } from './frame.ts';
import type { Refusal, VarianceRequest } from './types.ts';

/** What of a request can be fitted, and what not, with reasons. */
export interface Diagnosis {
  /** The frame with the terms to fit. */
  readonly frame: ModelFrame;
  readonly refused: readonly Refusal[];
  /** Names of terms that are the residual. */
  readonly residualTerms: readonly string[];
  /** Term that stands for a refused one with the same levels, by the refused one's name. */
  readonly standIn: ReadonlyMap<string, string>;
}

/** Below this share of the total, variation within levels is rounding. */
const EXACT = 1e-13;

/**
 * Sorts the terms before any fit. A response that is constant, or the same throughout each level of
 * a term, leaves nothing to estimate and is a Problem; a term that cannot be told apart is refused.
 */
export function diagnose(frame: ModelFrame, request: VarianceRequest): Result<Diagnosis> {
  const spread = frame.sumSquares - frame.sum ** 2 / frame.n;
  const constant = impossibleResponse(frame, spread);
  if (constant) return constant;
  const refused: Refusal[] = [];
  const residualTerms = request.residualTerms.map(termName);
  const standIn = new Map<string, string>();
  const keep: number[] = [];
  const known = new Set(frame.terms.map((term) => term.name));
  for (const facets of request.terms) {
    const name = termName(facets);
    if (!known.has(name)) refused.push(unknownFacet(name));
  }
  frame.terms.forEach((term, t) => {
    const twin = keep.find((other) => samePartition(frame, other, t));
    if (term.levels <= 1) refused.push(oneLevel(term));
    else if (term.levels === frame.n) residualTerms.push(term.name);
    else if (twin === undefined) keep.push(t);
    else {
      standIn.set(term.name, frame.terms[twin].name);
      refused.push(sameLevels(term, frame.terms[twin]));
    }
  });
  for (const term of new Set(residualTerms)) refused.push(isResidual(term));
  for (const t of keep) {
    const exact = exactResponse(frame.terms[t], frame, spread);
    if (exact) return exact;
  }
  const value = {
    frame: selectTerms(frame, keep),
    refused,
    residualTerms: [...new Set(residualTerms)],
    standIn,
  };
  return { ok: true, value };
}

/** Nothing can be fitted, and why. */
export function refuse(problem: Omit<Problem, 'severity'>): Result<never> {
  return { ok: false, problem: { severity: 'error', ...problem } };
}

function impossibleResponse(frame: ModelFrame, spread: number): Result<never> | null {
  if (frame.n < 2) {
    return refuse({
      code: 'too-few-observations',
      message: `Variance needs at least two observations; there ${frame.n === 1 ? 'is 1' : 'are none'}.`,
      wayOn: 'Take off a filter.',
    });
  }
  const rounding = frame.n * (1e-12 * frame.shift) ** 2;
  if (spread > Math.max(rounding, EXACT * frame.sumSquares)) return null;
  return refuse({
    code: 'constant-response',
    message: 'Every observation has the same value: there is no variance to divide.',
    wayOn: 'Choose another error measure, or take off a filter.',
  });
}

function exactResponse(
  term: TermStatistics,
  frame: ModelFrame,
  spread: number,
): Result<never> | null {
  let between = -(frame.sum ** 2) / frame.n;
  term.counts.forEach((count, l) => {
    between += term.sums[l] ** 2 / count;
  });
  if (spread - between > EXACT * spread) return null;
  return refuse({
    code: 'exact-response',
    field: term.name,
    message: `All observations of one level of ${term.name} have the same value: ${term.name} determines it exactly, and no residual is left to measure the others against.`,
    wayOn: `Leave ${term.name} out, or choose another error measure.`,
  });
}

/** Two terms with equally many levels are one partition if each level of the one is in one of the other. */
function samePartition(frame: ModelFrame, a: number, b: number): boolean {
  return frame.terms[a].levels === frame.terms[b].levels && frame.levelWithin(a, b) !== null;
}

function unknownFacet(term: string): Refusal {
  return {
    term,
    code: 'unknown-facet',
    message: `${term} names a facet that the data do not have.`,
  };
}

function oneLevel(term: TermStatistics): Refusal {
  return {
    term: term.name,
    code: 'one-level',
    message: `${term.name} has 1 level: what does not vary has no variance.`,
  };
}

function sameLevels(term: TermStatistics, twin: TermStatistics): Refusal {
  return {
    term: term.name,
    code: 'same-partition',
    message: `${term.name} divides the observations exactly as ${twin.name} does: the two cannot be told apart, and ${twin.name} stands for both.`,
  };
}

function isResidual(term: string): Refusal {
  return {
    term,
    code: 'is-residual',
    message: `${term} has as many levels as there are observations: it is the residual, shown merged with it.`,
  };
}
