import { expect, test } from 'vitest';
import { GENERALIZATION_SQL } from '../../src/analyses/generalization/sql.ts';
import { generalizer } from '../../workers/generalizing.ts';
import type { Statement } from '../../src/domain/statement.ts';
import {
  calibrationStatement,
  changeRateStatement,
  deploymentRecords,
  deploymentStatement,
  generalizationCounts,
  matrixStatement,
  scoreStatement,
  surveyRecords,
} from '../../src/sql/generalization.ts';
import { openSession, textFile } from '../unit/workers/open-session.ts';

const DEPLOYMENTS = `model,pair,source1,source2,previous_correct,current_correct,belief_change_probability
alpha,0,x,x,1,1,0.5
alpha,1,x,y,0,0,0.25
alpha,2,y,y,1,NaN,0.3
alpha,3,y,x,1,0,NaN
"O'Hara",0,x,x,0,1,0.75
"O'Hara",1,x,y,1,0,1
"O'Hara",2,y,y,1,1,1.5
`;
const SURVEY = `q1,q2,source1,source2,previous_correct,belief_change,prior,posterior
what is 1+1?,what is 2+2?,sums,sums,1,1,60,80
what is 1+1?,who was Ada?,sums,people,0,1,50,20
who was Ada?,who was Emmy?,people,people,1,0,70,70
who was Ada?,what is 2+2?,people,sums,0,NaN,40,40
`;
const beliefs = { prior: 0.629, afterCorrect: 0.663, afterIncorrect: 0.551 };

async function loaded() {
  const at = openSession();
  const { dataset } = await at.take(
    textFile('deployments.csv', DEPLOYMENTS),
    textFile('survey.csv', SURVEY),
  );
  const rows = ({ text, params }: Statement) => at.rows(text, [...params]);
  const bytes = async (statement: Statement) => {
    const answer = await at.session.query(statement);
    if (!answer.ok) throw new Error(answer.problem.detail);
    return answer.value;
  };
  return { dataset, rows, bytes };
}

test('NaN and values out of range are missing, counted and never numbers', async () => {
  const { dataset, rows } = await loaded();
  expect(dataset).toMatchObject({ observations: 0, generalizations: 11 });
  const [counts] = await rows(generalizationCounts());
  expect(counts).toMatchObject({
    records: 11,
    deployed: 4,
    surveyed: 3,
    of_models: 7,
    texts: 4,
    beliefs: 4,
    after_correct: 0.8,
    after_incorrect: 0.2,
  });
  expect(counts['prior']).toBeCloseTo(0.55, 12);
});

test('the statement on show gives what the fit worker gives', async () => {
  const { rows, bytes } = await loaded();
  const report = await generalizer(() => 0).describeDeployments(
    await bytes(deploymentRecords()),
    beliefs,
    [1, 19],
  );
  if (!report.ok) throw new Error(report.problem.message);
  const { answer, matrix } = report.value;
  const shown = await rows(scoreStatement(beliefs, [1, 19]));
  expect(shown).toHaveLength(4);
  for (const row of shown) {
    const model = answer.records.findIndex((r) => r.model === row['model']);
    const scores = answer.scores[model][row['alpha'] === 1 ? 0 : 1];
    expect(scores.accuracy.value).toBeCloseTo(row['accuracy'] as number, 12);
    expect(scores.nll.value).toBeCloseTo(row['nll'] as number, 12);
  }
  const [point] = await rows(deploymentStatement(beliefs, [0.6, 0.7]));
  expect(point).toMatchObject({ model: "O'Hara", threshold: 0.6, deployed: 0.5 });
  const bins = await rows(calibrationStatement(beliefs));
  const names = ['all models', ...answer.records.map((record) => record.model)];
  expect(bins).toHaveLength(3);
  answer.bins.forEach(([bin], m) =>
    expect(bins.find((row) => row['model'] === names[m])).toMatchObject({ n: bin.n }),
  );
  expect(matrix!.cells).toHaveLength((await rows(matrixStatement(false))).length);
});

test('a survey is read with its texts, and its pairs are told apart', async () => {
  const { rows, bytes } = await loaded();
  const labels: string[] = [];
  const report = await generalizer(() => 0).explainChanges(
    await bytes(surveyRecords()),
    { folds: 2, seed: 1 },
    (progress) => labels.push(progress.label),
  );
  if (!report.ok) throw new Error(report.problem.message);
  expect(report.value.answer).toMatchObject({ n: 3, pairs: 3, folds: 2 });
  expect(report.value.matrix!.sources.toSorted()).toEqual(['people', 'sums']);
  expect(report.value.answer.regressions).toHaveLength(4);
  expect(labels[0]).toBe('Reading questions');
  expect(await rows(matrixStatement(true))).toHaveLength(3);
  expect(await rows(changeRateStatement())).toHaveLength(2);
});

test('files of neither kind give no records rather than an error', async () => {
  const at = openSession();
  await at.take(textFile('s.csv', 'model,prompt,task,item,score\na,p,t,1,1\na,p,t,2,0\n'));
  const answer = await at.session.query(deploymentRecords());
  if (!answer.ok) throw new Error(answer.problem.detail);
  const report = await generalizer(() => 0).describeDeployments(answer.value, beliefs, [1]);
  expect(report).toMatchObject({ ok: false, problem: { code: 'no-records' } });
});

test('curves and calibration on show are those of the panels, equal beliefs in one bin', async () => {
  const at = openSession();
  // Few different predictions, so that many beliefs are equal.
  const lines = Array.from(
    { length: 260 },
    (_, i) =>
      `${i % 3 === 0 ? 'alpha' : 'beta'},${i},x,y,${i % 2},${Number((i * 7) % 11 > 4)},${(Math.floor(i / 3) % 9) / 10}`,
  );
  await at.take(
    textFile(
      'd.csv',
      `model,pair,source1,source2,previous_correct,current_correct,belief_change_probability\n${lines.join('\n')}\n`,
    ),
  );
  const bytes = await at.session.query(deploymentRecords());
  if (!bytes.ok) throw new Error(bytes.problem.detail);
  const report = await generalizer(() => 0).describeDeployments(bytes.value, beliefs, [2, 200]);
  if (!report.ok) throw new Error(report.problem.message);
  const { answer } = report.value;
  const run = (text: string) => at.rows(text);
  const bins = await run(GENERALIZATION_SQL.calibration(beliefs));
  const names = ['all models', 'alpha', 'beta'];
  expect(bins).toHaveLength(answer.bins.flat().length);
  expect(answer.bins.map((own) => own.length)).not.toContain(1);
  answer.bins.forEach((own, m) => {
    const shown = bins.filter((row) => row['model'] === names[m]);
    expect(shown).toHaveLength(own.length);
    own.forEach((bin, b) => {
      const { lowest, highest, n, mean_belief, accuracy } = shown[b] as Record<string, number>;
      expect([n, lowest, highest]).toEqual([bin.n, bin.low, bin.high]);
      expect(mean_belief).toBeCloseTo(bin.meanBelief, 12);
      expect(accuracy).toBeCloseTo(bin.accuracy.value, 12);
    });
  });
  const curves = await run(GENERALIZATION_SQL.curves(beliefs, answer));
  expect(curves).toHaveLength(2 * answer.curveWeights.length);
  answer.records.forEach(({ model }, m) => {
    const own = curves
      .filter((row) => row['model'] === model)
      .toSorted((a, b) => Number(a['alpha']) - Number(b['alpha']));
    own.forEach((row, w) => {
      expect(row['alpha']).toBeCloseTo(answer.curveWeights[w], 8);
      expect(row['accuracy']).toBeCloseTo(answer.curves[m][w].accuracy.value, 10);
      expect(row['nll']).toBeCloseTo(answer.curves[m][w].nll.value, 10);
    });
  });
});
