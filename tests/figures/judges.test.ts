import { describe, expect, test } from 'vitest';
import type { DensityModel } from '../../src/analyses/judges/examples.ts';
import type { OrderModel } from '../../src/analyses/judges/order.ts';
import { ORDER_PARTS } from '../../src/analyses/judges/order.ts';
import type { ScatterModel } from '../../src/analyses/judges/recognition.ts';
import type { SpanModel } from '../../src/analyses/judges/spans.ts';
import { densityTiles } from '../../src/figures/density-tiles.ts';
import { judgeScatter } from '../../src/figures/judge-scatter.ts';
import { orderBars } from '../../src/figures/order-bars.ts';
import { spans } from '../../src/figures/spans.ts';
import type { Stage } from '../../src/figures/svg.ts';
import { expectDrawing, failOnWarnings, page } from './snapshot.ts';

const NAMES = ['Altair-1', 'Rigel-3', 'Vega-2', 'Vega-2_ft_own'];
const mean = (value: number, half: number | null = 0.02) => ({
  value,
  low: half === null ? null : value - half,
  high: half === null ? null : value + half,
  se: half === null ? null : half / 2,
  n: 100,
  clusters: 50,
});

const scatter: ScatterModel = {
  points: NAMES.map((name, i) => ({
    name,
    x: mean(0.55 + 0.11 * i),
    y: mean(0.56 + 0.1 * i, i === 1 ? null : 0.03),
    label: `${name}: recognition and preference`,
  })),
  small: NAMES.flatMap((name, i) =>
    [-0.04, 0.03].map((d) => ({
      x: 0.55 + 0.11 * i + d,
      y: 0.56 + 0.1 * i - d,
      label: `${name} against another`,
    })),
  ),
  line: { intercept: 0.05, slope: 0.96, text: '0.05 + 0.96 × recognition' },
  label: 'Self-preference on self-recognition, by judge',
};

const order: OrderModel = {
  judges: NAMES.slice(0, 3).map((name, i) => ({
    name,
    first: `${50 + 10 * i} ± 2 %`,
    bars: (['prefers', 'recognises'] as const).map((question, q) => {
      const shares = [0.5 - 0.1 * i, 0.25 + 0.1 * i, i === 1 ? 0.05 : 0, 0.05 + 0.02 * q];
      const rest = 1 - shares.reduce((a, b) => a + b, 0);
      return {
        question,
        parts: ORDER_PARTS.map(({ part }, p) => {
          const share = p < 4 ? shares[p] : rest;
          return { part, share, text: String(Math.round(100 * share)) };
        }),
        label: `${name} ${question}`,
      };
    }),
  })),
  key: ORDER_PARTS,
};

const density: DensityModel = {
  bounds: [1, 2, 4, 7, 14, 26, 49],
  tiles: NAMES.slice(0, 3).map((name, i) => ({
    name,
    detail: `τ 0.5${i} · 472 examples`,
    bins: 5,
    steps: Array.from({ length: 25 }, (_, cell) => (cell * (i + 3)) % 8),
  })),
};

const three: SpanModel = {
  rows: NAMES.map((name, i) => ({
    name,
    detail: `${90 - i} pairs of 270 by people`,
    marks: [
      { kind: 'open', mean: { value: 0.7 - 0.1 * i, low: null, high: null } },
      {
        kind: 'quiet',
        mean: i === 3 ? null : { value: 0.66 - 0.1 * i, low: 0.5 - 0.1 * i, high: 0.8 },
      },
      { kind: 'full', mean: { value: 0.65 - 0.1 * i, low: 0.55 - 0.1 * i, high: 0.75 - 0.1 * i } },
    ],
  })),
  axis: 'share of comparisons won as people see it',
  reference: 0.5,
  key: [
    { kind: 'open', words: 'judges alone' },
    { kind: 'quiet', words: 'people alone' },
    { kind: 'full', words: 'people, helped by judges' },
  ],
  signed: false,
  decimals: 2,
  label: 'Win shares by judges, by people, and corrected',
};

const ratings: SpanModel = {
  ...three,
  rows: NAMES.map((name, i) => ({
    name,
    detail: `rank ${i + 1}`,
    marks: [
      { kind: 'full', mean: { value: 1300 - 150 * i, low: 1280 - 150 * i, high: 1325 - 150 * i } },
    ],
  })),
  axis: 'Bradley-Terry rating in Elo points, mean 1000',
  reference: 1000,
  key: [],
  decimals: 0,
  label: 'Bradley-Terry ratings',
};

const FIGURES: Readonly<Record<string, (stage: Stage) => SVGSVGElement>> = {
  'judges-scatter': (stage) => judgeScatter(scatter, stage),
  'judges-order': (stage) => orderBars(order, stage),
  'judges-density': (stage) => densityTiles(density, stage),
  'judges-corrected': (stage) => spans(three, stage),
  'judges-ratings': (stage) => spans(ratings, stage),
};

describe.each(Object.entries(FIGURES))('%s', (name, draw) => {
  failOnWarnings();

  test.each([
    ['wide', 620],
    ['narrow', 342],
  ])('%s', async (size, width) => {
    const figure = draw({ width, document: page });
    await expectDrawing(figure, `${name}-${size}`);
    // Whatever begins inside the figure ends inside it.
    for (const text of figure.querySelectorAll<SVGTextElement>('.key-name')) {
      const end = Number(text.getAttribute('x')) + 7.5 * text.textContent.length;
      expect(end, text.textContent).toBeLessThanOrEqual(width + 8);
    }
  });
});
