import type { Dataset } from '../../domain/dataset.ts';
import type { Conditions } from '../../stats/judges/self-preference.ts';
import type { Kept, NameRoles } from '../../stats/judges/types.ts';
import { groupOf, matches } from './name-patterns.ts';
import type { NameGroup } from './name-patterns.ts';
import type { JudgesOptions } from './options.ts';
import type { KnownName } from './report.ts';

/** `GPT-4` and `gpt4` are the same model. */
function sameName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '') || name;
}

/**
 * What tells judges and models apart, by name. A fine-tuned judge is its model where that has texts under its
 * own name: the self-recognition study shows `xsum_10_ft_gpt35` the texts of `gpt35` as its own.
 */
export function identitiesOf(names: readonly string[]): string[] {
  const known = new Set(names.map(sameName));
  return names.map((name) => {
    const model = sameName(/_ft_(.+)$/i.exec(name)?.[1] ?? '');
    return model !== '' && known.has(model) ? model : sameName(name);
  });
}

/** What the options say of every name, by its code. */
export function rolesOf(names: readonly string[], options: JudgesOptions): NameRoles {
  const keys = identitiesOf(names);
  const identities = new Map<string, number>();
  return {
    names: names.length,
    identity: Int32Array.from(keys, (key) => {
      if (!identities.has(key)) identities.set(key, identities.size);
      return identities.get(key)!;
    }),
    family: Int32Array.from(names, (name) => groupOf(name, options.families)),
    human: Uint8Array.from(names, (name) =>
      Number(options.people.some((pattern) => matches(name, pattern))),
    ),
  };
}

/** Which comparisons the options keep. */
export function keptBy(names: readonly string[], options: JudgesOptions): Kept {
  const mask = (kept: readonly string[] | null): Uint8Array | null => {
    if (kept === null) return null;
    const known = new Set(kept);
    return Uint8Array.from(names, (name) => Number(known.has(name)));
  };
  return {
    own: options.own,
    sources: mask(options.sources),
    tasks: mask(options.datasets),
    judges: null,
  };
}

const TUNED = ['*_ft_*', '*-ft-*', '*_ft', '*-ft', 'ft:*', 'ft-*', '*fine-tuned*', '*finetuned*'];

/**
 * The conditions that are compared: the reader's, or those the names speak of: judges as they are against
 * fine-tuned ones, else one data set against another.
 */
export function conditionsFor(
  options: JudgesOptions,
  judges: readonly string[],
  datasets: readonly string[],
): readonly NameGroup[] {
  if (options.conditions !== null) return options.conditions;
  const isTuned = (name: string): boolean => TUNED.some((pattern) => matches(name, pattern));
  const plain = judges.filter((name) => !isTuned(name));
  if (plain.length > 0 && plain.length < judges.length)
    return [
      { name: 'as they are', patterns: plain.slice(0, 50) },
      { name: 'fine-tuned', patterns: TUNED },
    ];
  return datasets.length > 1 && datasets.length <= 20
    ? datasets.map((name) => ({ name, patterns: [name] }))
    : [];
}

/** A bit per condition that a name matches. */
export function conditionBits(
  names: readonly string[],
  conditions: readonly NameGroup[],
): Conditions {
  return {
    count: conditions.length,
    of: Uint32Array.from(names, (name) =>
      conditions.reduce(
        (bits, { patterns }, c) =>
          patterns.some((pattern) => matches(name, pattern)) ? bits | (1 << c) : bits,
        0,
      ),
    ),
  };
}

/** The metric that says how good a text is, where files have several; null without metrics. */
export function qualityMetric(dataset: Dataset): string | null {
  const metric = dataset.facets.find(({ name, present }) => name === 'metric' && present);
  if (!metric) return null;
  const names = metric.names ?? [];
  return (
    ['quality', 'rating', 'score', 'overall'].find((name) => names.includes(name)) ??
    names.find((name) => name !== 'recognition') ??
    'quality'
  );
}

/** Whether any judge that is no person shares its name or family with a writer. */
export function hasOwnWriter(names: readonly KnownName[], roles: NameRoles): boolean {
  const writers = names.flatMap((name, code) => (name.writes ? [code] : []));
  const identities = new Set(writers.map((code) => roles.identity[code]));
  const families = new Set(writers.map((code) => roles.family[code]).filter((f) => f >= 0));
  return names.some(
    ({ judges, isPerson }, code) =>
      judges &&
      !isPerson &&
      (identities.has(roles.identity[code]) || families.has(roles.family[code])),
  );
}
