import type { AgreementAnswer } from './answers.ts';
import { valueOf } from './answers.ts';

/** Mean of the pairs within models, within raters, or between them. */
export interface BlockMean {
  readonly block: 'models' | 'raters' | 'between' | 'reference';
  readonly name: string;
  readonly value: number;
  readonly pairs: number;
}

/** The means of the matrix's blocks; a block without a number is left out. */
export function blockMeans(answer: AgreementAnswer): BlockMean[] {
  const { scorers } = answer.matrix;
  const rowsOf = (test: (kind: string) => boolean): number[] =>
    [...scorers.keys()].filter((row) => test(scorers[row].kind));
  const models = rowsOf((kind) => kind.startsWith('model'));
  const raters = rowsOf((kind) => kind === 'human');
  const reference = rowsOf((kind) => kind === 'reference');
  const within = (rows: number[]) => rows.flatMap((a, i) => rows.slice(0, i).map((b) => [a, b]));
  const between = (rows: number[]) => models.flatMap((a) => rows.map((b) => [a, b]));
  const blocks = [
    ['models', within(models)],
    ['raters', raters.length > 1 ? within(raters) : []],
    ['between', raters.length > 1 ? between(raters) : []],
    ['reference', between(reference)],
  ] as const;
  return blocks.flatMap(([block, pairs]) => {
    const known = pairs.map(([a, b]) => valueOf(answer, a, b).value).filter(Number.isFinite);
    if (known.length === 0) return [];
    const value = known.reduce((sum, one) => sum + one, 0) / known.length;
    return [{ block, name: BLOCK_WORDS[block], value, pairs: known.length }];
  });
}

/** What a block is called. */
const BLOCK_WORDS: Readonly<Record<BlockMean['block'], string>> = {
  models: 'Models with models',
  raters: 'Raters with raters',
  between: 'Models with raters',
  reference: 'Models with the experts',
};
