/**
 * What labels stand for as numbers. A plain value, so that it can be shown, changed and kept with the
 * question; labels are compared in lower case without surrounding spaces.
 */
export type GradeRule = Readonly<Record<string, number>>;

/** Correct, incorrect, partial and no answer, as Inspect's scorers write them. */
export const CORRECTNESS: GradeRule = { C: 1, I: 0, P: 0.5, N: 0 };

/** School grades by letter, on four points. */
export const LETTERS: GradeRule = {
  'A+': 4.3,
  A: 4,
  'A-': 3.7,
  'B+': 3.3,
  B: 3,
  'B-': 2.7,
  'C+': 2.3,
  C: 2,
  'C-': 1.7,
  'D+': 1.3,
  D: 1,
  'D-': 0.7,
  E: 0,
  F: 0,
};

/** Words for right and wrong. */
export const WORDS: GradeRule = {
  correct: 1,
  incorrect: 0,
  partial: 0.5,
  'partially correct': 0.5,
  right: 1,
  wrong: 0,
  yes: 1,
  no: 0,
  true: 1,
  false: 0,
  pass: 1,
  passed: 1,
  fail: 0,
  failed: 0,
  success: 1,
  failure: 0,
};

/** What Inspect's own metrics do with labels. */
export const INSPECT_GRADES: GradeRule = { ...WORDS, ...CORRECTNESS };

/** The rules offered, the more special first: C alone is correct, C beside A or B is a grade. */
const RULES = [CORRECTNESS, WORDS, LETTERS];

/** The rule that knows the most of the labels; null where none knows at least half of them. */
export function guessGrades(labels: Iterable<string>): GradeRule | null {
  const seen = new Set(Array.from(labels, plain));
  seen.delete('');
  let best: GradeRule | null = null;
  let known = 0;
  for (const rule of RULES) {
    const found = [...seen].filter((label) => gradeOf(label, rule) !== null).length;
    if (found > known) [known, best] = [found, rule];
  }
  return known * 2 >= Math.max(1, seen.size) ? best : null;
}

/**
 * Whether labels are school grades rather than the letters of a multiple choice: all of them are, and F
 * or a plus or minus is among them.
 */
export function areSchoolGrades(labels: Iterable<string>): boolean {
  const seen = Array.from(labels, plain).filter((label) => label !== '');
  return (
    seen.every((label) => gradeOf(label, LETTERS) !== null) &&
    seen.some((label) => label === 'f' || label.length === 2)
  );
}

/** What a label is called in the rule: a C for correct and a C among school grades are told apart. */
export function labelName(label: string, rule: GradeRule): string {
  const name = label.trim();
  return rule === LETTERS ? `${name} (A to F)` : name;
}

/** The number a label stands for under a rule, or null. */
export function gradeOf(label: string, rule: GradeRule): number | null {
  const wanted = plain(label);
  for (const key of Object.keys(rule)) if (plain(key) === wanted) return rule[key];
  return null;
}

function plain(label: string): string {
  return label.trim().toLowerCase();
}
