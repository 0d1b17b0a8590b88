/**
 * One pair of questions: a person saw how a model answered the first and said, or is predicted to say,
 * whether that changes what they expect of the second (Vafa, Rambachan & Mullainathan 2024).
 */
export interface Generalization {
  /** Null for the survey of people, where no model answered. */
  readonly model: string | null;
  /** Identity of the pair; equal for the models that were asked the same one. */
  readonly pair: string;
  readonly source1: string | null;
  readonly source2: string | null;
  /** Whether the first answer was right: 1 or 0. */
  readonly previous_correct: number | null;
  /** Whether the second answer was right: 1 or 0; null in the survey. */
  readonly current_correct: number | null;
  /** 1 where the person's belief changed, 0 where not; null where it is predicted. */
  readonly belief_change: number | null;
  /** Predicted probability in [0, 1] that a person changes their belief; null in the survey. */
  readonly change_probability: number | null;
  readonly q1: string | null;
  readonly q2: string | null;
  /** The person's belief that the second answer is right, before and after seeing the first one. */
  readonly belief_before: number | null;
  readonly belief_after: number | null;
}

/** The columns of a table of generalization records, in this order. */
export const GENERALIZATION_COLUMNS = [
  'model',
  'pair',
  'source1',
  'source2',
  'previous_correct',
  'current_correct',
  'belief_change',
  'change_probability',
  'q1',
  'q2',
  'belief_before',
  'belief_after',
] as const satisfies readonly (keyof Generalization)[];
