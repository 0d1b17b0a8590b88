import type { Resampler, ScoreSummary } from '../src/protocol/resampler.ts';
import { sharesItems } from '../src/stats/agreement/across-tasks.ts';
import { agreementMatrix } from '../src/stats/agreement/agreement-matrix.ts';
import {
  disattenuatedIntervals,
  disattenuatedMatrix,
} from '../src/stats/agreement/disattenuated-matrix.ts';
import { byMeanAgreement, bySimilarity } from '../src/stats/agreement/order-rows.ts';
import { matrixIntervals } from '../src/stats/agreement/resample-matrix.ts';
import { scoreBook } from '../src/stats/agreement/score-book.ts';
import { taskOfColumns } from '../src/stats/agreement/score-columns.ts';
import { sharedBehaviour, sharedScope } from '../src/stats/agreement/shared-behaviour.ts';
import { REASONS } from '../src/stats/agreement/types.ts';
import type { AgreementMatrix, ScoreMatrix } from '../src/stats/agreement/types.ts';
import { whyUndefined } from '../src/stats/agreement/why-undefined.ts';
import type { DenseKernels } from '../src/stats/linalg/dense-kernels.ts';
import { ladder } from '../src/stats/ladder/ladder.ts';
import { emptyMoments, mergeMoments } from '../src/stats/resample/running-moments.ts';
import type { RunningMoments } from '../src/stats/resample/running-moments.ts';
import { answerEnsembles } from './answer-ensembles.ts';
import { decodeScores } from './decode-scores.ts';
import { Scores } from './scores.ts';

/** A Resampler on the kernels it is given. */
export function scoreSession(kernels: DenseKernels): Resampler {
  let held: Scores | null = null;
  const scores = (): Scores => {
    if (held === null) throw new Error('invalid call; no scores are loaded');
    return held;
  };
  return {
    load(encoded) {
      const decoded = decodeScores(encoded);
      held = new Scores(scoreBook(decoded.input), decoded.grades, kernels);
      return Promise.resolve(summary(held, decoded.clusteredByItem));
    },
    matrix(request) {
      const matrix = scores().matrix(request.show, request.task);
      const agreement = agreementMatrix(matrix, request.coefficient, request.average, kernels);
      return Promise.resolve({
        scorers: matrix.scorers,
        agreement,
        reasons: REASONS.map((_, code) => whyUndefined(code)),
        order: {
          mean: orderWithin(matrix, agreement, byMeanAgreement),
          similarity: orderWithin(matrix, agreement, bySimilarity),
        },
      });
    },
    disattenuated(request) {
      const { plan, input } = scores().shared(request.show, request.task, request.average);
      return Promise.resolve(disattenuatedMatrix(plan, input.matrix));
    },
    pair(request, rows) {
      const { columns, values } = scores().matrix(request.show, request.task);
      const [x, y] = rows.map((row) =>
        values.subarray(row * columns.count, (row + 1) * columns.count),
      );
      const both = Array.from({ length: columns.count }, (_, c) => c).filter(
        (c) => !Number.isNaN(x[c] + y[c]),
      );
      const task = taskOfColumns(columns);
      return Promise.resolve({
        x: Float64Array.from(both, (c) => x[c]),
        y: Float64Array.from(both, (c) => y[c]),
        taskItemCodes: Int32Array.from(both, (c) => columns.taskItemCodes[c]),
        task: Int32Array.from(both, (c) => task[c]),
      });
    },
    ladder({ show, average, benchmarks }) {
      const matrix = scores().matrix(show, null);
      const { outcomes } = scores().book;
      const known = benchmarksOf(matrix, benchmarks);
      return Promise.resolve(ladder({ matrix, outcomes, benchmarks: known, average }));
    },
    ensembles: (request) =>
      Promise.resolve(
        answerEnsembles(
          scores(),
          request,
          benchmarksOf(scores().matrix(request.show, null), request.benchmarks),
        ),
      ),
    replicates: (work, wanted) => Promise.resolve(scores().replicates(work, wanted)),
    replicate: (work, range) => Promise.resolve(scores().replicator(work)(range)),
    intervals(work, parts, seed) {
      const moments = merged(parts);
      if (work.kind === 'disattenuated') {
        const { plan, input } = scores().shared(work.show, work.task, work.average);
        const found = disattenuatedMatrix(plan, input.matrix);
        return Promise.resolve(disattenuatedIntervals(input.matrix, found, moments, seed));
      }
      const rows = work.kind === 'pair' ? work.rows : undefined;
      const matrix = scores().matrix(work.show, work.task, rows);
      const agreement = agreementMatrix(matrix, work.coefficient, work.average, kernels);
      const method = work.kind === 'pair' ? 'bootstrap' : undefined;
      return Promise.resolve(matrixIntervals(matrix, agreement, moments, seed, method));
    },
    shared(work, parts, seed) {
      const { plan, input } = scores().shared(work.show, null, work.average);
      return Promise.resolve(sharedBehaviour(input, plan, sharedScope(plan), merged(parts), seed));
    },
  };
}

function summary({ book }: Scores, clusteredByItem: boolean): ScoreSummary {
  const { columns, sources } = book;
  const distinct = (codes: number[]): number[] => [...new Set(codes)].sort((a, b) => a - b);
  return {
    models: distinct(sources.map((source) => source.model)),
    prompts: distinct(sources.map((source) => source.prompt)),
    raters: [...book.raters],
    tasks: [...columns.taskCodes],
    items: columns.items,
    clusters: columns.clusters,
    columns: columns.count,
    units: book.outcomes.values.length,
    hasReference: book.reference.some((value) => !Number.isNaN(value)),
    sharesItems: sharesItems(columns),
    clusteredByItem,
  };
}

function orderWithin(
  { scorers }: ScoreMatrix,
  agreement: AgreementMatrix,
  order: (agreement: AgreementMatrix, rows: readonly number[]) => number[],
): number[] {
  const rows = (test: (kind: string) => boolean): number[] =>
    [...scorers.keys()].filter((row) => test(scorers[row].kind));
  return [
    ...order(
      agreement,
      rows((kind) => kind.startsWith('model')),
    ),
    ...order(
      agreement,
      rows((kind) => kind === 'human'),
    ),
    ...rows((kind) => kind === 'reference'),
  ];
}

function benchmarksOf(
  { scorers }: ScoreMatrix,
  benchmarks: readonly (readonly [model: number, score: number])[],
): (number | null)[] {
  const known = new Map(benchmarks);
  return scorers.map((scorer) => ('model' in scorer ? (known.get(scorer.model) ?? null) : null));
}

function merged(parts: readonly RunningMoments[]): RunningMoments {
  const all = emptyMoments(parts[0]?.n.length ?? 0);
  for (const part of parts) mergeMoments(all, part);
  return all;
}
