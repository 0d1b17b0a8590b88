import { count, fixed } from '../../domain/format.ts';
import { numberCell, word } from '../../domain/panel.ts';
import type { NumberTable, Sentence } from '../../domain/panel.ts';
import type { SelfPreference } from '../../stats/judges/types.ts';
import type { JudgesReport } from './report.ts';
import { nameOf } from './report.ts';

/** One judge's examples: counts on a square grid, recognition across, preference upwards. */
export interface DensityTile {
  readonly name: string;
  readonly detail: string;
  readonly bins: number;
  /** Step 0 (none) to 7 of each cell, row-major from the lowest preference. */
  readonly steps: readonly number[];
}

/** Tiles on one scale. */
export interface DensityModel {
  readonly tiles: readonly DensityTile[];
  /** Examples at which steps 1 to 7 begin. */
  readonly bounds: readonly number[];
}

const STEPS = 7;

/** Null where no example has an answer to both questions. */
export function densityModel(report: JudgesReport, self: SelfPreference): DensityModel | null {
  const dense = self.judges.filter((s) => s.density !== null);
  if (dense.length === 0) return null;
  const most = Math.max(...dense.map((s) => s.density!.reduce((a, b) => Math.max(a, b), 0)));
  // Corners hold most examples: equal steps on a log scale.
  const ratio = Math.max(most, 2) ** (1 / STEPS);
  const bounds = Array.from({ length: STEPS }, (_, i) => Math.ceil(ratio ** i));
  const stepOf = (n: number): number =>
    n === 0 ? 0 : Math.min(STEPS, 1 + Math.floor(Math.log(n) / Math.log(ratio) + 1e-9));
  return {
    bounds: bounds.map((b, i) => Math.max(b, i + 1)),
    tiles: dense.map((s) => ({
      name: nameOf(report, s.judge),
      detail: `τ ${fixed(s.tau, 2)} · ${count(s.tauN)} examples`,
      bins: Math.round(Math.sqrt(s.density!.length)),
      steps: Array.from(s.density!, stepOf),
    })),
  };
}

/** How closely preference follows recognition from example to example. */
export function densitySentence(report: JudgesReport, self: SelfPreference): Sentence {
  const known = self.judges.filter((s) => !Number.isNaN(s.tau));
  const [most] = known.toSorted((a, b) => b.tau - a.tau);
  if (!most) return [{ text: 'No judge has examples whose answers to both questions differ.' }];
  const least = known.reduce((a, b) => (b.tau < a.tau ? b : a));
  return [
    {
      text: `From text to text, preference follows recognition most in ${nameOf(report, most.judge)}: τ = `,
    },
    { text: fixed(most.tau, 2), role: 'strong' },
    {
      text:
        least === most
          ? '.'
          : `, and least in ${nameOf(report, least.judge)}: τ = ${fixed(least.tau, 2)}.`,
    },
  ];
}

/** The cells that hold examples. */
export function densityTable(report: JudgesReport, self: SelfPreference): NumberTable {
  const edge = (x: number) => numberCell(x, (value) => fixed(value, 2));
  return {
    columns: [
      { name: 'Judge', numeric: false },
      { name: 'Recognition from', numeric: true },
      { name: 'Preference from', numeric: true },
      { name: 'Bin width', numeric: true },
      { name: 'Examples', numeric: true },
    ],
    rows: self.judges.flatMap((s) => {
      if (s.density === null) return [];
      const bins = Math.round(Math.sqrt(s.density.length));
      return Array.from(s.density).flatMap((n, i) =>
        n === 0
          ? []
          : [
              [
                word(nameOf(report, s.judge)),
                edge((i % bins) / bins),
                edge(Math.floor(i / bins) / bins),
                edge(1 / bins),
                numberCell(n, count),
              ],
            ],
      );
    }),
  };
}
