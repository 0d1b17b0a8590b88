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

/**
 * The rule that knows the most of the labels, cut down to them and with the others left out; null where
 * none knows at least half of them.
 */
export function guessGrades(labels: Iterable<string>): GradeRule | null {
  const seen = new Map([...labels].map((label) => [plain(label), label.trim()]));
  seen.delete('');
  let best: GradeRule | null = null;
  let known = 0;
  for (const rule of RULES) {
    const found = [...seen].flatMap(([key, label]) => {
      const number = gradeOf(key, rule);
      return number === null ? [] : [[label, number] as const];
    });
    if (found.length > known) {
      known = found.length;
      best = Object.fromEntries(found);
    }
  }
  return known * 2 >= Math.max(1, seen.size) ? best : null;
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
