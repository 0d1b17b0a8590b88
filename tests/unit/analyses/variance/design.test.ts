import { describe, expect, test } from 'vitest';
import { defaultTerms } from '../../../../src/analyses/variance/default-terms.ts';
import { closure, reduced, termsToCount } from '../../../../src/analyses/variance/design.ts';
import type { VarianceDesign } from '../../../../src/analyses/variance/design.ts';
import { maximalUnions, planVariance } from '../../../../src/analyses/variance/plan.ts';
import { sql } from '../../../../src/sql/sql.ts';

function design(
  observations: number,
  levels: Readonly<Record<string, number>>,
  determines: Readonly<Record<string, readonly string[]>> = {},
): VarianceDesign {
  return {
    observations,
    mean: 0,
    facets: Object.entries(levels).map(([name, count]) => ({
      name,
      levels: count,
      determines: determines[name] ?? [],
    })),
  };
}

const nested = design(
  122_650,
  { model: 12, prompt: 6, task: 20, item: 1000, rater: 2 },
  { item: ['task'] },
);
const crossed = design(20_160, { model: 8, prompt: 3, task: 7, item: 120 });
const key = (term: readonly string[]) => term.join(':');

describe('functional dependencies', () => {
  test('close a set of facets over what they determine', () => {
    expect(closure(nested, ['item', 'model'])).toEqual(['model', 'task', 'item']);
    expect(closure(crossed, ['item', 'model'])).toEqual(['model', 'item']);
  });

  test('reduce a set of facets to what is not determined', () => {
    expect(reduced(nested, ['task', 'item', 'model'])).toEqual(['model', 'item']);
    expect(reduced(nested, ['item'])).toEqual(['item']);
  });

  test('of two facets that determine each other the first stays', () => {
    const twins = design(10, { item: 5, unit: 5 }, { item: ['unit'], unit: ['item'] });
    expect(reduced(twins, ['unit'])).toEqual(['item']);
    expect(reduced(twins, ['item', 'unit'])).toEqual(['item']);
  });
});

describe('default terms', () => {
  test('of nested items have no task:item, which would be the item itself', () => {
    expect(defaultTerms(nested).map(key)).toEqual([
      'model',
      'prompt',
      'task',
      'item',
      'rater',
      'model:prompt',
      'model:task',
      'prompt:task',
      'model:prompt:task',
      'model:item',
      'prompt:item',
    ]);
  });

  test('of crossed items have task:item', () => {
    expect(defaultTerms(crossed).map(key)).toContain('task:item');
  });

  test('leave out facets with one level and every interaction with them', () => {
    const single = design(800, { model: 8, prompt: 1, task: 1, item: 100, run: 3 });
    expect(defaultTerms(single).map(key)).toEqual(['model', 'item', 'run', 'model:item']);
  });

  test('are none where there are no facets', () => {
    expect(defaultTerms(design(10, {}))).toEqual([]);
  });
});

describe('the plan', () => {
  test('serves the 36 pairs of the reference design with three tables', () => {
    const terms = [
      ['model'],
      ['prompt'],
      ['task'],
      ['item'],
      ['rater'],
      ['model', 'prompt'],
      ['model', 'task'],
      ['prompt', 'task'],
      ['model', 'prompt', 'task'],
    ];
    expect(maximalUnions(nested, terms).map(key).toSorted()).toEqual([
      'model:prompt:task:item',
      'model:prompt:task:rater',
      'task:item:rater',
    ]);
  });

  test('covers every pair of terms by some table', () => {
    const terms = defaultTerms(crossed);
    const unions = maximalUnions(crossed, terms);
    for (const a of terms) {
      for (const b of terms) {
        expect(unions.some((union) => [...a, ...b].every((f) => union.includes(f)))).toBe(true);
      }
    }
  });

  test('groups by the fewest facets and carries the determined ones along', () => {
    const plan = planVariance(sql`SELECT 1`, nested, [['item'], ['task'], ['rater']], []);
    expect(plan.cells.map(({ facets }) => facets)).toEqual([['item', 'rater', 'task']]);
    expect(plan.cells[0].statement.text).toContain('GROUP BY "item", "rater"');
  });

  test('asks for no cells of terms that are the residual', () => {
    const terms = [['model'], ['model', 'item']];
    const plan = planVariance(sql`SELECT 1`, crossed, terms, [terms[1]]);
    expect(plan.terms).toEqual([['model']]);
    expect(plan.cells.map(({ facets }) => facets)).toEqual([['model']]);
  });

  test('counts only terms that could have a level per observation', () => {
    expect(termsToCount(crossed, defaultTerms(crossed))).toEqual([]);
    const sparse = design(500, { model: 8, prompt: 3, item: 120 });
    expect(termsToCount(sparse, defaultTerms(sparse)).map(key)).toEqual(['model:item']);
  });
});
