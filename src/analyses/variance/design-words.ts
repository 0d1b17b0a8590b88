import { count } from '../../domain/format.ts';
import { word } from '../../domain/panel.ts';
import type { NumberTable } from '../../domain/panel.ts';
import type { VarianceFit } from '../../stats/variance/types.ts';
import { closure, facetOf, reduced } from './design.ts';
import type { VarianceDesign } from './design.ts';
import { termName } from './terms.ts';

/** Facets that can vary at all. */
function varying(design: VarianceDesign): string[] {
  return design.facets.filter((f) => f.levels > 1).map((f) => f.name);
}

/** Facets nested in one another, and pairs that go together each way. */
export function relationsOf(design: VarianceDesign): {
  readonly nested: readonly { readonly inner: string; readonly outer: string }[];
  readonly together: readonly (readonly [string, string])[];
} {
  const names = varying(design);
  const together = names.flatMap((a, i) =>
    names
      .slice(i + 1)
      .filter((b) => determines(design, a, b) && determines(design, b, a))
      .map((b) => [a, b] as const),
  );
  const nested = names.flatMap((inner) =>
    names
      .filter((outer) => determines(design, inner, outer) && !determines(design, outer, inner))
      .map((outer) => ({ inner, outer })),
  );
  return { nested, together };
}

/**
 * How the facets of the data lie to one another, in words: nested (every level of one is seen with a
 * single level of the other), or going together (each way), so that no fit can tell them apart.
 */
export function designSentences(design: VarianceDesign): string[] {
  const names = varying(design);
  const relations = relationsOf(design);
  const together = relations.together.map(
    ([a, b]) =>
      `${a} and ${b} go together: each ${a} comes with one ${b} and the other way round, so their parts cannot be told apart.`,
  );
  const nested = relations.nested.map(
    ({ inner, outer }) =>
      `${inner} is nested in ${outer}: each of the ${count(facetOf(design, inner)!.levels)} ${inner}s is seen in one ${outer} only.`,
  );
  const single = design.facets
    .filter((f) => f.levels === 1)
    .map((f) => `There is one ${f.name}: what does not vary has no variance.`);
  const crossed =
    together.length + nested.length === 0 && names.length > 1
      ? [`${names.join(', ')} are crossed: none is nested in another.`]
      : [];
  return [...together, ...nested, ...crossed, ...single];
}

/** A message in three: before the name it is about, the name as a word of its own, and what follows. */
export type NamedMessage = readonly [before: string, name: string, after: string];

/** The warnings as they are shown: terms that are at zero, often many, share one. */
export function warningMessages({ warnings }: VarianceFit): NamedMessage[] {
  const zero = warnings.filter(({ code }) => code === 'boundary');
  if (zero.length < 2) return warnings.map(namedMessage);
  return [
    ...warnings.filter(({ code }) => code !== 'boundary').map(namedMessage),
    [
      'The components of ',
      zero.map(({ term }) => term).join(', '),
      ' are estimated as exactly zero: their levels differ by no more than chance would make them.',
    ],
  ];
}

/** The message of a term with the term's name apart. */
export function namedMessage({
  term,
  message,
}: {
  readonly term: string;
  readonly message: string;
}): NamedMessage {
  const words = message.split(/([\s,;.]+)/);
  const at = words.findIndex((word) => word.replace(/:$/, '') === term);
  if (at < 0) return [message, '', ''];
  const before = words.slice(0, at).join('');
  return [before, term, message.slice(before.length + term.length)];
}

/** All that the design says: warnings, refusals, terms merged with the residual, and relations. */
export function designTable(design: VarianceDesign, fit: VarianceFit): NumberTable {
  const row = (kind: string, term: string, message: string) => [
    word(kind),
    word(term),
    word(message),
  ];
  return {
    columns: ['kind', 'term', 'what'].map((name) => ({ name, numeric: false })),
    rows: [
      ...fit.warnings.map(({ term, message }) => row('warning', term, message)),
      ...fit.refused.map(({ term, code, message }) =>
        row(code === 'is-residual' ? 'in the residual' : 'refused', term, message),
      ),
      ...designSentences(design).map((message) => row('design', '', message)),
    ],
  };
}

/** The term among `present` that divides the observations as `term` would; null where none does. */
export function sameAs(
  design: VarianceDesign,
  term: readonly string[],
  present: readonly (readonly string[])[],
): string | null {
  if (!term.every((facet) => facetOf(design, facet))) return null;
  const own = JSON.stringify(reduced(design, term));
  const twin = present.find(
    (other) =>
      other.every((facet) => facetOf(design, facet)) &&
      closure(design, other).length > 0 &&
      JSON.stringify(reduced(design, other)) === own,
  );
  return twin ? termName(twin) : null;
}

function determines(design: VarianceDesign, inner: string, outer: string): boolean {
  return facetOf(design, inner)?.determines.includes(outer) ?? false;
}
