import { expect, test } from 'vitest';
import {
  calibrationModel,
  calibrationSentence,
} from '../../../src/analyses/generalization/calibration.ts';
import { beliefsOf, readCounts } from '../../../src/analyses/generalization/counts.ts';
import { curvesModel, curvesTable } from '../../../src/analyses/generalization/curves.ts';
import { deploymentSentence } from '../../../src/analyses/generalization/headline.ts';
import { matrixModel } from '../../../src/analyses/generalization/matrix.ts';
import {
  DEFAULT_GENERALIZATION_OPTIONS as DEFAULTS,
  parseGeneralizationOptions,
} from '../../../src/analyses/generalization/options.ts';
import { ranksModel, scoresTable } from '../../../src/analyses/generalization/ranks.ts';
import { rankWords, thresholdText } from '../../../src/analyses/generalization/words.ts';
import { plainText } from '../../../src/domain/panel.ts';
import { describeDeployments } from '../../../src/stats/generalization/describe-deployments.ts';
import type { Deployments } from '../../../src/stats/generalization/types.ts';

test('options survive a link and are refused where a value is out of range', () => {
  const round = (input: unknown) => parseGeneralizationOptions(JSON.parse(JSON.stringify(input)));
  expect(round(DEFAULTS)).toEqual({ ok: true, value: DEFAULTS });
  for (const [field, damage] of Object.entries({
    version: { version: 2 },
    beliefsFrom: { beliefsFrom: 'elsewhere' },
    beliefs: { beliefs: { prior: 1, afterCorrect: 0.5, afterIncorrect: 0.5 } },
    weights: { weights: [1, -3] },
    measure: { measure: 'speed' },
    calibrated: { calibrated: 7 },
    folds: { folds: 1 },
    seed: { seed: 1.5 },
    tables: { tables: ['nothing'] },
  }))
    expect(round({ ...DEFAULTS, ...damage })).toMatchObject({ ok: false, problem: { field } });
  for (const weights of [[], 'all', [1, '2'], Array.from({ length: 9 }, (_, i) => i + 1)])
    expect(round({ ...DEFAULTS, weights }).ok).toBe(false);
  const tidied = round({ ...DEFAULTS, weights: [99, 1, 99] });
  expect(tidied.ok && tidied.value.weights).toEqual([1, 99]);
});

test('beliefs of the files are taken only where they are asked for and all there', () => {
  const row = { records: 2, prior: 0.6, after_correct: 0.7, after_incorrect: 0.5 };
  const counts = readCounts(row);
  expect(beliefsOf(DEFAULTS, counts)).toEqual(DEFAULTS.beliefs);
  const fromFiles = { ...DEFAULTS, beliefsFrom: 'files' } as const;
  expect(beliefsOf(fromFiles, counts)).toEqual(counts.estimated);
  expect(beliefsOf(fromFiles, readCounts({ ...row, prior: null }))).toEqual(DEFAULTS.beliefs);
});

/** A model right on so many of 40 pairs, and right before on as many. */
function data(rights: readonly number[]): Deployments {
  const rows = rights.flatMap((right, model) =>
    Array.from({ length: 40 }, (_, pair) => ({
      model,
      pair,
      current: Number((pair * 7) % 40 < right),
      previous: Number((pair * 11) % 40 < right),
      change: 0.3 + 0.01 * (pair % 30),
    })),
  );
  return {
    models: rights.map((_, m) => `m${m}`),
    model: Int32Array.from(rows, (row) => row.model),
    pair: Int32Array.from(rows, (row) => row.pair),
    pairs: 40,
    previous: Uint8Array.from(rows, (row) => row.previous),
    current: Uint8Array.from(rows, (row) => row.current),
    change: Float64Array.from(rows, (row) => row.change),
  };
}

const answer = describeDeployments(data([10, 20, 32]), DEFAULTS.beliefs, [1, 99]);

test('the first sentence names the strongest model, where it is overtaken and its last rank', () => {
  const text = plainText(deploymentSentence(answer, 'accuracy'));
  expect(text).toMatch(/^(Yes|Perhaps): above a threshold of 0\.\d{3} m2, right most often/);
  expect(text).toContain('80');
  expect(text).toMatch(/ranks last of three at 0\.99\.$/);
  const alone = describeDeployments(data([20]), DEFAULTS.beliefs, [1]);
  expect(plainText(deploymentSentence(alone, 'accuracy'))).toContain('with one model');
});

test('a strongest model that is never overtaken is said to serve people best', () => {
  const flat = { prior: 0.6, afterCorrect: 0.6, afterIncorrect: 0.6 };
  const equal = describeDeployments(data([10, 32]), flat, [1, 99]);
  expect(plainText(deploymentSentence(equal, 'accuracy'))).toMatch(
    /^No: m1, .* serves people best/,
  );
});

test('curves end with their values, and every flip of the measure is a crossing on both lines', () => {
  const model = curvesModel(answer, 'accuracy');
  expect(model.lines.map((line) => line.kind)).toContain('lead');
  expect(model.crossings).toHaveLength(
    answer.flips.filter((flip) => flip.measure === 'accuracy').length,
  );
  expect(model.from!.detail).toBe('m2 is overtaken');
  expect(curvesTable(answer, 'accuracy').rows).toHaveLength(3 * answer.curveWeights.length);
});

test('ranks are marked where a model does worse than its share right', () => {
  const { rows, weights } = ranksModel(answer, 'accuracy');
  expect(weights.map((w) => w.threshold)).toEqual(['0.50', '0.99']);
  expect(rows.map((row) => row.model)).toEqual(['m2', 'm1', 'm0']);
  expect(rows[0].cells.map((cell) => [cell.rank, cell.falls])).toEqual([
    [1, false],
    [3, true],
  ]);
  const table = scoresTable(answer);
  expect(table.rows).toHaveLength(6);
  expect(table.rows[0][6].value).toBe(answer.scores[0][0].accuracy.value);
});

test('an unknown model in a link shows all models', () => {
  expect(calibrationModel(answer, 'nobody')).toEqual(calibrationModel(answer, 'all models'));
  expect(plainText(calibrationSentence(answer, 'm2'))).toContain('80');
});

test('thresholds and ranks are written as they are read', () => {
  expect([1, 19, 99, 999].map(thresholdText)).toEqual(['0.50', '0.95', '0.99', '0.999']);
  expect([1, 2, 3, 4].map((rank) => rankWords(rank, 4))).toEqual([
    'first of four',
    '2nd of four',
    '3rd of four',
    'last of four',
  ]);
});

test('the matrix draws the sources with most records and says how many it hides', () => {
  const sources = Array.from({ length: 15 }, (_, i) => `source ${i}`);
  const cells = sources.map((_, i) => ({
    source1: i,
    source2: (i + 1) % 15,
    n: 15 - i,
    rate: { value: i / 20, interval: null },
  }));
  const model = matrixModel({ sources, cells, isObserved: true });
  expect(model.names).toHaveLength(12);
  expect(model.hidden).toBe(3);
  expect(model.cells.flat().filter((cell) => cell !== null).length).toBeGreaterThan(8);
});
