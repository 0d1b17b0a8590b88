import { extent } from '../../domain/extent.ts';
import type { PairAnswer } from './answers.ts';
import { pairNames } from './pair-names.ts';

/** Task-items at one place of the scatter. */
export interface ScatterSpot {
  readonly x: number;
  readonly y: number;
  readonly n: number;
}

export interface ScatterModel {
  readonly label: string;
  readonly names: readonly [string, string];
  readonly spots: readonly ScatterSpot[];
  readonly most: number;
  readonly x: { readonly low: number; readonly high: number };
  readonly y: { readonly low: number; readonly high: number };
  /** Items listed beside it, by their place in the list. */
  readonly marked: readonly { readonly x: number; readonly y: number; readonly label: string }[];
  /** Whether spots are cells of a grid, each at the middle of what it holds. */
  readonly gridded: boolean;
}

/** More spots than this are gathered into a grid. */
const MOST_SPOTS = 900;
const GRID = 32;

/** View model of the scatter: one spot per place, its area the number of task-items there. */
export function scatterModel(answer: PairAnswer): ScatterModel {
  const { scores, apart } = answer;
  const { x, y } = scores;
  const names = pairNames(answer);
  const [ofX, ofY] = [extent([...x]), extent([...y])];
  const exact = gather(
    x,
    y,
    (value) => value,
    (value) => value,
  );
  const gridded = exact.length > MOST_SPOTS;
  const cellOf =
    ({ low, high }: { low: number; high: number }) =>
    (value: number): number =>
      high > low ? Math.min(GRID - 1, Math.floor(((value - low) / (high - low)) * GRID)) : 0;
  const spots = gridded ? gather(x, y, cellOf(ofX), cellOf(ofY)) : exact;
  return {
    label: `Scores of ${names[0]} and ${names[1]}`,
    names,
    spots,
    most: spots.reduce((most, { n }) => Math.max(most, n), 1),
    x: ofX,
    y: ofY,
    marked: apart.map(({ at, named }) => ({
      x: x[at],
      y: y[at],
      label: `${named.task}, ${named.item}`,
    })),
    gridded,
  };
}

/** Counts pairs by the place that their values fall in; a spot stands at the mean of what it holds. */
function gather(
  x: Float64Array,
  y: Float64Array,
  placeX: (value: number) => number,
  placeY: (value: number) => number,
): ScatterSpot[] {
  const found = new Map<string, { x: number; y: number; n: number }>();
  x.forEach((value, i) => {
    const key = `${placeX(value)} ${placeY(y[i])}`;
    let spot = found.get(key);
    if (!spot) found.set(key, (spot = { x: 0, y: 0, n: 0 }));
    spot.n++;
    spot.x += (value - spot.x) / spot.n;
    spot.y += (y[i] - spot.y) / spot.n;
  });
  return [...found.values()];
}
