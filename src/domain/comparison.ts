/**
 * One judgement of two responses to the same item. Where the judge saw the pair in both orders, one
 * comparison holds both choices.
 */
export interface Comparison {
  readonly task: string | null;
  readonly item: string;
  /** Who judged; null where the file does not say. */
  readonly judge: string | null;
  /** What the judge was asked: which response is better, or which is the judge's own. */
  readonly question: 'preference' | 'recognition';
  /** The judge's template, where the file names one. */
  readonly prompt: string | null;
  /** Repeat of the same judgement by the same judge, e.g. a turn of the conversation or an epoch. */
  readonly run: string | null;
  readonly model_a: string;
  readonly model_b: string;
  /** How far A is chosen, in [0, 1]: 1 A wins, 0 B wins, 0.5 a tie; null where no verdict was found. */
  readonly preference: number | null;
  /** Choice with A shown first, and with B shown first; null where that order was not asked or not stated. */
  readonly forward: 'a' | 'b' | 'tie' | null;
  readonly backward: 'a' | 'b' | 'tie' | null;
  /** The verdict as the file writes it, e.g. `tie (bothbad)` or `1.5`. */
  readonly verdict: string | null;
  /** Why there is no verdict. */
  readonly failure: string | null;
  readonly text: string | null;
  readonly response_a: string | null;
  readonly response_b: string | null;
}

/** The columns of a table of comparisons, in this order. */
export const COMPARISON_COLUMNS = [
  'task',
  'item',
  'judge',
  'question',
  'prompt',
  'run',
  'model_a',
  'model_b',
  'preference',
  'forward',
  'backward',
  'verdict',
  'failure',
  'text',
  'response_a',
  'response_b',
] as const satisfies readonly (keyof Comparison)[];
