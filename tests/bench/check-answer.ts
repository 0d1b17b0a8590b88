import type { MeanByModel } from './native.ts';
import type { ShownMean } from './page-times.ts';

/**
 * What in the page's answer differs from native DuckDB's: counts must be equal, means as close as
 * the printed decimals say. Empty where they agree; a benchmark of wrong answers is none.
 */
export function differences(shown: readonly ShownMean[], truth: MeanByModel): string[] {
  const found: string[] = [];
  if (shown.length !== truth.size) found.push(`${shown.length} models, not ${truth.size}`);
  for (const { model, n, mean } of shown) {
    const expected = truth.get(model);
    if (!expected) {
      found.push(`${model} is not in the file`);
      continue;
    }
    const decimals = mean.split('.')[1]?.length ?? 0;
    if (n !== expected.n) found.push(`${model}: n ${n}, not ${expected.n}`);
    if (Math.abs(Number(mean) - expected.mean) > 0.5000001 * 10 ** -decimals)
      found.push(`${model}: mean ${mean}, not ${expected.mean}`);
  }
  return found;
}
