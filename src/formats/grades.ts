import { numberInLabel, RATING_SCALES } from './rating-scales.ts';

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
  '✓': 1,
  '✔': 1,
  '✅': 1,
  '✗': 0,
  '✘': 0,
  '❌': 0,
  // As spreadsheets and people in other languages write them.
  ...said('wahr richtig ja vrai oui juste verdadero correcto sí si verdadeiro correto sim vero', 1),
  ...said('falsch nein faux non incorrecto incorreto não nao falso sbagliato', 0),
};

/** Labels that say the number themselves, as `4 - good`. */
export const NUMBERED: GradeRule = {};

/** Labels that no rule knows: what they count as is for the reader to say. */
export const OWN: GradeRule = {};

const SCALES = new Map<GradeRule, string | undefined>(
  RATING_SCALES.map(({ labels, name }) => [labels, name]),
);

/** What Inspect's own metrics do with labels. */
export const INSPECT_GRADES: GradeRule = { ...WORDS, ...CORRECTNESS };

/** Share of labels that say their number. */
const MOST = 0.8;

/** The rules offered, the more special first: C alone is correct, C beside A or B is a grade. */
const RULES = [CORRECTNESS, WORDS, LETTERS];

/**
 * The rule that knows the most of the labels, at least half of them; else the rating scale that has all
 * of them and tells the most apart, or their own numbers where all say one; else null.
 */
export function guessGrades(labels: Iterable<string>): GradeRule | null {
  const seen = new Set(Array.from(labels, plain));
  seen.delete('');
  let best: GradeRule | null = null;
  let known = 0;
  for (const rule of RULES) {
    const found = [...seen].filter((label) => gradeOf(label, rule) !== null).length;
    if (found > known) [known, best] = [found, rule];
  }
  if (known * 2 >= Math.max(1, seen.size)) return best;
  if (seen.size < 2) return null;
  const share = (rule: GradeRule): number =>
    [...seen].filter((label) => gradeOf(label, rule) !== null).length / seen.size;
  const told = (rule: GradeRule): number =>
    new Set([...seen].map((label) => gradeOf(label, rule))).size;
  const [scale] = [...SCALES.keys()]
    .filter((rule) => share(rule) === 1)
    .sort((a, b) => told(b) - told(a));
  if (scale) return scale;
  const words = [...seen].filter((label) => !isNumber(label));
  const own = words.filter((label) => numberInLabel(label) !== null).length;
  return own > 0 && own >= MOST * words.length ? NUMBERED : null;
}

/** Whether a rule is but a proposal: studies differ in what the words of a scale count as. */
export function isProposal(rule: GradeRule): boolean {
  return SCALES.has(rule);
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

/**
 * What a label is called in the rule: a C for correct and a C among school grades are told apart, and so
 * are the words that several scales have.
 */
export function labelName(label: string, rule: GradeRule): string {
  const name = label.trim();
  const scale = rule === LETTERS ? 'A to F' : SCALES.get(rule);
  return scale ? `${name} (${scale})` : name;
}

/** The number a label stands for under a rule, or null. */
export function gradeOf(label: string, rule: GradeRule): number | null {
  if (rule === NUMBERED) return isNumber(label) ? Number(label) : numberInLabel(label);
  const wanted = plain(label);
  for (const key of Object.keys(rule)) if (plain(key) === wanted) return rule[key];
  return null;
}

function plain(label: string): string {
  return label.trim().toLowerCase();
}

function isNumber(label: string): boolean {
  return /^\s*[+-]?\d+(\.\d+)?\s*$/.test(label);
}

function said(words: string, value: number): GradeRule {
  return Object.fromEntries(words.split(' ').map((word) => [word, value]));
}
