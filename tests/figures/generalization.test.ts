import { expect, test } from 'vitest';
import { calibrationModel } from '../../src/analyses/generalization/calibration.ts';
import { curvesModel } from '../../src/analyses/generalization/curves.ts';
import { deploymentModels } from '../../src/analyses/generalization/deployment.ts';
import { matrixModel } from '../../src/analyses/generalization/matrix.ts';
import { predictorsModel } from '../../src/analyses/generalization/predictors.ts';
import { regressionsModel } from '../../src/analyses/generalization/regressions.ts';
import { chart } from '../../src/figures/chart.ts';
import { forest } from '../../src/figures/forest.ts';
import { sourceMatrix } from '../../src/figures/source-matrix.ts';
import { changeMatrix } from '../../src/stats/generalization/change-matrix.ts';
import { describeDeployments } from '../../src/stats/generalization/describe-deployments.ts';
import { explainChanges } from '../../src/stats/generalization/explain-changes.ts';
import { describeDrawings, page } from './snapshot.ts';
import type { Figures } from './snapshot.ts';

const RIGHTS = [30, 55, 85];
const rows = RIGHTS.flatMap((right, model) =>
  Array.from({ length: 100 }, (_, pair) => ({
    model,
    pair,
    current: Number((pair * 37) % 100 < right),
    previous: Number((pair * 61) % 100 < right),
    change: 0.25 + 0.005 * ((pair * 13) % 100),
  })),
);
const answer = describeDeployments(
  {
    models: ['Wren-2B', 'Plover-7B', 'Condor-200B'],
    model: Int32Array.from(rows, (row) => row.model),
    pair: Int32Array.from(rows, (row) => row.pair),
    pairs: 100,
    previous: Uint8Array.from(rows, (row) => row.previous),
    current: Uint8Array.from(rows, (row) => row.current),
    change: Float64Array.from(rows, (row) => row.change),
  },
  { prior: 0.629, afterCorrect: 0.663, afterIncorrect: 0.551 },
  [1, 19, 50, 99],
);

const sources = ['capitals', 'rivers', 'mining-law'];
const n = 300;
const every = <T>(value: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => value(i));
const survey = {
  previous: Uint8Array.from(every((i) => (i * 7) % 2)),
  change: Uint8Array.from(every((i) => Number((i * 29 + (i % 3) * 40) % 100 < 45))),
  pair: Int32Array.from(every((i) => i)),
  source1: Int32Array.from(every((i) => i % 3)),
  source2: Int32Array.from(every((i) => (i * 5 + (i >> 2)) % 3)),
  sources,
  question1: Int32Array.from(every((i) => i % 11)),
  question2: Int32Array.from(every((i) => (i * 3) % 11)),
  texts: Array.from({ length: 11 }, (_, i) => `word${i} word${(i * 2) % 11} the of`),
};
const changes = explainChanges(survey, { folds: 5, seed: 1 });
const matrix = { sources, cells: changeMatrix({ ...survey, isObserved: true }), isObserved: true };
const full = changes.regressions.at(-1)!;

const FIGURES: Figures = {
  'generalization-curves': (stage) => chart([curvesModel(answer, 'accuracy')], stage, 300),
  'generalization-nll': (stage) => chart([curvesModel(answer, 'nll')], stage, 300),
  'generalization-deployment': (stage) => chart(deploymentModels(answer), stage, 140),
  'generalization-calibration': (stage) => chart([calibrationModel(answer, '')], stage, 240),
  'generalization-matrix': (stage) => sourceMatrix(matrixModel(matrix), stage),
  'generalization-predictors': (stage) => forest(predictorsModel(full), stage),
  'generalization-regressions': (stage) => forest(regressionsModel(changes), stage),
};

describeDrawings(FIGURES, (names, draw) => {
  test('long names of sources stay apart in the matrix', () => {
    const long = ['three', 'five', 'seven'].map(
      (n) => `bbh_tracking_shuffled_objects_${n}_objects`,
    );
    const model = {
      ...matrixModel(matrix),
      names: matrixModel(matrix).names.map((_, i) => long[i % 3]),
    };
    const svg = sourceMatrix(model, { document: page, width: 362 });
    const shown = [...svg.querySelectorAll('text.name')].map(
      (text) => text.firstChild!.textContent,
    );
    expect(new Set(shown).size).toBe(Math.min(3, shown.length));
  });

  test.each(names)('%s is announced, and has no colour of its own', (name) => {
    const figure = draw(name);
    expect(figure.getAttribute('aria-label')).not.toBe('');
    expect(figure.querySelectorAll('style, [style], [fill], [stroke]')).toHaveLength(0);
  });

  test.each(names)('%s stays inside its own box', (name) => {
    const figure = draw(name);
    const wide = Number(figure.getAttribute('width'));
    for (const mark of figure.querySelectorAll('rect, circle, line')) {
      const right = Number(mark.getAttribute('x') ?? 0) + Number(mark.getAttribute('width') ?? 0);
      expect(right).toBeLessThanOrEqual(wide + 0.01);
      for (const side of ['cx', 'x1', 'x2'])
        expect(Number(mark.getAttribute(side) ?? 0)).toBeLessThanOrEqual(wide + 0.01);
    }
  });
});

test('every crossing of the curves is a circle that says who overtakes whom', () => {
  const figure = FIGURES['generalization-curves']({ width: 680, document: page });
  const said = [...figure.querySelectorAll('.crossing title')].map((title) => title.textContent);
  expect(said).toHaveLength(answer.flips.filter((flip) => flip.measure === 'accuracy').length);
  expect(said[0]).toMatch(/ overtakes .* at 0\.\d{3}$/);
});
