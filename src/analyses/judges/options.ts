import { fail, ok } from '../../domain/problem.ts';
import type { Result } from '../../domain/problem.ts';
import { isGroups, isPatterns } from './name-patterns.ts';
import type { NameGroup } from './name-patterns.ts';

/** How the view of judges is set: plain, immutable and versioned, so that it can go into a link. */
export interface JudgesOptions {
  readonly version: 1;
  /** Whose texts count as the judge's: its own, or those of its family. */
  readonly own: 'own' | 'family';
  /** Other sources that are compared with; null is all of them. */
  readonly sources: readonly string[] | null;
  /** Data sets that are looked at; null is all of them. */
  readonly datasets: readonly string[] | null;
  /** Model families by patterns of their models' names; the first that matches counts. */
  readonly families: readonly NameGroup[];
  /** Patterns of the names of people among the judges. */
  readonly people: readonly string[];
  /** What is compared, by patterns of judges' or data sets' names; null takes them from the names. */
  readonly conditions: readonly NameGroup[] | null;
  /** Panels that show their numbers as a table. */
  readonly tables: readonly JudgesPanel[];
}

/** Panels that can be shown as a table instead of a figure. */
export const JUDGES_PANELS = [
  'recognition',
  'sources',
  'order',
  'examples',
  'conditions',
  'single',
  'shares',
  'ratings',
  'people',
  'corrected',
] as const;

export type JudgesPanel = (typeof JUDGES_PANELS)[number];

/** Families of models that are often judges, after their makers. */
export const DEFAULT_FAMILIES: readonly NameGroup[] = [
  { name: 'OpenAI', patterns: ['*gpt*', '*davinci*', 'openai*', 'o1*', 'o3*', 'o4*'] },
  { name: 'Anthropic', patterns: ['*claude*', 'anthropic*'] },
  { name: 'Google', patterns: ['*gemini*', '*gemma*', '*palm*', '*bard*', 'google*'] },
  { name: 'Llama', patterns: ['*llama*', '*vicuna*', '*alpaca-7b*', '*alpaca-13b*', '*koala*'] },
  { name: 'Mistral', patterns: ['*mistral*', '*mixtral*'] },
  { name: 'Qwen', patterns: ['*qwen*'] },
  { name: 'DeepSeek', patterns: ['*deepseek*'] },
  { name: 'Cohere', patterns: ['*command-r*', 'cohere*'] },
];

/** Names that people go by in files of judgements. */
export const DEFAULT_PEOPLE: readonly string[] = [
  'human*',
  'people*',
  'expert*',
  'author*',
  'annotator*',
  'crowd*',
  'arena_user*',
];

/** Every judge, source and data set, families after their makers, every panel as a figure. */
export const DEFAULT_JUDGES_OPTIONS: JudgesOptions = {
  version: 1,
  own: 'own',
  sources: null,
  datasets: null,
  families: DEFAULT_FAMILIES,
  people: DEFAULT_PEOPLE,
  conditions: null,
  tables: [],
};

const MOST_NAMES = 500;
const LONGEST = 2000;

/** Validates untrusted input (a link) into options of the view; absent ones are the initial ones. */
export function parseJudgesOptions(input: unknown): Result<JudgesOptions> {
  if (input === undefined) return ok(DEFAULT_JUDGES_OPTIONS);
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return damaged('options');
  const given = { ...DEFAULT_JUDGES_OPTIONS, ...(input as Record<string, unknown>) };
  if (given.version !== 1) return damaged('version');
  if (given.own !== 'own' && given.own !== 'family') return damaged('own texts');
  if (!isNames(given.sources)) return damaged('sources');
  if (!isNames(given.datasets)) return damaged('data sets');
  if (!isGroups(given.families)) return damaged('families');
  if (!isPatterns(given.people)) return damaged('people');
  if (given.conditions !== null && !isGroups(given.conditions)) return damaged('conditions');
  const { tables } = given;
  if (!Array.isArray(tables) || !tables.every((panel) => JUDGES_PANELS.includes(panel)))
    return damaged('tables');
  return ok({
    version: 1,
    own: given.own,
    sources: given.sources,
    datasets: given.datasets,
    families: given.families,
    people: given.people,
    conditions: given.conditions,
    tables: [...new Set(tables)],
  });
}

function isNames(value: unknown): value is readonly string[] | null {
  return (
    value === null ||
    (Array.isArray(value) &&
      value.length <= MOST_NAMES &&
      value.every((name) => typeof name === 'string' && name.length <= LONGEST))
  );
}

function damaged(field: string): Result<never> {
  return fail({
    code: 'damaged-link',
    message: `The ${field} of this view of judges cannot be read.`,
    field,
    wayOn: 'Ask for the link again; what you see now is unchanged.',
  });
}
