import { hasRows } from '../../domain/dataset.ts';
import type { Dataset } from '../../domain/dataset.ts';
import { counted } from '../../domain/format.ts';

/** What is loaded, in a sentence: `20,160 scores of 8 models, 3 prompts, 7 tasks and 120 items are in.` */
export function headline(dataset: Dataset): string {
  if (!hasRows(dataset)) return 'Nothing is in yet.';
  const parts = contents(dataset);
  const { observations, comparisons, generalizations, benchmarks } = dataset;
  const isOne = observations + comparisons + generalizations + benchmarks === 1;
  // A list of lists: what the scores are of has its own `and`.
  const all =
    parts.length < 2
      ? parts.join('')
      : listed([`${parts.slice(0, -1).join(', ')},`, parts.at(-1) ?? '']);
  return `${all} ${isOne ? 'is' : 'are'} in.`;
}

/** What is loaded, a part for each kind of row there is; scores say what they are scores of. */
export function contents(dataset: Dataset): string[] {
  const { comparisons, generalizations, benchmarks } = dataset;
  return [
    ...(dataset.observations > 0 ? [scores(dataset)] : []),
    ...(comparisons > 0 ? [counted(comparisons, 'pairwise comparison')] : []),
    ...(generalizations > 0 ? [counted(generalizations, 'generalization record')] : []),
    ...(benchmarks > 0 ? [counted(benchmarks, 'benchmark figure')] : []),
  ];
}

/** The numbers at the head of the import report: of the scores what is usable, or how many records there are. */
export function tilesOf(dataset: Dataset): { readonly label: string; readonly value: number }[] {
  const { observations, missing, unmatched, comparisons, generalizations, benchmarks } = dataset;
  if (observations > 0)
    return [
      { label: 'scores', value: observations },
      { label: 'usable', value: observations - missing - unmatched },
      { label: 'without a score', value: missing },
      ...(dataset.hasReference ? [{ label: 'without a reference', value: unmatched }] : []),
    ];
  return [
    { label: 'pairwise comparisons', value: comparisons },
    { label: 'generalization records', value: generalizations },
    { label: 'benchmark figures', value: benchmarks },
  ].filter(({ value }) => value > 0);
}

/** A reason of the import report as it reads beside its count: of one, `row of references`. */
export function reasonFor(n: number, reason: string): string {
  return n === 1
    ? reason.replace(
        /^(rows|scores|models|units|items|references|outcomes|answers|records|columns|files)\b/,
        (many) => many.slice(0, -1),
      )
    : reason;
}

function scores(dataset: Dataset): string {
  const parts = ['model', 'prompt', 'task', 'item'].flatMap((name) => {
    const facet = dataset.facets.find((f) => f.name === name);
    return facet?.present ? [counted(facet.levels, name)] : [];
  });
  const of = parts.length > 0 ? ` of ${listed(parts)}` : '';
  return `${counted(dataset.observations, 'score')}${of}`;
}

/** `a`, `a and b`, `a, b and c`. */
function listed(parts: readonly string[]): string {
  return parts.length < 2
    ? parts.join('')
    : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}
