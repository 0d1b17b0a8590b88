import { holdsFigures } from './benchmark-table.ts';
import type { ColumnSample } from './column-sample.ts';
import { plainName } from './plain-name.ts';
import { SYNONYMS } from './synonyms.ts';

/** Names that are those of raters. */
export const RATER =
  /^(?:score|rating)?[ _.-]*(rater|human|expert|annotator|coder|judge|reviewer|grader|teacher|reference|ref|gold|bewerter|r|h)[ _.-]*(\d{1,3}|[a-z])(?:[ _.-]*(?:score|rating))?$/i;
/** Names that are those of models. */
export const MODEL =
  /gpt|claude|llama|gemini|gemma|mistral|mixtral|qwen|deepseek|palm|phi-?\d|grok|command-?r|falcon|vicuna|alpaca|olmo|(?:^|[/_ -])(?:yi-\d|o[134](?:$|-))|^(?:(?:score|rating)[ _.-]?)?model[ _.-]?\w{1,3}(?:[ _.-](?:score|rating))?$/i;

/**
 * Whether a column called `model` or `llm` may hold the scores of a model rather than names of models:
 * it has numbers only.
 */
export function isScoreOfModel(column: ColumnSample, decimalComma: boolean): boolean {
  const known = SYNONYMS.model?.includes(plainName(column.name)) ?? false;
  return known && holdsFigures(column.values, decimalComma);
}
