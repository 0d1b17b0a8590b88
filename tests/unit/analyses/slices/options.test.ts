import { describe, expect, test } from 'vitest';
import {
  DEFAULT_SLICES_OPTIONS,
  groupingsFor,
  parseSlicesOptions,
  settle,
} from '../../../../src/analyses/slices/options.ts';
import { EMPTY_DATASET } from '../../../../src/domain/dataset.ts';
import type { Dataset } from '../../../../src/domain/dataset.ts';

function dataset(levels: Readonly<Record<string, number>>): Dataset {
  const facets = Object.entries(levels).map(([name, n]) => ({
    name,
    levels: n,
    present: n > 0,
    names: null,
  }));
  return { ...EMPTY_DATASET, observations: 1, facets };
}

const full = dataset({ language: 2, model: 8, prompt: 3, task: 7, item: 120, run: 0 });

describe('groupings', () => {
  test('serve every panel once', () => {
    expect(groupingsFor(DEFAULT_SLICES_OPTIONS, full)).toEqual([
      ['model'],
      ['task'],
      ['model', 'task'],
      ['model', 'prompt'],
    ]);
  });

  test('follow what was chosen as long as the data have it', () => {
    const options = { ...DEFAULT_SLICES_OPTIONS, by: 'language', rows: 'prompt', columns: 'gone' };
    expect(settle(options, full)).toEqual({ by: 'language', rows: 'prompt', columns: 'task' });
  });

  test('never draw a facet by itself or one with more levels than a figure holds', () => {
    const alone = dataset({ model: 3, unit: 40_000 });
    expect(settle(DEFAULT_SLICES_OPTIONS, alone)).toEqual({
      by: 'model',
      rows: 'model',
      columns: null,
    });
    expect(groupingsFor(DEFAULT_SLICES_OPTIONS, alone)).toEqual([['model']]);
  });
});

describe('options from a link', () => {
  test('come back as they went', () => {
    const options = { ...DEFAULT_SLICES_OPTIONS, by: 'task', order: 'best', tables: ['by'] };
    expect(parseSlicesOptions(JSON.parse(JSON.stringify(options)))).toEqual({
      ok: true,
      value: options,
    });
  });

  test.each([
    null,
    [],
    { ...DEFAULT_SLICES_OPTIONS, version: 2 },
    { ...DEFAULT_SLICES_OPTIONS, by: 7 },
    { ...DEFAULT_SLICES_OPTIONS, order: 'middling' },
    { ...DEFAULT_SLICES_OPTIONS, tables: ['by', 'nothing'] },
    { ...DEFAULT_SLICES_OPTIONS, rows: 'x'.repeat(3000) },
  ])('that are damaged are a Problem: %j', (input) => {
    expect(parseSlicesOptions(input)).toMatchObject({ ok: false });
  });
});
