// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';
import { rememberedMappings, rememberMapping } from '../../../src/state/remembered-mappings.ts';

beforeEach(() => localStorage.clear());

test('a mapping is remembered, the latest first', () => {
  rememberMapping({ llm: 'model', acc: 'score' });
  rememberMapping({ bot: 'model', val: 'score' });
  expect(rememberedMappings()).toEqual([
    { bot: 'model', val: 'score' },
    { llm: 'model', acc: 'score' },
  ]);
});

test('another mapping of the same columns takes the place of the first', () => {
  rememberMapping({ llm: 'model', acc: 'score' });
  rememberMapping({ acc: 'reference', llm: 'rater' });
  expect(rememberedMappings()).toEqual([{ acc: 'reference', llm: 'rater' }]);
});

test('what the browser holds is not trusted', () => {
  localStorage.setItem('declination:mappings', '[{"a":"model"},{"a":"wizard"},7,null]');
  expect(rememberedMappings()).toEqual([{ a: 'model' }]);
  localStorage.setItem('declination:mappings', 'not json');
  expect(rememberedMappings()).toEqual([]);
});

test('a browser that refuses storage only forgets', () => {
  const refuse = () => {
    throw new DOMException('refused', 'SecurityError');
  };
  const set = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(refuse);
  const get = vi.spyOn(Storage.prototype, 'getItem').mockImplementation(refuse);
  expect(() => rememberMapping({ a: 'model' })).not.toThrow();
  expect(rememberedMappings()).toEqual([]);
  set.mockRestore();
  get.mockRestore();
});

test('fifty mappings are kept, the oldest goes', () => {
  for (let i = 0; i < 60; i++) rememberMapping({ [`column ${i}`]: 'score' });
  const kept = rememberedMappings();
  expect(kept.length).toBe(50);
  expect(kept[0]).toEqual({ 'column 59': 'score' });
});
