import { expect, test } from 'vitest';
import type { MatrixModel } from '../../src/analyses/agreement/matrix.ts';
import type { ScatterModel } from '../../src/analyses/agreement/scatter.ts';
import type { Estimate, SharedModel, SharedRow } from '../../src/analyses/agreement/shared.ts';
import type { CurvesModel } from '../../src/analyses/ensembles/curves.ts';
import type { LadderModel, RungPoint } from '../../src/analyses/ladder/ladder-model.ts';
import { stepOf, stepsFor } from '../../src/analyses/slices/steps.ts';
import { correlationMatrix } from '../../src/figures/correlation-matrix.ts';
import { curves } from '../../src/figures/curves.ts';
import { ladderFigure } from '../../src/figures/ladder.ts';
import { scatter } from '../../src/figures/scatter.ts';
import { sharedBehaviour } from '../../src/figures/shared-behaviour.ts';
import { describeDrawings, page } from './snapshot.ts';
import type { Figures } from './snapshot.ts';

const NAMES = ['Altair-7B', 'Mira-32B', 'Rigel-Pro', 'Rater A', 'mean of raters'];
/** Correlations below the diagonal; null where there is none. */
const VALUES: readonly (readonly (number | null)[])[] = [
  [0.91],
  [0.84, 0.79],
  [0.41, 0.38, null],
  [0.47, -0.12, 0.4, 0.88],
];
const STEPS = stepsFor(-0.12, 0.91, true);

const MATRIX: MatrixModel = {
  label: 'r between 5 scorers',
  rows: NAMES.map((name, i) => ({ name, human: i > 2 })),
  cells: VALUES.map((row, i) =>
    row.map((value, j) => ({
      key: JSON.stringify([NAMES[i + 1], NAMES[j]]),
      text: value === null ? '–' : value.toFixed(2),
      value: value ?? NaN,
      step: value === null ? null : stepOf(value, STEPS),
      label: `${NAMES[i + 1]} and ${NAMES[j]}`,
      chosen: i === 2 && j === 0,
    })),
  ),
  steps: STEPS,
  blocks: [
    { block: 'models', name: 'model, model', value: 0.85, pairs: 3 },
    { block: 'reference', name: 'model, mean of raters', value: 0.25, pairs: 3 },
  ],
  hidden: 0,
  n: { low: 118, high: 120 },
  hasChoice: true,
};

const estimate = (value: number, half: number | null): Estimate => ({
  value,
  low: half === null ? null : value - half,
  high: half === null ? null : value + half,
  method: half === null ? 'none' : 'bootstrap',
});
const shared = (name: string, value: number, half: number | null, without: number): SharedRow => ({
  name,
  raw: estimate(value, half),
  disattenuated: Number.isNaN(without) ? null : estimate(without, half),
  text: value.toFixed(2),
  interval: half === null ? '' : `${(value - half).toFixed(2)} to ${(value + half).toFixed(2)}`,
  label: `${name}: ${value}`,
});
const SHARED: SharedModel = {
  correlations: [
    shared('Model, model', 0.72, 0.06, 0.81),
    shared('… on different tasks', 0.55, 0.09, 0.62),
    shared('Model, experts', 0.43, 0.08, 0.49),
    shared('Rater, other raters', 0.78, null, NaN),
  ],
  differences: [shared('Model less experts', 0.29, 0.11, 0.32)],
};

const SCATTER: ScatterModel = {
  label: 'Altair-7B against Rater A',
  names: ['Altair-7B', 'Rater A'],
  spots: Array.from({ length: 12 }, (_, i) => ({
    x: 1 + (i % 4),
    y: 1 + Math.floor(i / 3),
    n: 1 + ((i * 5) % 7),
  })),
  most: 7,
  x: { low: 1, high: 4 },
  y: { low: 1, high: 4 },
  marked: [
    { x: 4, y: 1, label: '1' },
    { x: 1, y: 4, label: '2' },
  ],
  gridded: false,
};

const CURVES: CurvesModel = {
  label: 'Squared error of the mean by number of models, and its parts',
  unit: 'squared error of the mean',
  curves: [
    { name: 'together', values: [1, 0.8, 0.73, 0.7], tone: 'main', dashed: false },
    { name: 'common error', values: [0, 0.3, 0.4, 0.45], tone: 'mark', dashed: true },
    { name: 'own error', values: [1, 0.5, 0.33, NaN], tone: 'quiet', dashed: true },
  ],
  limit: { name: 'floor', value: 0.6 },
};

const rung = (value: number, half: number | null): RungPoint => ({
  value,
  text: value.toFixed(2),
  low: half === null ? null : value - half,
  high: half === null ? null : value + half,
});
const LADDER: LadderModel = {
  rungs: [
    { title: 'Benchmark', unit: 'General knowledge' },
    { title: 'Experts', unit: 'correlation r' },
    { title: 'Impact', unit: 'correlation r' },
  ],
  lines: [
    ['Rigel-Pro', rung(88, null), rung(0.31, 0.08), rung(-0.24, 0.2), 'accent'] as const,
    ['Mira-32B', rung(71, null), rung(0.46, 0.07), null, 'quiet'] as const,
    ['Altair-7B', rung(52, null), rung(0.58, 0.06), rung(0.35, 0.19), 'strong'] as const,
    ['Vega-Edge', null, rung(0.5, 0.07), rung(0.33, 0.18), 'quiet'] as const,
  ].map(([name, benchmark, experts, outcome, tone]) => ({
    ...{ key: name, name, tone, chosen: tone === 'accent', label: `${name}, three rungs` },
    points: [benchmark, experts, outcome] as const,
  })),
  people: [{ name: 'Rater A', experts: rung(0.8, 0.05), outcome: rung(0.41, null) }],
  turned: false,
};

const FIGURES: Figures = {
  'correlation-matrix': (stage) => correlationMatrix(MATRIX, stage),
  'shared-behaviour': (stage) => sharedBehaviour(SHARED, stage),
  scatter: (stage) => scatter(SCATTER, stage),
  curves: (stage) => curves(CURVES, stage),
  ladder: (stage) => ladderFigure(LADDER, stage),
  'ladder-turned': (stage) => ladderFigure({ ...LADDER, turned: true }, stage),
};

describeDrawings(FIGURES, (names, draw) => {
  test.each(names)('%s is announced, and has no colour of its own', (name) => {
    const figure = draw(name);
    expect(
      figure.getAttribute('aria-label') ?? figure.querySelector('title')?.textContent,
    ).toBeTruthy();
    expect(figure.outerHTML).not.toMatch(/#[0-9a-f]{3,8}\b|rgb\(|hsl\(|style=/);
  });

  test.each(names)('%s stays inside its own box', (name) => {
    const figure = draw(name);
    const [, , boxWidth, boxHeight] = figure.getAttribute('viewBox')!.split(' ').map(Number);
    for (const text of figure.querySelectorAll('text, circle, rect')) {
      const at = (names: string[]): number =>
        Number(names.map((own) => text.getAttribute(own)).find((own) => own !== null) ?? 0);
      if (text.closest('g[transform]')) continue;
      expect(at(['x', 'cx'])).toBeGreaterThanOrEqual(-1);
      expect(at(['x', 'cx'])).toBeLessThanOrEqual(boxWidth + 1);
      expect(at(['y', 'cy'])).toBeLessThanOrEqual(boxHeight + 1);
    }
  });
});

test('a cell is pressed when it is the pair in focus, and a pair without a number is a dash', () => {
  const figure = correlationMatrix(MATRIX, { width: 680, document: page });
  const pressed = figure.querySelectorAll('[aria-pressed=true]');
  expect(pressed).toHaveLength(1);
  expect(pressed[0].getAttribute('aria-label')).toBe('Rater A and Altair-7B');
  expect([...figure.querySelectorAll('text')].filter((t) => t.textContent === '–')).toHaveLength(1);
});
