import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { INITIAL_STATE, readHash } from '../../../../src/state/url.ts';
import type { LinkState } from '../../../../src/state/url.ts';

interface Example {
  /** The link as it was written then. */
  readonly hash: string;
  /** What it held then; fields and options that came later have their defaults. */
  readonly state: LinkState;
}

// Examples are found: a link of every form that was ever given out lies beside this file.
const names = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.json'));

test.each(names)('the link of %s still opens and means the same', (name) => {
  const example = JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')) as Example;
  const held: Readonly<Record<string, object>> = { ...example.state.options };
  const options = Object.fromEntries(
    Object.entries(INITIAL_STATE.options).map(([view, initial]) => [
      view,
      { ...(initial as object), ...held[view] },
    ]),
  );
  expect(readHash(example.hash)).toEqual({
    ok: true,
    value: { ...INITIAL_STATE, ...example.state, options },
  });
});

test('there is an example of every form', () => {
  expect(names.length).toBeGreaterThanOrEqual(2);
});
