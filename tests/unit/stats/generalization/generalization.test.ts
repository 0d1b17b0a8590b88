import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { changeMatrix } from '../../../../src/stats/generalization/change-matrix.ts';
import { deploymentCurve } from '../../../../src/stats/generalization/belief-bins.ts';
import { describeDeployments } from '../../../../src/stats/generalization/describe-deployments.ts';
import { explainChanges } from '../../../../src/stats/generalization/explain-changes.ts';
import { TextSimilarity, wordsOf } from '../../../../src/stats/generalization/text-similarity.ts';
import type { Deployments, Survey } from '../../../../src/stats/generalization/types.ts';
import reference from './generalization.json';

const { deployments: d, survey: s } = reference;
const data: Deployments = {
  models: ['small', 'middle', 'large'],
  model: Int32Array.from(d.model),
  pair: Int32Array.from(d.pair),
  pairs: 80,
  previous: Uint8Array.from(d.previous),
  current: Uint8Array.from(d.current),
  change: Float64Array.from(d.change),
};
const beliefs = { prior: 0.6, afterCorrect: 0.9, afterIncorrect: 0.3 };
const answer = describeDeployments(data, beliefs, reference.weights);

test('weighted scores are those of an independent program, and their errors those of sandwich', () => {
  reference.table.forEach((own, model) =>
    own.forEach(({ accuracy, nll, se }, w) => {
      const found = answer.scores[model][w];
      expect(found.accuracy.value).toBeCloseTo(accuracy, 12);
      expect(found.nll.value).toBeCloseTo(nll, 12);
      expect(found.accuracy.interval!.se).toBeCloseTo(se, 12);
    }),
  );
});

test('flips are where an independent search finds the curves crossing', () => {
  expect(answer.flips).toHaveLength(reference.flips.length);
  for (const { measure, pair, weight } of reference.flips) {
    const found = answer.flips.filter(
      (flip) => flip.measure === measure && pair.includes(flip.before) && pair.includes(flip.after),
    );
    expect(found.some((flip) => Math.abs(flip.weight / weight - 1) < 1e-9)).toBe(true);
  }
});

test('below a flip the one before is better, above it the one after', () => {
  for (const { measure, weight, before, after } of answer.flips) {
    const sign = measure === 'accuracy' ? 1 : -1;
    const ahead = (w: number) => {
      const { scores } = describeDeployments(data, beliefs, [w]);
      return sign * (scores[before][0][measure].value - scores[after][0][measure].value);
    };
    expect(ahead(weight * 0.999)).toBeGreaterThan(0);
    expect(ahead(weight * 1.001)).toBeLessThan(0);
  }
});

test('deployment counts the records whose belief reaches the threshold', () => {
  const rows = Int32Array.from(d.model.flatMap((model, row) => (model === 2 ? [row] : [])));
  const thresholds = Float64Array.from(reference.deployed, (point) => point.threshold);
  const found = deploymentCurve(rows, Float64Array.from(d.belief), data.current, thresholds);
  expect(found).toEqual(
    reference.deployed.map(({ threshold, n, correct }) => ({ threshold, deployed: n, correct })),
  );
  for (const points of answer.deployment) expect(points[0].deployed).toBe(80);
  expect(answer.highest).toBeCloseTo(Math.max(...d.belief), 12);
});

test('bins of belief divide all records, never equal beliefs, and average to the accuracy', () => {
  const [all, ...each] = answer.bins;
  expect(all.reduce((n, bin) => n + bin.n, 0)).toBe(240);
  all.slice(1).forEach((bin, b) => expect(bin.low).toBeGreaterThan(all[b].high));
  each.forEach((bins, model) => {
    const right = bins.reduce((sum, bin) => sum + bin.n * bin.accuracy.value, 0);
    expect(right / 80).toBeCloseTo(reference.accuracy[model], 12);
  });
});

test('equal beliefs are one bin', () => {
  const flat = { ...data, change: data.change.map(() => 0) };
  const { bins, lowest, highest } = describeDeployments(flat, beliefs, [1]);
  expect(bins[0]).toHaveLength(1);
  expect([lowest, highest]).toEqual([0.6, 0.6]);
});

const codes = (values: readonly string[]) => {
  const names = [...new Set(values)];
  return { names, codes: Int32Array.from(values, (value) => names.indexOf(value)) };
};
const texts = codes([...s.q1, ...s.q2]);
const sources = codes([...s.source1, ...s.source2]);
const n = s.q1.length;
const survey: Survey = {
  previous: Uint8Array.from(s.previous),
  change: Uint8Array.from(s.change),
  pair: Int32Array.from(s.pair),
  source1: sources.codes.slice(0, n),
  source2: sources.codes.slice(n),
  sources: sources.names,
  question1: texts.codes.slice(0, n),
  question2: texts.codes.slice(n),
  texts: texts.names,
};

test('text similarities are the TF-IDF cosines of an independent program', () => {
  const index = new TextSimilarity(survey.texts);
  s.similarity.forEach((value, row) =>
    expect(index.similarity(survey.question1[row], survey.question2[row])).toBeCloseTo(value, 12),
  );
  expect(wordsOf(reference.tagged.a)).toEqual(reference.tagged.words);
  expect(new TextSimilarity(['', 'a']).similarity(0, 1)).toBeNaN();
});

test('the regression with all columns is that of glm, its errors those of sandwich', () => {
  const { regressions, rates, folds } = explainChanges(survey, { folds: 5, seed: 3 });
  expect(folds).toBe(5);
  const full = regressions[3].fit!;
  full.coefficients.forEach((c, j) => {
    expect(c.estimate).toBeCloseTo(reference.estimate[j], 8);
    expect(c.se).toBeCloseTo(reference.se[j], 8);
  });
  expect(rates[0].rate.value).toBeCloseTo(s.change.reduce((a, b) => a + b) / n, 12);
  const [base, previous] = regressions;
  expect(base.held[0].auc!.value).toBe(0.5);
  expect(base.held[0].gain.value).toBe(0);
  expect(previous.held[1].auc!.value).toBe(0.5);
  expect(regressions[3].held[0].auc!.value).toBeGreaterThan(0.5);
});

test('the same seed gives the same folds, another one others', () => {
  const held = (seed: number) => explainChanges(survey, { folds: 5, seed }).regressions[3].held;
  expect(held(1)).toEqual(held(1));
  expect(held(1)).not.toEqual(held(2));
});

test('without texts or sources the regressions that need them say so, the others stand', () => {
  const none = new Int32Array(n).fill(-1);
  const bare = { ...survey, question1: none, question2: none, texts: [] };
  const { regressions, meanSimilarity } = explainChanges(bare, { folds: 5, seed: 3 });
  expect(regressions.map((r) => r.problem?.code)).toEqual([
    undefined,
    undefined,
    undefined,
    'absent-columns',
  ]);
  expect(meanSimilarity).toBeNull();
});

test('people who never change their belief are a Problem, not a number', () => {
  const same = { ...survey, change: new Uint8Array(n) };
  const { regressions } = explainChanges(same, { folds: 5, seed: 3 });
  for (const { problem, fit } of regressions) {
    expect(problem?.code).toBe('one-class');
    expect(fit).toBeNull();
  }
});

test('the matrix of sources counts every record with two sources once', () => {
  const cells = changeMatrix({ ...survey, isObserved: true });
  expect(cells.reduce((sum, cell) => sum + cell.n, 0)).toBe(n);
  const cell = cells.find((c) => c.source1 === 0 && c.source2 === 1)!;
  const rows = s.source1.flatMap((name, row) =>
    name === sources.names[0] && s.source2[row] === sources.names[1] ? [row] : [],
  );
  expect(cell.rate.value).toBeCloseTo(
    rows.reduce((sum, row) => sum + s.change[row], 0) / rows.length,
    12,
  );
});

const corpus = process.env['DECLINATION_CORPUS'];
if (!corpus) console.log('skipped: published generalization study; DECLINATION_CORPUS is not set');
const folder = path.join(corpus ?? '', 'human-generalization');

test.skipIf(!existsSync(path.join(folder, 'expected.json')))(
  'the published figures of human generalization are met to 1e-9',
  () => {
    interface Figures {
      n: number;
      mean_current: number;
      mean_prev: number;
      acc: Record<string, number>;
      nll: Record<string, number>;
    }
    const expected = JSON.parse(readFileSync(path.join(folder, 'expected.json'), 'utf8')) as {
      prior: number;
      posteriorAfterCorrect: number;
      posteriorAfterIncorrect: number;
      weights: number[];
      models: Record<string, Figures>;
    };
    const [, ...lines] = readFileSync(path.join(folder, 'deployments.csv'), 'utf8')
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(','));
    const models = codes(lines.map((cells) => cells[0]));
    const pairs = codes(lines.map((cells) => cells[1]));
    const found = describeDeployments(
      {
        models: models.names,
        model: models.codes,
        pair: pairs.codes,
        pairs: pairs.names.length,
        previous: Uint8Array.from(lines, (cells) => Number(cells[4])),
        current: Uint8Array.from(lines, (cells) => Number(cells[5])),
        change: Float64Array.from(lines, (cells) => Number(cells[6])),
      },
      {
        prior: expected.prior,
        afterCorrect: expected.posteriorAfterCorrect,
        afterIncorrect: expected.posteriorAfterIncorrect,
      },
      expected.weights,
    );
    for (const [name, figures] of Object.entries(expected.models)) {
      const model = models.names.indexOf(name);
      const record = found.records[model];
      expect(record.n).toBe(figures.n);
      expect(record.current).toBeCloseTo(figures.mean_current, 10);
      expect(record.previous).toBeCloseTo(figures.mean_prev, 10);
      expected.weights.forEach((weight, w) => {
        expect(found.scores[model][w].accuracy.value).toBeCloseTo(figures.acc[String(weight)], 10);
        expect(found.scores[model][w].nll.value).toBeCloseTo(figures.nll[String(weight)], 10);
      });
    }
  },
);
