import { describe, expect, test } from 'vitest';
import type { FitRequest } from '../../../src/protocol/fitter.ts';
import type { Progress } from '../../../src/protocol/progress.ts';
import { plainKernels } from '../../../src/stats/linalg/plain-kernels.ts';
import type { VarianceRequest } from '../../../src/stats/variance/types.ts';
import { toIpc } from '../../../workers/arrow-build.ts';
import { fitSession } from '../../../workers/fit-session.ts';
import { makeDesign, requestFor } from '../stats/variance/design.ts';

const design = makeDesign({
  seed: 31,
  facets: { model: 6, prompt: 4, item: 12 },
  terms: ['model', 'prompt', 'item', 'model:prompt'],
});

function encoded(request: VarianceRequest): FitRequest {
  const cells = request.cells.map(({ facets, codes, n, sum }) => ({
    facets,
    bytes: toIpc(
      [
        ...facets.map((name) => ({ name, codes: codes[name] as Int32Array<ArrayBuffer> })),
        { name: 'n', numbers: n as Float64Array<ArrayBuffer> },
        { name: 'sum', numbers: sum as Float64Array<ArrayBuffer> },
      ],
      n.length,
    ),
  }));
  return { ...request, cells };
}

function session() {
  return fitSession({ kernels: plainKernels, now: () => performance.now() });
}

async function fitted() {
  const worker = session();
  const fit = await worker.fitVariance(encoded(requestFor(design)));
  if (!fit.ok) throw new Error(fit.problem.message);
  return { worker, fit: fit.value };
}

const choice = { terms: ['model', 'prompt', 'model:prompt'], of: null };
const silent = () => undefined;

describe('before a fit', () => {
  test('every question is answered by the Problem that there is none', async () => {
    const worker = session();
    const answers = [
      await worker.profileShares([choice], silent),
      await worker.profileVariance('model'),
      await worker.testShare(choice, 0.15),
      await worker.henderson(),
      await worker.effects(),
      await worker.bootstrapSource(),
    ];
    for (const answer of answers) {
      expect(answer).toMatchObject({ ok: false, problem: { code: 'no-fit' } });
    }
  });

  test('a refused fit leaves none behind', async () => {
    const { worker } = await fitted();
    const constant = requestFor({ ...design, y: design.y.map(() => 1) });
    expect(await worker.fitVariance(encoded(constant))).toMatchObject({ ok: false });
    expect(await worker.henderson()).toMatchObject({ ok: false, problem: { code: 'no-fit' } });
  });
});

describe('after a fit', () => {
  test('shares are profiled in order, and told of', async () => {
    const { worker, fit } = await fitted();
    const heard: Progress[] = [];
    const item = { terms: ['item'], of: null };
    const answer = await worker.profileShares([choice, item], (progress) => heard.push(progress));
    if (!answer.ok) throw new Error(answer.problem.message);
    const share = fit.groups.find(({ group }) => group === 'choice')!.share.value;
    expect(answer.value[0].value).toBeCloseTo(share, 12);
    expect(answer.value[1].value).toBeCloseTo(
      fit.components.find(({ term }) => term === 'item')!.share.value,
      12,
    );
    expect(heard.at(-1)).toEqual({ done: 2, total: 2, unit: 'steps', label: 'Profiling shares' });
  });

  test('questions in any order do not disturb each other', async () => {
    const { worker } = await fitted();
    const first = await worker.testShare(choice, 0.15);
    await worker.profileVariance('item');
    await worker.effects();
    await worker.profileShares([choice], silent);
    const again = await worker.testShare(choice, 0.15);
    if (!first.ok || !again.ok) throw new Error('refused');
    expect(again.value.statistic).toBeCloseTo(first.value.statistic, 8);
  });

  test('a stopped question ends at its next pause, and the next one is answered as ever', async () => {
    const { worker } = await fitted();
    const expected = await worker.testShare(choice, 0.15);
    const many = Array.from({ length: 200 }, () => choice);
    let heard = 0;
    const stopped = worker.profileShares(many, () => {
      // What a message from the page does at a pause.
      if (heard++ === 0) void worker.stopAsking();
    });
    const next = worker.testShare(choice, 0.15);
    expect(await stopped).toMatchObject({ ok: false, problem: { code: 'stopped' } });
    expect(heard).toBeLessThan(many.length);
    expect(await next).toMatchObject({ ok: false, problem: { code: 'stopped' } });
    expect(await worker.testShare(choice, 0.15)).toEqual(expected);
  });

  test('a fit goes before the questions to the last one', async () => {
    const { worker } = await fitted();
    const many = Array.from({ length: 200 }, () => choice);
    const left = worker.profileShares(many, silent);
    const fit = worker.fitVariance(encoded(requestFor(design)));
    expect(await left).toMatchObject({ ok: false, problem: { code: 'stopped' } });
    expect(await fit).toMatchObject({ ok: true });
    expect(await worker.testShare(choice, 0.15)).toMatchObject({ ok: true });
  });

  test('Henderson`s components are those of REML here, where the design is balanced', async () => {
    const { worker, fit } = await fitted();
    const answer = await worker.henderson();
    if (!answer.ok) throw new Error(answer.problem.message);
    expect(answer.value.balanced).toBe(true);
    expect(fit.components.every((c) => !c.boundary)).toBe(true);
    answer.value.components.forEach(({ term, variance }, k) => {
      expect(fit.components[k].term).toBe(term);
      expect(variance).toBeCloseTo(fit.components[k].variance, 8);
    });
  });

  test('replicates run elsewhere come back as intervals, for a D-study too', async () => {
    const { worker } = await fitted();
    const source = await worker.bootstrapSource();
    if (!source.ok) throw new Error(source.problem.message);
    const others = [session(), session()];
    const heard: Progress[] = [];
    const parts = await Promise.all(
      others.map(async (other, w) => {
        // As it would reach another worker.
        const copy = structuredClone(source.value);
        const range = { seed: 5, from: 30 * w, to: 30 * (w + 1) };
        const part = await other.bootstrap(copy, range, (progress) => heard.push(progress));
        if (!part.ok) throw new Error(part.problem.message);
        return part.value;
      }),
    );
    expect(heard.filter(({ done }) => done === 30)).toHaveLength(2);
    const summary = await worker.summariseBootstrap(parts, [choice]);
    if (!summary.ok) throw new Error(summary.problem.message);
    expect(summary.value).toMatchObject({ replicates: 60, failed: 0, seed: 5 });
    expect(summary.value.ratios[0].low).toBeLessThan(summary.value.ratios[0].high);

    const facet = (name: string, n: number) => ({ name, n, kind: 'random' as const, within: [] });
    const request = {
      design: {
        object: 'model',
        objectWithin: [],
        facets: [facet('prompt', 4), facet('item', 12)],
      },
      coefficient: 'relative' as const,
      curves: [{ facet: 'prompt', held: {}, to: 6 }],
      target: 0.8,
      costs: {
        perLevel: { prompt: 60, item: 6 },
        perObservation: 0.01,
        objects: 6,
        most: { prompt: 60, item: 200 },
      },
      intervals: true,
    };
    const profiled = await worker.generalize(request, []);
    const bootstrapped = await worker.generalize(request, parts);
    if (!profiled.ok || !bootstrapped.ok) throw new Error('refused');
    expect(profiled.value.interval!.method).toBe('profile');
    expect(bootstrapped.value.interval!.method).toBe('bootstrap');
    const { relative } = profiled.value.present;
    expect(profiled.value.interval!.low).toBeLessThan(relative!);
    expect(profiled.value.interval!.high).toBeGreaterThan(relative!);
    expect(profiled.value.cheapest!.interval!.method).toBe('profile');
  });

  test('answers cross to the page: no function, no class is among them', async () => {
    const { worker } = await fitted();
    const answers = [
      await worker.effects(),
      await worker.profileShares([choice], silent),
      await worker.testShare(choice, 0.2),
      await worker.bootstrapSource(),
    ];
    for (const answer of answers) expect(structuredClone(answer)).toEqual(answer);
  });
});
