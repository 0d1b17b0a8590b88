import { expect, test } from 'vitest';
import { settleComparison } from '../../src/analyses/slices/comparison.ts';
import { distributionModel } from '../../src/analyses/slices/distribution.ts';
import { dotIntervalModel } from '../../src/analyses/slices/dot-interval.ts';
import { forestModel } from '../../src/analyses/slices/forest.ts';
import { heatMapModel } from '../../src/analyses/slices/heat-map.ts';
import { itemScoresModel } from '../../src/analyses/slices/item-scores.ts';
import { pairMatrixModel } from '../../src/analyses/slices/pair-matrix.ts';
import { powerModel, wantedDifferences } from '../../src/analyses/slices/power-model.ts';
import { promptsModel } from '../../src/analyses/slices/prompts.ts';
import { componentsModel } from '../../src/analyses/variance/components.ts';
import { removableModel } from '../../src/analyses/variance/removable.ts';
import { shareBarModel } from '../../src/analyses/variance/share-bar.ts';
import { EMPTY_DATASET } from '../../src/domain/dataset.ts';
import { withFilter } from '../../src/domain/question.ts';
import { components } from '../../src/figures/components.ts';
import { dotInterval } from '../../src/figures/dot-interval.ts';
import { heatMap } from '../../src/figures/heat-map.ts';
import { histogram } from '../../src/figures/histogram.ts';
import { itemScores } from '../../src/figures/item-scores.ts';
import { pairMatrix } from '../../src/figures/pair-matrix.ts';
import { powerCurve } from '../../src/figures/power-curve.ts';
import { prompts } from '../../src/figures/prompts.ts';
import { removable } from '../../src/figures/removable.ts';
import { shareBar } from '../../src/figures/share-bar.ts';
import { describeDrawings, page } from './snapshot.ts';
import type { Figures } from './snapshot.ts';
import { ANSWER, FIT, QUESTION, RANKS } from './study.ts';
import { VARIANCE_FIGURES } from './variance-figures.ts';

const chosen = withFilter(QUESTION, 'model', ['Vega']);
const signed = { ...QUESTION, measure: 'signed' } as const;

const COMPARISON = settleComparison(RANKS, QUESTION, null)!;
const POWER = powerModel(
  COMPARISON,
  wantedDifferences(COMPARISON, 0.1).map((difference) => ({
    difference,
    items: Math.round(40 * (0.24 / difference) ** 2),
  })),
  0.1,
)!;

const FIGURES: Figures = {
  'dot-interval': (stage) => dotInterval(dotIntervalModel(ANSWER, QUESTION, 'model')!, stage),
  'dot-interval-ranked': (stage) =>
    dotInterval(dotIntervalModel(ANSWER, QUESTION, 'model', RANKS)!, stage),
  'dot-interval-chosen': (stage) => dotInterval(dotIntervalModel(ANSWER, chosen, 'model')!, stage),
  'dot-interval-signed': (stage) => dotInterval(dotIntervalModel(ANSWER, signed, 'model')!, stage),
  'forest-plot': (stage) => dotInterval(forestModel(COMPARISON), stage),
  'pair-matrix': (stage) => pairMatrix(pairMatrixModel(COMPARISON), stage),
  'power-curve': (stage) => powerCurve(POWER, stage),
  'heat-map': (stage) => heatMap(heatMapModel(ANSWER, QUESTION, 'model', 'task')!, stage),
  'heat-map-chosen': (stage) =>
    heatMap(heatMapModel(ANSWER, withFilter(chosen, 'task', ['Equity']), 'model', 'task')!, stage),
  'heat-map-signed': (stage) => heatMap(heatMapModel(ANSWER, signed, 'model', 'task')!, stage),
  histogram: (stage) => histogram(distributionModel(ANSWER.histogram!, QUESTION), stage),
  'histogram-of-misses': (stage) => histogram(distributionModel(MISSES, QUESTION), stage),
  prompts: (stage) => prompts(promptsModel(ANSWER, chosen)!, stage),
  'item-scores': (stage) => itemScores(itemScoresModel(ITEM, EMPTY_DATASET)!, stage),
  'share-bar': (stage) => shareBar(shareBarModel(FIT, QUESTION), stage),
  'share-bar-signed': (stage) => shareBar(shareBarModel(FIT, signed), stage),
  components: (stage) => components(componentsModel(FIT), stage),
  ...VARIANCE_FIGURES,
  removable: (stage) => removable(removableModel(REMOVABLE, QUESTION, ['model', 'prompt']), stage),
  'removable-below-zero': (stage) =>
    removable(
      removableModel({ ...REMOVABLE, average: -0.4, best: -0.9 }, QUESTION, ['model', 'prompt']),
      stage,
    ),
};

const MISSES = {
  start: -1.5,
  width: 1,
  counts: Float64Array.of(39, 61),
  mean: -0.39,
  below: 0.39,
  exact: 0.61,
  above: 0,
};

const ITEM = {
  task: 'Equity',
  item: 'S115',
  text: 'It floats.',
  reference: 2.33,
  references: [2, 2, 3].map((score, i) => ({ rater: `r${i}`, score })),
  models: ['Vega', 'Rigel'].map((model, i) => ({
    model,
    mean: 5 + i,
    scores: [4 + i, 6 + i].map((score) => ({
      prompt: 'rubric',
      run: '1',
      rater: '(none)',
      score,
      failure: null,
      response: null,
    })),
  })),
};

const REMOVABLE = {
  of: 'error',
  average: 1.42,
  best: 1.18,
  share: 0.169,
  low: 0.142,
  high: 0.197,
  choice: ['Vega', 'rubric'],
  choiceFrequency: 0.62,
  splits: 100,
  seed: 7,
} as const;

describeDrawings(FIGURES, (names, draw) => {
  test.each(names)('%s has no colour and no style of its own', (name) => {
    const figure = draw(name);
    expect(figure.querySelectorAll('style, [style]')).toHaveLength(0);
    const own = [...figure.querySelectorAll('*')].flatMap((element) =>
      ['fill', 'stroke'].flatMap((attribute) => element.getAttribute(attribute) ?? []),
    );
    expect(own.filter((value) => /^(#|rgb|hsl)/.test(value))).toEqual([]);
  });

  test.each(names)('%s stays inside its own box', (name) => {
    const figure = draw(name);
    const [wide, high] = ['width', 'height'].map((side) => Number(figure.getAttribute(side)));
    for (const mark of figure.querySelectorAll('rect, circle, line')) {
      for (const side of ['x', 'cx', 'x1', 'x2']) {
        const x = Number(mark.getAttribute(side) ?? 0);
        expect(x).toBeLessThanOrEqual(wide + 0.01);
        if (!mark.closest('[transform], defs')) expect(x).toBeGreaterThanOrEqual(0);
      }
      const right = Number(mark.getAttribute('x') ?? 0) + Number(mark.getAttribute('width') ?? 0);
      expect(right).toBeLessThanOrEqual(wide + 0.01);
      expect(Number(mark.getAttribute('y') ?? 0)).toBeLessThanOrEqual(high);
    }
  });
});

test('every mark can be reached, pressed and told apart', () => {
  const keys = new Set<string>();
  for (const name of ['dot-interval-chosen', 'heat-map-chosen', 'prompts']) {
    const marks = FIGURES[name]({ width: 680, document: page }).querySelectorAll('[role="button"]');
    expect(marks.length).toBeGreaterThan(2);
    for (const mark of marks) {
      expect(mark.getAttribute('tabindex')).toBe('0');
      expect(mark.getAttribute('aria-label')).not.toBe('');
      expect(['true', 'false']).toContain(mark.getAttribute('aria-pressed'));
      keys.add(mark.getAttribute('data-key')!);
    }
  }
  expect(keys).toContain('[["model","Vega"]]');
  expect(keys).toContain('[["model","Vega"],["task","Equity"]]');
});

test('rows are as high as a finger needs where fingers choose', () => {
  for (const name of ['dot-interval', 'prompts', 'heat-map']) {
    const figure = FIGURES[name]({ width: 680, document: page, touch: true });
    const tops = [...figure.querySelectorAll('.name')].map((text) => {
      const moved = text.closest('[transform]')?.getAttribute('transform') ?? 'translate(0,0)';
      return Number(text.getAttribute('y')) + Number(/,([\d.]+)/.exec(moved)![1]);
    });
    expect(tops[1] - tops[0]).toBeGreaterThanOrEqual(44);
  }
});

test('a combination that does not occur is a dash, not a cell', () => {
  const figure = FIGURES['heat-map']({ width: 680, document: page });
  expect(figure.querySelectorAll('.cell')).toHaveLength(5);
  expect([...figure.querySelectorAll('text.margin')].map((t) => t.textContent)).toContain('–');
});

test('a heat-map with many columns grows wider than the page rather than illegible', () => {
  const model = heatMapModel(ANSWER, QUESTION, 'model', 'task')!;
  const columns = Array.from({ length: 20 }, (_, i) => ({
    ...model.columns[0],
    name: `task ${i}`,
  }));
  const cells = model.rows.map(() => columns.map(() => model.cells[0][0]));
  const figure = heatMap({ ...model, columns, cells }, { width: 358, document: page });
  expect(Number(figure.getAttribute('width'))).toBeGreaterThan(600);
});
