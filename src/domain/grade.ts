/** A label among the scores and the number it counts as; null counts as no score. */
export interface GradeValue {
  readonly label: string;
  readonly value: number | null;
}

/** A label that the loaded files use, and what the rule makes of it. */
export interface Grade extends GradeValue {
  /** The number it counts as where the question says nothing. */
  readonly usual: number | null;
  /** Scores and references with this label. */
  readonly count: number;
}

const MAX_GRADES = 500;
const MAX_LABEL = 200;
const LARGEST = 1e150;

/** Validates untrusted input; null where it is no list of labels with numbers, or has a label twice. */
export function parseGrades(input: unknown): GradeValue[] | null {
  if (!Array.isArray(input) || input.length > MAX_GRADES) return null;
  const grades: GradeValue[] = [];
  for (const candidate of input as unknown[]) {
    if (typeof candidate !== 'object' || candidate === null) return null;
    const { label, value } = candidate as Record<string, unknown>;
    if (typeof label !== 'string' || label === '' || label.length > MAX_LABEL) return null;
    if (value !== null && !(typeof value === 'number' && Math.abs(value) <= LARGEST)) return null;
    if (grades.some((grade) => grade.label === label)) return null;
    grades.push({ label, value });
  }
  return grades;
}

/** The rule after `label` counts as `value`; what it usually counts as is not kept. */
export function graded(
  rule: readonly GradeValue[],
  { label, usual }: Grade,
  value: number | null,
): GradeValue[] {
  const others = rule.filter((grade) => grade.label !== label);
  return value === usual ? others : [...others, { label, value }];
}
