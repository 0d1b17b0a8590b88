import type { GradeValue } from '../domain/grade.ts';
import { filled } from './column-sample.ts';
import type { ColumnSample } from './column-sample.ts';
import { areSchoolGrades, gradeOf, guessGrades, labelName, LETTERS, OWN } from './grades.ts';
import type { GradeRule } from './grades.ts';
import { parseText } from './parse-number.ts';

/** More labels than this in a sample are answers, not grades. */
const MOST_GRADES = 20;
/** A longer text is no grade. */
const LONGEST_GRADE = 40;

/**
 * What the labels of a column usually count as, where it holds grades. School grades have to be all of
 * its labels: the letters of a multiple choice are no scores.
 */
export function gradesOf(...columns: readonly ColumnSample[]): GradeRule | null {
  const labels = new Set(columns.flatMap(filled));
  const rule = labels.size > MOST_GRADES ? null : guessGrades(labels);
  return rule === LETTERS && !areSchoolGrades(labels) ? null : rule;
}

/** As `gradesOf`; where no rule knows the few labels that come again and again, it is for the reader to say. */
export function gradesAsChosen(...columns: readonly ColumnSample[]): GradeRule | null {
  const rule = gradesOf(...columns);
  if (rule) return rule;
  const values = columns.flatMap(filled);
  const labels = [...new Set(values)];
  const few = labels.length > 1 && labels.length <= Math.min(MOST_GRADES, values.length / 2);
  const short = labels.every((label) => label.length <= LONGEST_GRADE);
  return few && short && labels.every((label) => Number.isNaN(parseText(label, false)))
    ? OWN
    : null;
}

/** The labels of columns and what they count as under a rule, in the order of the numbers. */
export function countedAs(rule: GradeRule, ...columns: readonly ColumnSample[]): GradeValue[] {
  const labels = new Map(
    columns.flatMap(filled).map((label) => [labelName(label, rule), gradeOf(label, rule)]),
  );
  return [...labels]
    .map(([label, value]) => ({ label, value }))
    .sort((a, b) => (a.value ?? Infinity) - (b.value ?? Infinity) || (a.label < b.label ? -1 : 1));
}
