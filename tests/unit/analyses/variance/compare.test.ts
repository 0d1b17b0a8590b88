import { expect, test } from 'vitest';
import { compareFits } from '../../../../src/analyses/variance/compare.ts';
import { FIT } from '../../../figures/study.ts';

/** The same study with one term less, another doubled and one renamed. */
const OTHER = {
  ...FIT,
  n: 500,
  total: 2,
  components: FIT.components
    .filter((c) => c.term !== 'model:task')
    .map((c) =>
      c.term === 'item'
        ? { ...c, variance: 2 * c.variance, share: { value: 0.5, wald: null } }
        : c.term === 'model:prompt'
          ? { ...c, term: 'prompt:model', facets: ['prompt', 'model'] }
          : c,
    ),
};

test('two fits stand side by side, term by term, whatever the order of facets in a name', () => {
  const { groups, left, right, scale } = compareFits(FIT, OTHER);
  expect([left.n, right.n, scale]).toEqual([FIT.n, 500, 2]);
  const terms = groups.flatMap((group) => group.terms);
  expect(terms).toHaveLength(FIT.components.length);
  const both = terms.find(({ term }) => term === 'model:prompt')!;
  expect(both.left?.variance).toBe(both.right?.variance);
  const item = terms.find(({ term }) => term === 'item')!;
  expect(item.right!.variance).toBe(2 * item.left!.variance);
  expect(item.shift).toBeCloseTo(0.5 - item.left!.share.value, 12);
});

test('a term that one side lacks is absent there and counts as nothing', () => {
  const terms = compareFits(FIT, OTHER).groups.flatMap((group) => group.terms);
  const gone = terms.find(({ term }) => term === 'model:task')!;
  expect(gone.right).toBeNull();
  expect(gone.shift).toBe(-gone.left!.share.value);
});

test('groups carry their sums, and their terms by size', () => {
  const { groups } = compareFits(FIT, OTHER);
  expect(groups.map(({ group }) => group)).toEqual([
    'choice',
    'common',
    'not-choosable',
    'measurement',
  ]);
  const common = groups[1];
  expect(common.left?.variance).toBe(FIT.groups[1].variance);
  expect(common.terms.map(({ term }) => term)).toEqual(['item', 'task:item']);
});

test('the same fit on both sides has shifted nowhere', () => {
  for (const group of compareFits(FIT, FIT).groups) {
    expect(group.shift).toBe(0);
    for (const term of group.terms) expect(term.shift).toBe(0);
  }
});
