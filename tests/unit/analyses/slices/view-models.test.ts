import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { absentColumns, absentObservations } from '../../../../src/analyses/slices/absent.ts';
import { distributionModel } from '../../../../src/analyses/slices/distribution.ts';
import {
  dotIntervalModel,
  dotIntervalTable,
} from '../../../../src/analyses/slices/dot-interval.ts';
import { heatMapModel } from '../../../../src/analyses/slices/heat-map.ts';
import { marginOf } from '../../../../src/analyses/slices/margin.ts';
import { byNote } from '../../../../src/analyses/slices/notes.ts';
import { promptsModel } from '../../../../src/analyses/slices/prompts.ts';
import { stepOf, stepsFor } from '../../../../src/analyses/slices/steps.ts';
import { EMPTY_DATASET } from '../../../../src/domain/dataset.ts';
import { withFilter } from '../../../../src/domain/question.ts';
import { ANSWER, QUESTION, slice } from '../../../figures/study.ts';

describe('the dot-and-interval plot', () => {
  const model = dotIntervalModel(ANSWER, QUESTION, 'model')!;

  test('has the lowest mean first and equal decimals in a column', () => {
    expect(model.rows.map((row) => row.name)).toEqual(['Rigel', 'Vega', 'Altair & co']);
    expect(model.rows.map((row) => row.cells[0])).toEqual(['0.90', '1.20', '2.05']);
    expect(model.rows[0].cells[1]).toBe('0.80 to 1.02');
  });

  test('marks the level that the question is filtered to and no other', () => {
    const chosen = dotIntervalModel(ANSWER, withFilter(QUESTION, 'model', ['Vega']), 'model')!;
    expect(chosen.rows.filter((row) => row.chosen).map((row) => row.name)).toEqual(['Vega']);
  });

  test('has its dashed mean over all rows, though the question is filtered to one', () => {
    const chosen = dotIntervalModel(ANSWER, withFilter(QUESTION, 'model', ['Vega']), 'model')!;
    const [a, b, c] = ANSWER.groups[0].slices;
    const sum = a.n * a.mean + b.n * b.mean + c.n * c.mean;
    expect(chosen.overall).toBeCloseTo(sum / (a.n + b.n + c.n), 12);
    expect(model.overall).toBe(ANSWER.total.mean);
  });

  test('shows shares in percent, and no root mean square of them', () => {
    const share = dotIntervalModel(ANSWER, { ...QUESTION, measure: 'disagreement' }, 'model')!;
    expect(share.rows[0].mean).toBeCloseTo(90, 10);
    expect(share.columns.map((c) => c.name)).not.toContain('RMSE');
  });

  test('keeps full precision in its table', () => {
    const table = dotIntervalTable(ANSWER, QUESTION, 'model');
    expect(table.rows).toHaveLength(3);
    expect(table.rows[0].map((cell) => cell.value).slice(1, 4)).toEqual([0.9, 0.8, 1.02]);
  });

  test('names levels without a score in the note instead of dropping them unsaid', () => {
    const silent = { ...slice(['Mute'], Number.NaN, 0, 25), interval: null };
    const group = { facets: ['model'], slices: [...ANSWER.groups[0].slices, silent] };
    const answer = { ...ANSWER, groups: [group] };
    expect(dotIntervalModel(answer, QUESTION, 'model')!.rows).toHaveLength(3);
    expect(byNote(answer, QUESTION, 'model')).toContain('Not drawn, no score at all: Mute.');
  });

  test('waits where its grouping has not been answered', () => {
    expect(dotIntervalModel(ANSWER, QUESTION, 'language')).toBeNull();
  });
});

describe('the heat-map', () => {
  test('takes its margins from its cells, weighted by their observations', () => {
    const cells = [slice(['a', 'x'], 1, 100), slice(['a', 'y'], 2, 300), slice(['b', 'x'], 4, 100)];
    const facets = ['model', 'task'];
    expect(marginOf(cells, 0, 'a', QUESTION, facets)).toBeCloseTo(1.75, 12);
    expect(marginOf(cells, 1, 'x', QUESTION, facets)).toBeCloseTo(2.5, 12);
    expect(marginOf(cells, null, '', QUESTION, facets)).toBeCloseTo(2.2, 12);
  });

  test('weighs tasks equally in its margins where the question does, and is silent where it cannot', () => {
    const macro = { ...QUESTION, average: 'macro' } as const;
    const cells = [slice(['a', 'x'], 1, 100), slice(['a', 'y'], 2, 300)];
    expect(marginOf(cells, 0, 'a', macro, ['model', 'task'])).toBeCloseTo(1.5, 12);
    expect(marginOf(cells, 0, 'a', macro, ['model', 'prompt'])).toBeNaN();
  });

  test('orders rows and columns by their margins and leaves a gap where nothing was seen', () => {
    const model = heatMapModel(ANSWER, QUESTION, 'model', 'task')!;
    expect(model.rows.map((row) => row.name)).toEqual(['Rigel', 'Vega', 'Altair & co']);
    expect(model.cells.flat().filter((cell) => cell === null)).toHaveLength(1);
  });

  test('has round, ascending bounds that use its seven steps for any range', () => {
    const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(number, number, fc.boolean(), (a, b, hasDirection) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const { bounds } = stepsFor(low, high, hasDirection);
        expect(bounds).toHaveLength(6);
        bounds.forEach((bound, i) => i > 0 && expect(bound).toBeGreaterThan(bounds[i - 1]));
        expect(stepOf(low, { kind: 'amount', bounds, decimals: 0 })).toBeLessThanOrEqual(
          stepOf(high, { kind: 'amount', bounds, decimals: 0 }),
        );
        if (hasDirection) expect(bounds.map((x) => -x).toReversed()).toEqual(bounds);
      }),
    );
  });

  test('has no bound beyond values that are all one', () => {
    const number = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(number, (value) => {
        fc.pre(Math.abs(value) > 1e-9);
        const { bounds } = stepsFor(value, value, false);
        const [least, most] = [Math.min(0, value), Math.max(0, value)];
        expect(bounds[0]).toBeGreaterThanOrEqual(least - Math.abs(value) / 2);
        expect(bounds[5]).toBeLessThanOrEqual(most + Math.abs(value) / 2);
      }),
    );
    expect(stepsFor(1, 1, false).bounds[5]).toBeLessThan(1);
  });

  test('puts a value on a bound into the step that begins there', () => {
    const steps = stepsFor(1, 2.3, false);
    steps.bounds.forEach((bound, i) => expect(stepOf(bound, steps)).toBe(i + 2));
    expect(stepOf(-100, steps)).toBe(1);
    // One value alone: nothing lies beyond 100 %.
    expect(Math.max(...stepsFor(100, 100, false).bounds)).toBeLessThanOrEqual(100);
    const signs = stepsFor(-1, 2, true);
    expect(stepOf(0, signs)).toBe(4);
  });
});

describe('the distribution', () => {
  test('knows on which side of zero each bar lies and leaves empty ends out', () => {
    const { bins } = distributionModel(ANSWER.histogram!, QUESTION);
    expect(bins).toHaveLength(9);
    expect(bins.map((bin) => bin.side)).toEqual([
      ...Array<string>(3).fill('below'),
      'zero',
      ...Array<string>(5).fill('above'),
    ]);
    expect(bins.reduce((sum, bin) => sum + bin.share, 0)).toBeCloseTo(1, 12);
  });
});

describe('prompts within models', () => {
  test('have as their spread the highest mean less the lowest', () => {
    const model = promptsModel(ANSWER, QUESTION)!;
    expect(model.rows.map((row) => [row.model, row.spreadText])).toEqual([
      ['Rigel', '0.50'],
      ['Vega', '0.00'],
      ['Altair & co', '0.25'],
    ]);
  });
});

describe('what is absent', () => {
  const dataset = { ...EMPTY_DATASET, observations: 10 };

  test('is named before anything is drawn, with a measure that would do', () => {
    const absence = absentColumns(dataset, QUESTION)!;
    expect(absence.message).toContain('reference');
    expect(absence.ways[0].question.measure).toBe('miss');
    expect(absentColumns(dataset, absence.ways[0].question)).toBeNull();
  });

  test('a miss needs scores between 0 and 1: a rating says nothing of right and wrong', () => {
    const missed = { ...QUESTION, measure: 'miss' } as const;
    const rated = { ...dataset, scale: { low: 1, high: 10 } };
    expect(absentColumns(rated, missed)!.message).toMatch(/^They run from 1 to 10, .* reference/);
    for (const question of [missed, QUESTION]) {
      const [way, ...others] = absentColumns(rated, question)!.ways;
      expect(others).toEqual([]);
      expect(way.label).toBe('Count 10 as right and 1 as wrong');
      expect(way.question).toMatchObject({ measure: 'miss', scale: { low: 1, high: 10 } });
      expect(absentColumns(rated, way.question)).toBeNull();
    }
    // No way is offered that would lead to the same end.
    const alike = { ...dataset, scale: { low: 7, high: 7 } };
    expect(absentColumns(alike, missed)!.ways).toEqual([]);
    const known = absentColumns({ ...rated, hasReference: true }, missed)!;
    expect(known.ways[0].question.measure).toBe('absolute');
    expect(absentColumns({ ...dataset, scale: { low: 0, high: 1 } }, missed)).toBeNull();
    // Of several metrics the one that is chosen may lie between 0 and 1.
    const metric = { name: 'metric', present: true, levels: 2, names: ['f1', 'tokens'] };
    const several = { ...rated, facets: [metric] as unknown as typeof rated.facets };
    expect(absentColumns(several, missed)).toBeNull();
  });

  test('is laid to the filters, which can be taken off one by one', () => {
    const filtered = withFilter(withFilter(QUESTION, 'model', ['x']), 'task', ['y']);
    const nothing = { ...ANSWER, total: slice([], Number.NaN, 0) };
    const { ways } = absentObservations(nothing, filtered)!;
    expect(ways.map((way) => way.question.filters.map((f) => f.facet))).toEqual([
      ['task'],
      ['model'],
      [],
    ]);
    expect(absentObservations(ANSWER, filtered)).toBeNull();
  });
});
