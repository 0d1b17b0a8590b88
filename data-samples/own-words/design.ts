/** What is true of the study: everything below is drawn from these numbers. */
export const SEED = 20260117;

/** The models that write, three of which judge. Strengths are log odds; they sum to zero. */
export const WRITERS = [
  { name: 'Vega-2', strength: 0.5, judges: true },
  { name: 'Altair-1', strength: 0.2, judges: true },
  { name: 'Rigel-3', strength: -0.2, judges: true },
  { name: 'Deneb-1', strength: -0.5, judges: false },
] as const;

/** How a judge goes about pairs. */
export interface JudgeDesign {
  readonly name: string;
  /** Log odds that being its own adds to a text's chance of being preferred. */
  readonly favour: number;
  /** Mean of the log odds that it calls its own text its own. */
  readonly recognises: number;
  /** Log odds that being shown first adds. */
  readonly first: number;
}

/** Judges that recognise themselves more favour themselves more: by construction, on one line. */
export const JUDGES: readonly JudgeDesign[] = [
  { name: 'Vega-2', favour: 1, recognises: 1.4, first: 0.3 },
  { name: 'Altair-1', favour: 0.6, recognises: 0.7, first: 0.6 },
  { name: 'Rigel-3', favour: 0.2, recognises: 0.1, first: 1.6 },
  { name: 'Vega-2_ft_own', favour: 2.2, recognises: 3, first: 0.1 },
];

/** Log odds that a text gains by 100 characters more, in every judge's eyes but no person's. */
export const LENGTH_EFFECT = 0.4;
/** Log odds that being shown first adds in the pairs of answers, for every judge and person. */
export const PLACE_EFFECT = 0.25;
/** Log odds that being its own adds in the pairs of answers, for every judge. */
export const OWN_EFFECT = 0.8;

/** Notices that are summarised, and how many of them the fine-tuned judge saw. */
export const NOTICES = 120;
export const NOTICES_TUNED = 60;
/** Questions whose answers are compared, and the share of pairs that people judge too. */
export const QUESTIONS = 90;
export const SHARE_BY_PEOPLE = 0.35;
/** Chance that a verdict goes by what all see alike in a pair, so that judges and people agree. */
export const SHARED_LUCK = 0.85;
/** Share of answers of a judge that hold no number. */
export const SHARE_LOST = 0.01;
