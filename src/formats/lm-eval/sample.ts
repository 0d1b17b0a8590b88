import type { Fields } from '../fields.ts';
import { at, fieldsOf, listOf, nameOf, numberOf, textOf, writtenOf } from '../fields.ts';

const KNOWN = new Set([
  'doc_id',
  'doc',
  'target',
  'arguments',
  'resps',
  'filtered_resps',
  'filter',
  'metrics',
  'doc_hash',
  'prompt_hash',
  'target_hash',
]);
/** Fields in which data sets keep the question, the likeliest first. */
const QUESTIONS = [
  'question',
  'query',
  'problem',
  'input',
  'prompt',
  'text',
  'instruction',
  'sentence',
  'ctx',
  'goal',
  'premise',
  'passage',
];

/** The metrics of a sample: those it lists, else those its task is configured with, else its other keys. */
export function scoresOf(
  record: Fields,
  configured: readonly string[],
): { metric: string; score: number | null }[] {
  const listed = listOf(record.metrics).flatMap((name) => nameOf(name) ?? []);
  const candidates = listed.length > 0 ? listed : configured;
  const present = candidates.filter((name) => Object.hasOwn(record, name));
  const names = present.length > 0 ? present : Object.keys(record).filter((key) => !KNOWN.has(key));
  return names.flatMap((metric) => {
    const value = record[metric];
    // Perplexities and the like are pairs that only the corpus mean combines.
    if (Array.isArray(value) || fieldsOf(value)) return [];
    return [{ metric, score: numberOf(value) }];
  });
}

/** The question of a sample's document, or what was rendered of it. */
export function questionOf(record: Fields): string | null {
  for (const key of QUESTIONS) {
    const text = textOf(at(record.doc, key));
    if (text) return text;
  }
  const [longest] = docTexts(record).sort((a, b) => b.length - a.length);
  return longest ?? renderedOf(record);
}

/** Texts of a sample's document, those in lists and one level down included, and its target. */
export function docTexts(record: Fields): string[] {
  const texts: string[] = [];
  const take = (value: unknown, depth: number): void => {
    if (typeof value === 'string') texts.push(value);
    else if (depth > 0 && typeof value === 'object' && value !== null)
      Object.values(value).forEach((inner) => take(inner, depth - 1));
  };
  take(record.doc, 3);
  take(record.target, 0);
  return texts;
}

/** The prompt as it was sent: a list of argument pairs, or an object of them in newer versions. */
export function renderedOf(record: Fields): string | null {
  return textOf(argument(record, 0, 0));
}

/**
 * What the model answered: the filtered text; for multiple choice the continuation it found likeliest,
 * from pairs of log-likelihood and whether it was greedy.
 */
export function responseOf(record: Fields): string | null {
  const filtered = listOf(record.filtered_resps);
  const likelihoods = filtered.map((pair) => numericText(listOf(pair)[0]));
  if (filtered.length > 1 && likelihoods.every((value) => value !== null)) {
    const best = likelihoods.indexOf(Math.max(...likelihoods));
    return textOf(argument(record, best, 1))?.trim() ?? null;
  }
  return writtenOf(filtered[0]);
}

function argument(record: Fields, call: number, place: number): unknown {
  const args = record.arguments;
  if (Array.isArray(args)) return listOf(args[call])[place];
  return at(args, `gen_args_${call}`, `arg_${place}`);
}

/** Newer versions write log-likelihoods as texts. */
function numericText(value: unknown): number | null {
  if (typeof value === 'string' && value.trim() !== '') return numberOf(Number(value));
  return typeof value === 'number' ? numberOf(value) : null;
}
