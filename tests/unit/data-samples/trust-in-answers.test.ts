import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FILES, generate, TRUTH } from '../../../data-samples/trust-in-answers/generate.ts';
import { readCounts } from '../../../src/analyses/generalization/counts.ts';
import {
  deploymentRecords,
  generalizationCounts,
  surveyRecords,
} from '../../../src/sql/generalization.ts';
import { generalizer } from '../../../workers/generalizing.ts';
import { openSession } from '../workers/open-session.ts';

const folder = join(import.meta.dirname, '../../../data-samples/trust-in-answers');
const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as {
  counts: { survey: number; deployments: number; pairs: number };
  changed: number;
  figures: {
    model: string;
    right: number;
    scores: { weight: number; accuracy: number; nll: number }[];
  }[];
};

async function loaded() {
  const at = openSession();
  await at.take(
    ...FILES.filter((name) => name.endsWith('.csv')).map(
      (name) => new File([readFileSync(join(folder, name))], name),
    ),
  );
  const bytes = async (statement: ReturnType<typeof surveyRecords>) => {
    const answer = await at.session.query(statement);
    if (!answer.ok) throw new Error(answer.problem.detail);
    return answer.value;
  };
  const [counts] = await at.rows(generalizationCounts().text);
  return { bytes, counts: readCounts(counts) };
}

test('generating the study again gives the committed bytes', () => {
  const again = mkdtempSync(join(tmpdir(), 'trust-in-answers-'));
  generate(again);
  for (const name of FILES) {
    const same = readFileSync(join(again, name)).equals(readFileSync(join(folder, name)));
    expect(same, name).toBe(true);
  }
  rmSync(again, { recursive: true });
});

test('every record is read, and the beliefs of the files are the true ones', async () => {
  const { counts } = await loaded();
  expect(counts).toMatchObject({
    records: expected.counts.survey + expected.counts.deployments,
    ofModels: expected.counts.deployments,
    deployed: expected.counts.deployments,
    surveyed: expected.counts.survey,
    beliefs: expected.counts.survey,
  });
  for (const name of ['prior', 'afterCorrect', 'afterIncorrect'] as const)
    expect(Math.abs(counts.estimated![name] - TRUTH.beliefs[name])).toBeLessThan(0.01);
});

test('weighted scores are those of expected.json, and the strongest model falls to the last rank', async () => {
  const { bytes } = await loaded();
  const report = await generalizer(() => 0).describeDeployments(
    await bytes(deploymentRecords()),
    TRUTH.beliefs,
    [1, 19, 50, 99],
  );
  if (!report.ok) throw new Error(report.problem.message);
  const { answer } = report.value;
  for (const { model, right, scores } of expected.figures) {
    const at = answer.records.findIndex((record) => record.model === model);
    expect(answer.records[at].current).toBeCloseTo(right, 6);
    scores.forEach(({ accuracy, nll }, w) => {
      expect(Math.abs(answer.scores[at][w].accuracy.value - accuracy)).toBeLessThan(1e-6);
      expect(Math.abs(answer.scores[at][w].nll.value - nll)).toBeLessThan(1e-6);
    });
  }
  const last = answer.scores.map((own) => own[3].accuracy.value);
  const strongest = answer.records.findIndex((record) => record.model === 'Condor-200B');
  expect(Math.min(...last)).toBe(last[strongest]);
  const first = answer.scores.map((own) => own[0].accuracy.value);
  expect(Math.max(...first)).toBe(first[strongest]);
  // Every smaller model overtakes it once.
  expect(
    answer.flips.filter((flip) => flip.measure === 'accuracy' && flip.before === strongest),
  ).toHaveLength(3);
});

test('the intervals of the fullest regression hold the true coefficients, and it beats the base rate', async () => {
  const { bytes } = await loaded();
  const report = await generalizer(() => 0).explainChanges(
    await bytes(surveyRecords()),
    { folds: 5, seed: 1 },
    () => undefined,
  );
  if (!report.ok) throw new Error(report.problem.message);
  const { rates, regressions } = report.value.answer;
  expect(rates[0].rate.value).toBeCloseTo(expected.changed, 6);
  const fit = regressions[3].fit!;
  Object.values(TRUTH.change).forEach((truth, j) => {
    expect(fit.coefficients[j].low).toBeLessThan(truth);
    expect(fit.coefficients[j].high).toBeGreaterThan(truth);
  });
  const gains = regressions.map((regression) => regression.held[0].gain.value);
  expect(gains[3]).toBeLessThan(gains[1]);
  expect(regressions[3].held[0].gain.interval!.high).toBeLessThan(0);
});
