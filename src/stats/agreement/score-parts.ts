import { mix } from '../resample/cluster-draws.ts';
import { seededRandom } from '../resample/random.ts';
import type { ScoreBook, Source } from './score-book.ts';
import { groupSources, meansOf } from './score-matrix.ts';
import type { Show } from './score-matrix.ts';
import type { ScoreColumns, ScoreParts } from './types.ts';

/** Up to this many levels are a part each; more are dealt to two halves. */
const MOST_PARTS = 4;

/**
 * Scores of models (or models with prompts) in parts that share no response, split by prompt where
 * there are several and they are not shown, else by run. Null where neither repeats.
 */
export function scoreParts(book: ScoreBook, show: Show, seed: number): ScoreParts | null {
  const facet = (['prompt', 'run'] as const).find(
    (name) => !(show === 'model-prompt' && name === 'prompt') && levelsOf(book, name).length > 1,
  );
  if (facet === undefined) return null;
  const levels = levelsOf(book, facet);
  const { parts, partOf } = deal(levels.length, seed);
  const { scorers, group } = groupSources(book, show);
  const place = new Map(levels.map((code, l) => [code, partOf[l]]));
  const rows = group.map((scorer, s) => scorer * parts + place.get(book.sources[s][facet])!);
  return {
    facet,
    levels: levels.length,
    parts,
    levelsPerPart: levels.length / parts,
    values: meansOf(book, rows, scorers.length * parts),
  };
}

/** The reference in parts that share no rater; null where there is one rater or none. */
export function referenceParts(book: ScoreBook, seed: number): ScoreParts | null {
  const raters = book.raters.length;
  if (raters < 2) return null;
  const { parts, partOf } = deal(raters, seed);
  const width = book.columns.count;
  const values = new Float64Array(parts * width);
  for (let c = 0; c < width; c++) {
    const n = new Float64Array(parts);
    for (let r = 0; r < raters; r++) {
      const rating = book.ratings[r * width + c];
      if (Number.isNaN(rating)) continue;
      values[partOf[r] * width + c] += rating;
      n[partOf[r]]++;
    }
    for (let p = 0; p < parts; p++) values[p * width + c] /= n[p];
  }
  return { facet: 'rater', levels: raters, parts, levelsPerPart: raters / parts, values };
}

/** The parts on the columns of one task, or on all. */
export function onlyTaskParts(
  from: ScoreParts,
  { taskStart, count }: ScoreColumns,
  task: number | null,
): ScoreParts {
  if (task === null) return from;
  const width = taskStart[task + 1] - taskStart[task];
  const rows = from.values.length / count;
  const values = new Float64Array(rows * width);
  for (let r = 0; r < rows; r++) {
    const begin = r * count + taskStart[task];
    values.set(from.values.subarray(begin, begin + width), r * width);
  }
  return { ...from, values };
}

function levelsOf(book: ScoreBook, facet: keyof Omit<Source, 'model'>): number[] {
  return [...new Set(book.sources.map((source) => source[facet]))].sort((a, b) => a - b);
}

/** The part of each level: its own, or one of two halves at random. */
function deal(levels: number, seed: number): { parts: number; partOf: Int32Array } {
  if (levels <= MOST_PARTS)
    return { parts: levels, partOf: Int32Array.from({ length: levels }, (_, l) => l) };
  const halves = Int32Array.from({ length: levels }, (_, l) => l % 2);
  return { parts: 2, partOf: seededRandom(mix(seed, -2)).shuffle(halves) };
}
