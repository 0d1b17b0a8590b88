import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FILES, generate } from '../../../data-samples/own-words/generate.ts';
import { DEFAULT_JUDGES_OPTIONS } from '../../../src/analyses/judges/options.ts';
import { runJudged, runJudges } from '../../../src/client/run-judges.ts';
import { inProcessJudges } from '../client/in-process-judges.ts';
import { openSession } from '../workers/open-session.ts';

const folder = join(import.meta.dirname, '../../../data-samples/own-words');
const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as {
  judges: { name: string; favour: number; recognises: number; first: number }[];
  strengths: Record<string, number>;
  answers: { own: number; lengthPer100: number; shownFirst: number };
  counts: {
    examples: Record<string, number>;
    missing: Record<string, number>;
    battles: number;
    byPeople: number;
  };
};

async function report() {
  const at = openSession();
  const files = FILES.filter((name) => name !== 'expected.json').map(
    (name) => new File([readFileSync(join(folder, name))], name),
  );
  const { dataset } = await at.take(...files);
  const worker = inProcessJudges();
  const run = await runJudges(at.session, worker, dataset, DEFAULT_JUDGES_OPTIONS);
  const judged = await runJudged(at.session, worker, dataset, DEFAULT_JUDGES_OPTIONS);
  if (!run.ok || !judged.ok) throw new Error('no answer');
  return { ...run.value, judged: judged.value };
}

test('generating the study again gives the committed bytes', () => {
  const again = mkdtempSync(join(tmpdir(), 'own-words-'));
  generate(again);
  for (const name of FILES) {
    const same = readFileSync(join(again, name)).equals(readFileSync(join(folder, name)));
    expect(same, name).toBe(true);
  }
  rmSync(again, { recursive: true });
});

test('what is true of the study lies within 3.3 standard errors of what the view gives', async () => {
  const { names, answer, judged } = await report();
  const name = (code: number): string => names[code].name;
  const { counts, judges, answers, strengths } = expected;
  expect(answer.self!.missingPreference).toBe(
    Object.values(counts.missing).reduce((a, b) => a + b, 0),
  );
  expect(answer.self!.missingRecognition).toBe(0);

  // Judges that recognise themselves more prefer themselves more, in the order of the design.
  const byRecognition = answer.self!.judges.toSorted(
    (a, b) => b.recognition!.value - a.recognition!.value,
  );
  const designed = judges.toSorted((a, b) => b.recognises - a.recognises).map((j) => j.name);
  expect(byRecognition.map((s) => name(s.judge))).toEqual(designed);
  expect(answer.self!.line!.r).toBeGreaterThan(0.9);

  const within = (value: number, estimate: number, se: number): void =>
    expect(Math.abs(estimate - value) / se).toBeLessThan(3.3);
  const [, held] = judged.regressions;
  const effect = (of: string) => held.coefficients.find((c) => c.name === of)!;
  expect(held.n).toBe(counts.battles - counts.byPeople);
  const truths: [string, number][] = [
    ['own text', answers.own],
    ['length difference', (answers.lengthPer100 / 100) * held.lengthUnit!],
    ['(intercept)', answers.shownFirst],
  ];
  for (const [of, value] of truths) within(value, effect(of).estimate, effect(of).se);

  // People see strengths alone: the win share of each writer against the three others.
  const strength = Object.entries(strengths);
  for (const wins of judged.people!.wins) {
    const own = strengths[name(wins.model)];
    const odds = strength
      .filter(([other]) => other !== name(wins.model))
      .map(([, s]) => {
        const p = (x: number): number => 1 / (1 + Math.exp(-x));
        // Shown first half of the time.
        return (p(own - s + answers.shownFirst) + p(own - s - answers.shownFirst)) / 2;
      });
    within(odds.reduce((a, b) => a + b, 0) / odds.length, wins.value, wins.se);
    expect(wins.se).toBeLessThanOrEqual(wins.people.se);
  }
  expect(answer.self!.adjusted!.excess.low!).toBeGreaterThan(0);
  expect(judged.people!.judges.every((j) => j.kappa!.low! > 0)).toBe(true);
});
