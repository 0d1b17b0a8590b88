import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEFAULT_JUDGES_OPTIONS } from '../../../src/analyses/judges/options.ts';
import {
  conditionBits,
  conditionsFor,
  keptBy,
  rolesOf,
} from '../../../src/analyses/judges/roles.ts';
import { codedComparisons, comparisonNames } from '../../../src/sql/judges.ts';
import { judgeSession } from '../../../workers/judge-session.ts';
import { openSession } from './open-session.ts';

const corpus = process.env['DECLINATION_CORPUS'];
const folder = corpus ? join(corpus, 'self-recognition') : '';

test.skipIf(!existsSync(folder))(
  'the figures of the self-recognition study are met (needs DECLINATION_CORPUS)',
  async () => {
    const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as {
      evaluators: Record<string, number[]>;
    };
    const at = openSession();
    const files = Object.keys(expected.evaluators).map((name) => {
      const path = [`${name}_results.json`, `${name}.json`]
        .map((file) => join(folder, 'xsum', file))
        .find(existsSync)!;
      return new File([readFileSync(path)], path.split('/').at(-1)!);
    });
    await at.take(...files);
    const bytes = await at.session.query(codedComparisons());
    if (!bytes.ok) throw new Error(bytes.problem.detail);
    const names = (await at.rows(comparisonNames().text)).map((row) => String(row['name']));
    const judges = judgeSession();
    await judges.load({ comparisons: bytes.value, singles: null });
    const options = DEFAULT_JUDGES_OPTIONS;
    const answer = await judges.answer({
      roles: rolesOf(names, options),
      kept: keptBy(names, options),
      conditions: conditionBits(names, conditionsFor(options, names, [])),
      maps: null,
    });
    if (!answer.ok || !answer.value.self) throw new Error('no answer');
    const { self } = answer.value;
    for (const [name, values] of Object.entries(expected.evaluators)) {
      const found = self.judges.find((s) => names[s.judge] === name)!;
      const own = [
        found.n,
        found.recognition!.value,
        found.preference!.value,
        found.recognisedOrders!.ambiguous,
        found.preferredOrders!.ambiguous,
        found.tau,
      ];
      own.forEach((value, i) => expect(Math.abs(value - values[i])).toBeLessThanOrEqual(1e-6));
    }
    expect(self.examples).toBe(14_000);
    expect(self.line!.r).toBeGreaterThan(0.99);
    expect(self.conditions).toHaveLength(2);
  },
);
