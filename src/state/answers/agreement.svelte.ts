import { matrixRequest } from '../../analyses/agreement/answers.ts';
import type {
  AgreementAnswer,
  AgreementIntervals,
  PairAnswer,
  SharedBehaviourAnswer,
} from '../../analyses/agreement/answers.ts';
import { findScorer } from '../../analyses/agreement/scorer-names.ts';
import { runPair } from '../../client/run-agreement.ts';
import { ok } from '../../domain/problem.ts';
import type { Result } from '../../domain/problem.ts';
import type { ResampleWork } from '../../client/resampler.ts';
import type { Subject, ViewAnswers } from '../subject.ts';
import { Slot } from '../slot.svelte.ts';
import { Replicates, SEED } from './replicates.svelte.ts';
import type { Scoring } from './scoring.ts';

/** What Agreement shows: each number first, its interval when the replicates are made. */
export class AgreementAnswers implements ViewAnswers {
  readonly matrix = new Slot<AgreementAnswer>();
  readonly intervals = new Slot<AgreementIntervals | null>();
  readonly shared = new Slot<SharedBehaviourAnswer>();
  readonly sharedIntervals = new Slot<SharedBehaviourAnswer>();
  readonly pair = new Slot<PairAnswer | null>();
  readonly pairInterval = new Slot<AgreementIntervals | null>();
  readonly replicates: Replicates;
  readonly #scoring: Scoring;

  constructor(scoring: Scoring) {
    this.#scoring = scoring;
    this.replicates = new Replicates(scoring.workers);
  }

  /** Whether replicates are being made. */
  get busy(): boolean {
    return this.#resampled.some((slot) => slot.busy);
  }

  /** Whether the reader stopped them. */
  get stopped(): boolean {
    return this.#resampled.some((slot) => slot.stopped);
  }

  ask(subject: Subject): void {
    const { dataset, question, options } = subject;
    const { pair, coefficient, show, noise, task } = options.agreement;
    const about = JSON.stringify([dataset.version, question]);
    const key = JSON.stringify([about, coefficient, show, noise, task]);
    if (!this.busy) this.replicates.reset();

    const matrix = this.matrix.ask(key, (signal) => this.#matrix(subject, signal));
    const shared = this.shared.ask(about, (signal) => this.#shared(subject, false, signal));
    const focus = this.pair.ask(JSON.stringify([key, pair]), async (signal) => {
      await settled(matrix);
      return this.#pair(subject, signal);
    });
    void this.sharedIntervals.ask(about, async (signal) => {
      await settled(shared);
      return this.#shared(subject, true, signal);
    });
    void this.intervals.ask(key, async (signal) => {
      await settled(matrix);
      return this.#intervals(options.agreement.noise, null, signal);
    });
    void this.pairInterval.ask(JSON.stringify([key, pair]), async (signal) => {
      await settled(focus);
      const found = this.pair.value;
      return found?.ok && found.value ? this.#intervals('raw', found.value.rows, signal) : ok(null);
    });
  }

  /** Stops the replicates; what needs none stays. */
  stop(): void {
    for (const slot of this.#resampled) if (slot.busy) slot.stop();
  }

  rest(): void {
    for (const slot of this.#slots) if (slot.busy) slot.clear();
  }

  clear(): void {
    for (const slot of this.#slots) slot.clear();
  }

  get #resampled() {
    return [this.intervals, this.sharedIntervals, this.pairInterval] as const;
  }

  get #slots() {
    return [...this.#resampled, this.matrix, this.shared, this.pair] as const;
  }

  async #matrix(subject: Subject, signal: AbortSignal): Promise<Result<AgreementAnswer>> {
    const { dataset, question, options } = subject;
    const loaded = await this.#scoring.ready(dataset, question);
    if (!loaded.ok) return loaded;
    const request = matrixRequest(options.agreement, question.average, loaded.value);
    const { workers } = this.#scoring;
    const matrix = await workers.ask((resampler) => resampler.matrix(request), signal);
    const disattenuated =
      options.agreement.noise === 'disattenuated'
        ? await workers.ask((resampler) => resampler.disattenuated(request), signal)
        : null;
    return ok({ loaded: loaded.value, request, matrix, disattenuated });
  }

  async #shared(
    { dataset, question }: Subject,
    withIntervals: boolean,
    signal: AbortSignal,
  ): Promise<Result<SharedBehaviourAnswer>> {
    const loaded = await this.#scoring.ready(dataset, question);
    if (!loaded.ok) return loaded;
    const work = { kind: 'shared', show: 'model', average: question.average } as const;
    const parts = withIntervals ? await this.replicates.make(work, signal) : [];
    const { workers } = this.#scoring;
    return ok(await workers.ask((resampler) => resampler.shared(work, parts, SEED), signal));
  }

  async #pair({ options }: Subject, signal: AbortSignal): Promise<Result<PairAnswer | null>> {
    const found = this.matrix.value;
    const { pair } = options.agreement;
    if (!found?.ok || pair === null) return ok(null);
    const { loaded, matrix } = found.value;
    const rows = pair.map((key) => findScorer(matrix.scorers, key, loaded)) as [number, number];
    if (rows.some((row) => row < 0) || rows[0] === rows[1]) return ok(null);
    const { database, workers } = this.#scoring;
    return runPair(database, workers, { ...found.value, rows }, signal);
  }

  /** Intervals of the matrix on show, or of two of its rows. */
  async #intervals(
    noise: 'raw' | 'disattenuated',
    rows: readonly [number, number] | null,
    signal: AbortSignal,
  ): Promise<Result<AgreementIntervals | null>> {
    const found = this.matrix.value;
    if (!found?.ok) return ok(null);
    const { request } = found.value;
    const work: Exclude<ResampleWork, { kind: 'shared' }> = rows
      ? { kind: 'pair', rows, ...request }
      : { kind: noise === 'raw' ? 'matrix' : 'disattenuated', ...request };
    const parts = await this.replicates.make(work, signal);
    const { workers } = this.#scoring;
    return ok(await workers.ask((resampler) => resampler.intervals(work, parts, SEED), signal));
  }
}

/** Waits until a request has ended, whichever way. */
async function settled(request: Promise<void>): Promise<void> {
  await request.catch(() => undefined);
}
