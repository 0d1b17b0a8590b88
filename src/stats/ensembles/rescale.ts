import type { ScoreMatrix } from '../agreement/types.ts';

/** Which score is wrong and which is right. */
interface Ends {
  readonly low: number;
  readonly high: number;
}

/** Grades that are no list are the whole numbers; more of them than this are not listed. */
const MOST_GRADES = 1000;

/** Scores by where they lie between wrong, 0, and right, 1; missing ones stay NaN. */
export function rescaled({ scorers, columns, values }: ScoreMatrix, ends: Ends): ScoreMatrix {
  return { scorers, columns, values: values.map((score) => onEnds(score, ends)) };
}

/** The grades of a task on the same scale; null where there are too many to be listed. */
export function rescaledGrades(grades: Float64Array | null, ends: Ends): Float64Array | null {
  const { low, high } = ends;
  if (grades) return grades.map((grade) => onEnds(grade, ends));
  const [first, last] = [Math.ceil(low), Math.floor(high)];
  if (last - first >= MOST_GRADES) return null;
  return Float64Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
    onEnds(first + i, ends),
  );
}

function onEnds(score: number, { low, high }: Ends): number {
  return (score - low) / (high - low);
}
