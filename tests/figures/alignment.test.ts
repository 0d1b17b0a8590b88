import { expect, test } from 'vitest';
import type { BesideModel, Estimate } from '../../src/analyses/ensembles/beside.ts';
import type { BetweenModel } from '../../src/analyses/ladder/between-model.ts';
import { besideMembers } from '../../src/figures/beside-members.ts';
import { rungCorrelations } from '../../src/figures/rung-correlations.ts';
import { describeDrawings, page } from './snapshot.ts';
import type { Figures } from './snapshot.ts';

const estimate = (value: number, half: number): Estimate => ({
  value,
  low: value - half,
  high: value + half,
  method: 'bootstrap',
});

const BESIDE: BesideModel = {
  label: 'Mean absolute error of each rule beside its members',
  columns: ['points', 'less average', 'less best', 'coverage'],
  zero: false,
  rows: [
    ['Mean', 0.9, ['0.90', '−0.015', '+0.27', '100 %']] as const,
    ['Unanimous', 0.71, ['0.71', '−0.10', '+0.04', '18 %']] as const,
  ].map(([name, value, cells]) => ({
    name,
    label: `${name}: ${cells.join(', ')}`,
    ensemble: estimate(value, 0.06),
    average: estimate(0.92, 0.05),
    best: estimate(0.63, 0.05),
    cells,
  })),
};

const BETWEEN: BetweenModel = {
  columns: [
    { name: 'rho', minor: false },
    { name: '95 % interval', minor: false },
    { name: 'p', minor: true },
    { name: 'Lines', minor: true },
  ],
  rows: [
    {
      name: 'benchmark and experts',
      value: -0.98,
      low: -1,
      high: -0.82,
      cells: ['−0.98', '−1.00 to −0.82', '<0.001', '8'],
    },
    {
      name: 'experts and impact',
      value: 1,
      low: null,
      high: null,
      cells: ['+1.00', '–', '0.02', '8'],
    },
    {
      name: 'benchmark and impact',
      value: null,
      low: null,
      high: null,
      cells: ['–', '–', '–', '2'],
    },
  ],
};

const FIGURES: Figures = {
  'beside-members': (stage) => besideMembers(BESIDE, stage),
  'rung-correlations': (stage) => rungCorrelations(BETWEEN, stage),
};

/** A rule that decides one item: its best model cannot be told. */
const FEW: BesideModel = {
  ...BESIDE,
  rows: [BESIDE.rows[0], { ...BESIDE.rows[1], best: { ...estimate(NaN, 0), method: 'none' } }],
};

describeDrawings(FIGURES, (names, draw, size) => {
  test.each(names)('%s keeps its minor columns to wide figures', (name) => {
    const heads = draw(name).querySelectorAll('.heading[text-anchor=end]');
    expect(heads).toHaveLength(size === 'wide' ? 4 : 2);
  });
});

test('what cannot be told has no mark, and the rest of its row is drawn', () => {
  const figure = besideMembers(FEW, { width: 680, document: page });
  expect(figure.outerHTML).not.toContain('NaN');
  const [mean, unanimous] = figure.querySelectorAll('.component');
  expect(mean.querySelectorAll('.best-mark')).toHaveLength(1);
  expect(unanimous.querySelectorAll('.best-mark')).toHaveLength(0);
  expect(unanimous.querySelectorAll('.pt')).toHaveLength(1);
});
