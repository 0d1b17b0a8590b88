/** Labels of a rating scale and the numbers they count as: 1 for the lowest. */
export interface RatingScale {
  readonly labels: Readonly<Record<string, number>>;
  /** What tells its labels from those of another scale, where both have some. */
  readonly name?: string;
}

/** `levels` lowest first, each with the words that are used for it. */
function scale(levels: readonly string[], name?: string): RatingScale {
  const labels = Object.fromEntries(
    levels.flatMap((words, i) => words.split('|').map((word) => [word, i + 1])),
  );
  return name ? { labels, name } : { labels };
}

const NEUTRAL = 'neutral|neither|undecided|neither agree nor disagree|neither disagree nor agree';

/** Usual verbal scales: a proposal, since studies differ in what their words count as. */
export const RATING_SCALES: readonly RatingScale[] = [
  scale([
    'strongly disagree|completely disagree|totally disagree',
    'disagree',
    NEUTRAL,
    'agree',
    'strongly agree|completely agree|totally agree',
  ]),
  scale(
    [
      'strongly disagree',
      'disagree',
      'somewhat disagree|slightly disagree',
      NEUTRAL,
      'somewhat agree|slightly agree',
      'agree',
      'strongly agree',
    ],
    'of 7',
  ),
  scale(
    [
      'bad|very bad|very poor|terrible',
      'poor',
      'fair|average|acceptable|ok|okay',
      'good',
      'excellent|very good',
    ],
    'bad to excellent',
  ),
  scale(['poor', 'fair', 'good', 'very good', 'excellent'], 'poor to excellent'),
  scale(['never', 'rarely|seldom', 'sometimes|occasionally', 'often|frequently', 'always']),
  scale(['low', 'medium|moderate|mid', 'high'], 'of 3'),
  scale(['very low', 'low', 'medium|moderate|mid', 'high', 'very high'], 'of 5'),
];

const BEFORE =
  /^([+-]?\d{1,3}(?:[.,]\d+)?)\s*(?:(?:[-–—:=.,;)|]|\s\/)\s*\p{L}.*|\(\s*\p{L}.*\)|\s(?:stars?|points?|pts?\.?))$/u;
const BEHIND = /^\p{L}[^\d]*[([]\s*([+-]?\d{1,3}(?:[.,]\d+)?)\s*[)\]]$/u;

/** The number in `4 - good`, `4: Good`, `4 (good)`, `4 stars` or `good (4)`; null in other labels. */
export function numberInLabel(label: string): number | null {
  const text = label.trim();
  const written = (BEFORE.exec(text) ?? BEHIND.exec(text))?.[1];
  return written === undefined ? null : Number(written.replace(',', '.'));
}
