import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shownNames, withoutBeginning } from '../../src/figures/shown-names.ts';
import { textWidth } from '../../src/figures/text.ts';

const shown = (names: readonly string[], room: number) => names.map(shownNames(names, 12, room));

test('names that fit are written in full', () => {
  expect(shown(['Vega-70B', 'Vega-8B'], 100)).toEqual(['Vega-70B', 'Vega-8B']);
});

test('a beginning that all share is left out where one is too long', () => {
  const names = ['mmlu:subject=us_history', 'mmlu:subject=law'];
  expect(shown(names, 80)).toEqual(['…us_history', '…law']);
});

test('a beginning that all share can be left out whatever the room, unless it is short', () => {
  const name = withoutBeginning(['mmlu:subject=us_history', 'mmlu:subject=law']);
  expect(name('mmlu:subject=law')).toBe('…law');
  expect(name('other')).toBe('other');
  expect(withoutBeginning(['a-1', 'a-2'])('a-1')).toBe('a-1');
});

test('names that differ in their ends are told apart though they are cut', () => {
  const [a, b] = shown(['together/Llama-3-70b-chat-hf', 'together/Llama-3-8b-chat-hf', 'gpt'], 110);
  expect(a).not.toBe(b);
  expect(a).toMatch(/^to.*….*70b-chat-hf$/);
});

test('one name alone keeps its beginning and its end', () => {
  expect(shown(['huggingface/Meta-Llama-3-8B'], 90)[0]).toMatch(/^hug.*….*-3-8B$/);
});

test('whatever is shown has room, and something is left of every name', () => {
  const name = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' });
  fc.assert(
    fc.property(
      fc.array(name, { minLength: 1 }),
      fc.integer({ min: 30, max: 200 }),
      (names, room) =>
        shown(names, room).every((text) => text !== '' && textWidth(text, 12) <= room),
    ),
    { seed: 5 },
  );
});
