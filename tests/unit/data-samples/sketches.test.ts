import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  LEANING,
  OWN_ERROR,
  REFERENCE_NOISE,
  RESIDUAL,
} from '../../../data-samples/short-answers/design.ts';
import type { StudySketch } from '../../../src/domain/study.ts';
import { SAMPLES } from '../../../src/state/samples.ts';

/** The picture of a sample on the first page, and what is true of the sample. */
function sample<Kind extends StudySketch['kind'], Truth>(id: string, kind: Kind) {
  const path = join(import.meta.dirname, '../../../data-samples', id, 'expected.json');
  const truth = JSON.parse(readFileSync(path, 'utf8')) as Truth;
  const sketch = SAMPLES.find((study) => study.id === id)?.sketch;
  if (sketch?.kind !== kind) throw new Error(`no sketch of ${kind} for ${id}`);
  return { truth, sketch: sketch as Extract<StudySketch, { kind: Kind }> };
}

test('the sketch of Classroom talk has its true shares of variance', () => {
  type Truth = { shares: Record<'choice' | 'common' | 'notChoosable' | 'measurement', number> };
  const { truth, sketch } = sample<'shares', Truth>('classroom-talk', 'shares');
  const { choice, common, notChoosable, measurement } = truth.shares;
  const percents = [choice, common, notChoosable, measurement].map((x) => Math.round(100 * x));
  expect(sketch.percents).toEqual(percents);
});

test('the sketch of Short answers has the shares of the variances it is drawn from', () => {
  const { sketch } = sample<'shares', unknown>('short-answers', 'shares');
  // What differs by model, the noise of the reference that all share, each model's own error, the rest.
  const own = OWN_ERROR.reduce<number>((sum, variance) => sum + variance, 0) / OWN_ERROR.length;
  const parts = [LEANING, REFERENCE_NOISE, own, RESIDUAL];
  const total = parts.reduce((sum, part) => sum + part, 0);
  sketch.percents.forEach((percent, i) =>
    expect(Math.abs(percent - (100 * parts[i]!) / total)).toBeLessThan(0.6),
  );
});

test('the sketch of Own words has each judge where it truly is', () => {
  type Truth = { judges: { recognises: number; favour: number }[] };
  const { truth, sketch } = sample<'points', Truth>('own-words', 'points');
  expect(sketch.points).toEqual(truth.judges.map(({ recognises, favour }) => [recognises, favour]));
});

test('the sketch of Trust in answers has the accuracy of each model at each cost', () => {
  type Truth = { figures: { scores: { accuracy: number }[] }[] };
  const { truth, sketch } = sample<'lines', Truth>('trust-in-answers', 'lines');
  const rounded = (x: number) => Math.round(1000 * x) / 1000;
  const lines = truth.figures.map(({ scores }) => scores.map((s) => rounded(s.accuracy)));
  expect(sketch.lines).toEqual(lines);
});
