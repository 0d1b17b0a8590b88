import { beforeAll, describe, expect, test } from 'vitest';
import { largestEffects } from '../../../src/analyses/variance/effects.ts';
import { planParts } from '../../../src/analyses/variance/known.ts';
import { DEFAULT_VARIANCE_OPTIONS } from '../../../src/analyses/variance/options.ts';
import { componentRatio, groupRatio } from '../../../src/analyses/variance/ratios.ts';
import { planStudy } from '../../../src/analyses/variance/study.ts';
import { runReplicates } from '../../../src/client/bootstrap.ts';
import {
  askBootstrap,
  askParts,
  askProfile,
  askRaters,
  askSpread,
  askStudy,
  askStudyIntervals,
  nameEffects,
} from '../../../src/client/ask-fit.ts';
import { runComparison } from '../../../src/client/run-comparison.ts';
import type { Result } from '../../../src/domain/problem.ts';
import type { Progress } from '../../../src/protocol/progress.ts';
import { MODELS, openStudy, QUESTION, studyRows } from './small-study.ts';

let study: Awaited<ReturnType<typeof openStudy>>;

beforeAll(async () => {
  study = await openStudy();
}, 60_000);

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw Object.assign(new Error(result.problem.message), result.problem);
  return result.value;
}

const quiet = () => undefined;

test('the profile of the choice lies around its share, and the other groups’ around theirs', async () => {
  const { fitter, answer, signal } = study;
  const choice = valueOf(await askProfile(fitter, groupRatio(answer.fit, 'choice')!, signal));
  const share = answer.fit.groups.find((g) => g.group === 'choice')!.share.value;
  expect(choice.value).toBeCloseTo(share, 9);
  expect(choice.low).toBeLessThan(share);
  expect(choice.high).toBeGreaterThan(share);
  const parts = valueOf(await askParts(fitter, answer.fit, signal));
  expect(Object.keys(parts.groups)).toEqual(['common', 'not-choosable', 'measurement']);
  for (const [group, interval] of Object.entries(parts.groups)) {
    const own = answer.fit.groups.find((g) => g.group === group)!.share.value;
    expect(interval.value).toBeCloseTo(own, 9);
  }
  expect(parts.commonItem!.value).toBeCloseTo(answer.fit.commonItem!.value, 9);
  expect(planParts(answer.fit).ratios).toHaveLength(4);
});

describe('the bootstrap', () => {
  const replicates = { seed: 9, count: 60 };

  test('is the same again with the same seed, however many workers share it, and tells of each step', async () => {
    const { fitter, answer, signal } = study;
    const heard: Progress[] = [];
    const first = valueOf(
      await askBootstrap(fitter, answer.fit, replicates, (p) => heard.push(p), signal),
    );
    const again = valueOf(await askBootstrap(fitter, answer.fit, replicates, quiet, signal));
    expect(again).toEqual(first);
    expect(first).toMatchObject({ replicates: 60, seed: 9 });
    expect(heard.at(-1)).toMatchObject({ done: 60, total: 60 });
    const done = heard.map((p) => p.done);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    const choice = first.ratios[0];
    const share = answer.fit.groups.find((g) => g.group === 'choice')!.share.value;
    expect(choice.low).toBeLessThan(share);
    expect(choice.high).toBeGreaterThan(choice.low);
    const other = valueOf(
      await askBootstrap(fitter, answer.fit, { seed: 10, count: 60 }, quiet, signal),
    );
    expect(other.ratios[0]).not.toEqual(choice);
  });

  test('ends its workers and rejects with the reason when it is stopped', async () => {
    const { fitter, signal } = study;
    const source = valueOf(await fitter.ask((m) => m.bootstrapSource(), signal));
    const stop = new AbortController();
    let ended = 0;
    const run = runReplicates(
      () => ({
        worker: { terminate: () => void ended++ },
        // A worker that never answers: what matters is that nobody waits for it.
        remote: { bootstrap: () => new Promise(quiet) } as never,
        failed: new Promise(quiet),
      }),
      source,
      { seed: 1, count: 4 },
      quiet,
      stop.signal,
    );
    stop.abort(new Error('stopped by hand'));
    await expect(run).rejects.toThrow('stopped by hand');
    expect(ended).toBeGreaterThan(0);
  });
});

test('the D-study marks the cheapest design on a curve of its own, with an interval around it', async () => {
  const { fitter, answer, signal } = study;
  const plan = planStudy(answer.fit, answer.design, {
    ...DEFAULT_VARIANCE_OPTIONS.study,
    target: 0.6,
  })!;
  expect(plan.design.facets.find((f) => f.name === 'item')).toMatchObject({
    n: 15,
    within: ['task'],
  });
  const { study: found, curves, limit } = valueOf(await askStudy(fitter, plan, signal));
  const cheapest = found.cheapest!;
  expect(cheapest.reliability.relative).toBeGreaterThanOrEqual(0.6 - 1e-9);
  const items = cheapest.facets.find((f) => f.name === 'item')!.n;
  const prompts = cheapest.facets.find((f) => f.name === 'prompt')!.n;
  const runs = cheapest.facets.find((f) => f.name === 'run')!.n;
  const line = curves.find((curve) => curve.held['item'] === items)!;
  // The curve holds what the cheapest design has other than the study; tasks are never varied.
  expect(line.held).toEqual({ item: items, run: runs });
  expect(line.points[prompts - 1].relative).toBeCloseTo(cheapest.reliability.relative!, 9);
  expect(limit).toBeGreaterThan(found.present.relative!);
  const ends = valueOf(await askStudyIntervals(fitter, plan, signal));
  expect(ends.cheapest!.low).toBeLessThan(cheapest.reliability.relative!);
  expect(ends.cheapest!.high).toBeGreaterThan(cheapest.reliability.relative!);
});

test('effects carry the names of their levels, those of nested items too', async () => {
  const { session, dataset, fitter, signal } = study;
  const all = valueOf(await fitter.ask((m) => m.effects(), signal));
  const models = valueOf(
    await nameEffects(
      session,
      dataset,
      all.find((e) => e.term === 'model')!,
    ),
  );
  expect(models.rows.map((row) => row.names[0]).toSorted()).toEqual(MODELS);
  const means = new Map(MODELS.map((model) => [model, meanOf(model)]));
  const order = (of: (model: string) => number): string[] =>
    MODELS.toSorted((a, b) => of(a) - of(b));
  // In a balanced study effects are means drawn in towards zero, all by the same factor.
  const effect = new Map(models.rows.map((row) => [row.names[0], row.effect]));
  expect(order((m) => effect.get(m)!)).toEqual(order((m) => means.get(m)!));
  const pairs = all.find((e) => e.term === 'model:prompt')!;
  const named = valueOf(await nameEffects(session, dataset, pairs));
  expect(named.rows[0].names).toHaveLength(2);
  expect(largestEffects(pairs, 3)).toHaveLength(3);
});

test('the residual spread by model is that of the rows around their predictions', async () => {
  const { session, dataset, fitter, answer, signal } = study;
  const spread = valueOf(
    await askSpread(session, fitter, dataset, QUESTION, answer, 'model', signal),
  );
  expect(spread.levels.map((l) => l.name).toSorted()).toEqual(MODELS);
  expect(spread.levels.reduce((sum, l) => sum + l.n, 0)).toBe(answer.fit.n);
  // What is left within cells answered twice is noise that no prediction can take away.
  for (const { name, rms } of spread.levels)
    expect(rms ** 2).toBeGreaterThan(withinCells(name) - 1e-9);
  const rms = spread.levels.map((l) => l.rms);
  expect(rms).toEqual(rms.toSorted((a, b) => b - a));
  const unit = await askSpread(session, fitter, dataset, QUESTION, answer, 'unit', signal);
  expect(unit).toMatchObject({ ok: false, problem: { code: 'one-level' } });
});

test('the raters’ noise is the variance of their means', async () => {
  const { session } = study;
  // Two raters at 3.8 and 4.2: variance 0.08, of their mean 0.04, on every item.
  const raters = valueOf(await askRaters(session, QUESTION));
  expect(raters).toMatchObject({ items: 30, rated: 30 });
  expect(raters.noise).toBeCloseTo(0.04, 9);
});

test('two slices are each fitted alone and leave the fit on show as it was', async () => {
  const { session, dataset, fitter, answer, signal, fit } = study;
  const before = answer.fit.components.find((c) => c.term === 'model')!.share.value;
  const compare = { by: 'level', facet: 'task', pair: ['reading', 'sums'] } as const;
  const { left, right } = valueOf(
    await runComparison(
      session,
      fitter.aside,
      dataset,
      QUESTION,
      DEFAULT_VARIANCE_OPTIONS,
      compare,
      signal,
    ),
  );
  expect([left.label, right.label, left.fit.n + right.fit.n]).toEqual([
    'reading',
    'sums',
    answer.fit.n,
  ]);
  expect(left.choice!.low).toBeLessThan(left.choice!.value);
  const still = valueOf(await askProfile(fitter, componentRatio(answer.fit, 'model')!, signal));
  expect(still.value).toBeCloseTo(before, 9);
  const reading = { ...QUESTION, filters: [{ facet: 'task', levels: ['reading'] }] };
  const alone = await fit(reading, DEFAULT_VARIANCE_OPTIONS, fitter.aside);
  expect(left.fit.components).toEqual(alone.fit.components);
});

test('a slice that cannot be fitted says which it is', async () => {
  const { session, dataset, fitter, signal } = study;
  const compare = { by: 'level', facet: 'task', pair: ['reading', 'nowhere'] } as const;
  const found = await runComparison(
    session,
    fitter,
    dataset,
    QUESTION,
    DEFAULT_VARIANCE_OPTIONS,
    compare,
    signal,
  );
  expect(found.ok).toBe(false);
  if (!found.ok) expect(found.problem.message).toMatch(/^nowhere: /);
});

function meanOf(model: string): number {
  const own = studyRows().filter((row) => row.model === model);
  return own.reduce((sum, row) => sum + row.score, 0) / own.length;
}

/** Mean square of the two answers of a cell around their mean. */
function withinCells(model: string): number {
  const own = studyRows().filter((row) => row.model === model);
  let squares = 0;
  for (let i = 0; i < own.length; i += 2) squares += (own[i].score - own[i + 1].score) ** 2 / 2;
  return squares / own.length;
}
