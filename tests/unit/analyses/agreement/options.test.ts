import { expect, test } from 'vitest';
import {
  DEFAULT_AGREEMENT_OPTIONS,
  parseAgreementOptions,
} from '../../../../src/analyses/agreement/options.ts';

test('options survive a link', () => {
  const options = {
    ...DEFAULT_AGREEMENT_OPTIONS,
    coefficient: 'kendall',
    task: 'Climate',
    pair: [['model-prompt', 'a', 'p'], ['reference']],
    tables: ['pair'],
  } as const;
  expect(parseAgreementOptions(JSON.parse(JSON.stringify(options)))).toEqual({
    ok: true,
    value: options,
  });
});

test.each([
  ['version', 2],
  ['coefficient', 'cosine'],
  ['show', 'all'],
  ['noise', ''],
  ['task', 7],
  ['order', 'size'],
  ['cells', 'p'],
  ['pair', [['model', 'a']]],
  ['pair', [['model', 'a'], ['toString']]],
  ['pair', [['model', 'a', 'b'], ['reference']]],
  ['pair', [['model', 'x'.repeat(3000)], ['reference']]],
  ['tables', ['other']],
])('a link whose %s is %j is damaged, and says where', (field, value) => {
  const found = parseAgreementOptions({ ...DEFAULT_AGREEMENT_OPTIONS, [field]: value });
  expect(found).toMatchObject({ ok: false, problem: { code: 'damaged-link', field } });
});
