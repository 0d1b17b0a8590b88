import type { Fields } from '../fields.ts';
import { at, fieldsOf, listOf, nameOf, numberIn, numberOf, textOf } from '../fields.ts';

/** One sample of a details file. */
export interface Detail {
  readonly task: string | null;
  readonly item: string | null;
  readonly text: string | null;
  readonly response: string | null;
  /** Examples shown, where the row says so. */
  readonly shots: number | null;
  readonly scores: readonly (readonly [metric: string, score: number | null])[];
}

/** Reads one row, of current versions (`doc`, `metric`, `model_response`) or of older ones. */
export function readDetail(row: Fields): Detail {
  const { doc } = row;
  const response = row.model_response;
  return {
    task: nameOf(at(doc, 'task_name')),
    item: nameOf(at(doc, 'id')),
    text: textOf(at(doc, 'query')) ?? textOf(row.example) ?? textOf(row.full_prompt),
    response:
      textOf(listOf(at(response, 'text_post_processed'))[0]) ??
      textOf(listOf(at(response, 'text'))[0]) ??
      likeliest(at(response, 'logprobs'), at(doc, 'choices')) ??
      likeliest(row.predictions, row.choices) ??
      textOf(listOf(row.predictions)[0]) ??
      textOf(row.predictions),
    shots: numberIn(row.num_asked_few_shots) ?? numberIn(row.num_effective_few_shots),
    scores: scoresOf(row),
  };
}

function scoresOf(row: Fields): [string, number | null][] {
  const metrics =
    fieldsOf(row.metric) ??
    fieldsOf(row.metrics) ??
    Object.fromEntries(
      Object.keys(row)
        .filter((name) => /^metrics?\./.test(name))
        .map((name) => [name.replace(/^metrics?\./, ''), row[name]]),
    );
  return Object.keys(metrics)
    .filter((name) => isFigure(metrics[name]))
    .map((name) => [name, numberIn(metrics[name])]);
}

/**
 * Objects and lists are what a metric of the whole corpus is made of, such as golds and predictions; texts
 * are what a judge was asked and answered.
 */
function isFigure(value: unknown): boolean {
  if (typeof value === 'string')
    return numberIn(value) !== null || /^\s*(nan|none)?\s*$/i.test(value);
  return typeof value !== 'object' || value === null;
}

/** The choice with the highest log-probability; older rows pair that with whether it was greedy. */
function likeliest(logprobs: unknown, choices: unknown): string | null {
  const values = listOf(logprobs).map((value) => numberOf(listOf(value)[0] ?? value) ?? NaN);
  if (values.length < 2 || values.some(Number.isNaN)) return null;
  return textOf(listOf(choices)[values.indexOf(Math.max(...values))])?.trim() ?? null;
}
