import type { Random } from '../../../src/stats/resample/random.ts';
import type { VarianceRequest } from '../../../src/stats/variance/types.ts';

/** A fixed design: every model with every prompt on every item, once. */
export interface StudyDesign {
  readonly models: number;
  readonly prompts: number;
  readonly items: number;
}

const TERMS = [['model'], ['prompt'], ['item'], ['model', 'prompt']] as const;
export const NAMES = ['model', 'prompt', 'item', 'model:prompt', 'Residual'] as const;
/** The terms whose share is the headline. */
export const CHOICE = ['model', 'prompt', 'model:prompt'] as const;

/** Variances in the order of `NAMES`. */
export type Truth = readonly number[];

/**
 * A study whose components are known, drawn row by row: normal effects of every level and noise. It
 * shares no code with the sampler of the bootstrap that is judged on it.
 */
export function drawStudy(design: StudyDesign, truth: Truth, random: Random): VarianceRequest {
  const { models, prompts, items } = design;
  const effects = (levels: number, variance: number) =>
    Float64Array.from({ length: levels }, () => Math.sqrt(variance) * random.normal());
  const ofModel = effects(models, truth[0]);
  const ofPrompt = effects(prompts, truth[1]);
  const ofItem = effects(items, truth[2]);
  const ofPair = effects(models * prompts, truth[3]);
  const n = models * prompts * items;
  const codes = { model: new Int32Array(n), prompt: new Int32Array(n), item: new Int32Array(n) };
  const response = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    const item = row % items;
    const pair = Math.floor(row / items);
    const prompt = pair % prompts;
    const model = Math.floor(pair / prompts);
    codes.model[row] = model;
    codes.prompt[row] = prompt;
    codes.item[row] = item;
    response[row] =
      ofModel[model] +
      ofPrompt[prompt] +
      ofItem[item] +
      ofPair[pair] +
      Math.sqrt(truth[4]) * random.normal();
  }
  const shift = response.reduce((sum, y) => sum + y, 0) / n;
  const centred = response.map((y) => y - shift);
  return {
    method: 'REML',
    terms: TERMS,
    residualTerms: [],
    cells: [{ facets: Object.keys(codes), codes, n: new Float64Array(n).fill(1), sum: centred }],
    n,
    shift,
    sum: centred.reduce((sum, y) => sum + y, 0),
    sumSquares: centred.reduce((sum, y) => sum + y * y, 0),
  };
}
