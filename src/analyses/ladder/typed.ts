import type { BenchmarkChoice, TypedScore } from '../../domain/benchmark-choice.ts';
import { counted } from '../../domain/format.ts';

/** What the fields of the dialog start with. */
export function typedTexts(
  benchmark: BenchmarkChoice | null,
  models: readonly string[],
): { readonly name: string; readonly texts: Readonly<Record<string, string>> } {
  const typed = benchmark?.from === 'typed' ? benchmark : null;
  const scores = new Map((typed?.scores ?? []).map(({ model, score }) => [model, score]));
  const texts = models.map((model) => [model, scores.get(model)?.toString() ?? '']);
  return {
    name: typed?.name ?? '',
    texts: Object.fromEntries(texts) as Record<string, string>,
  };
}

/** What was typed, as a choice; null while it cannot be used, with what is wrong in words. */
export function readTyped(
  name: string,
  models: readonly string[],
  texts: Readonly<Record<string, string>>,
): {
  readonly choice: BenchmarkChoice | null;
  readonly wrong: readonly string[];
  readonly says: string;
} {
  const scores: TypedScore[] = [];
  const wrong: string[] = [];
  for (const model of models) {
    const text = (texts[model] ?? '').trim();
    if (text === '') continue;
    const score = numberOf(text);
    if (Number.isNaN(score)) wrong.push(model);
    else scores.push({ model, score });
  }
  if (wrong.length > 0)
    return { choice: null, wrong, says: `No number: ${wrong.slice(0, 3).join(', ')}.` };
  if (scores.length < 3)
    return { choice: null, wrong, says: 'An order needs scores of at least three models.' };
  const choice = { from: 'typed', name: name.trim() || 'typed benchmark', scores } as const;
  return { choice, wrong, says: `${counted(scores.length, 'model')}.` };
}

/** A number as people write it: `86.7`, `86,7` or `86.7 %`. */
function numberOf(text: string): number {
  const plain = text.replace(/\s*%$/, '').replace(',', '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : NaN;
}
