import type { Page } from '@playwright/test';
import type {} from '../../src/state/automation.ts';
import { NAMED } from './page-times.ts';

/** A made-up study: how many models score how many items in how many tasks. */
export interface StudySize {
  readonly models: number;
  readonly items: number;
  readonly tasks: number;
}

/** Milliseconds by the clock, and of the processor in the page and its workers. */
export interface Taken {
  readonly ms: number;
  readonly busyMs: number;
}

/** Times in the page, and what the answers are checked by. */
export interface AgreementTimes {
  /** From the bytes of the scores to their matrices in the worker. */
  readonly load: Taken;
  /** The first matrix of Pearson's r from there. */
  readonly matrix: Taken;
  readonly spearmanMatrix: Taken;
  /** Replicates with two workers. */
  readonly pearson: Resampled;
  readonly spearman: Resampled;
  /** Jackknife of the whole matrix, and replicates of a pair in focus. */
  readonly kendall: Resampled;
  readonly kendallPair: Resampled;
  readonly biweight: Resampled;
  /** Largest difference between the page's r and the database's `corr`, over some pairs. */
  readonly apart: number;
}

export interface Resampled extends Taken {
  readonly replicates: number;
}

declare global {
  interface Window {
    /** Milliseconds that the page and its workers have kept the processor busy, where it is told. */
    busyMs?(): Promise<number>;
  }
}

/** Loads a study made by the page's own database and times matrices and replicates of it. */
export async function timeAgreement(
  page: Page,
  size: StudySize,
  wanted: number,
): Promise<AgreementTimes> {
  await page.evaluate(NAMED);
  return page
    .evaluate(
      async ({ size: { models, items, tasks }, wanted }) => {
        const { query, scorers } = window.declination!;
        const bytes = async (sql: string): Promise<Uint8Array> => {
          const answer = await query(sql);
          if (!answer.ok) throw new Error(answer.problem.detail ?? answer.problem.message);
          return answer.value;
        };
        const uniform = (...of: string[]): string =>
          `(hash(${of.join(', ')}) % 1000003)::DOUBLE / 1000003`;
        // One score in twenty is missing, each model's elsewhere: no two share all their items.
        const scores = `SELECT m.range::INTEGER AS model, 0::INTEGER AS prompt, 0::INTEGER AS run, c.range::INTEGER AS task_item, ${uniform('c.range', "'item'")} + ${uniform('m.range', 'c.range')} AS sum, 1::DOUBLE AS n FROM range(${models}) m, range(${items * tasks}) c WHERE ${uniform('c.range', 'm.range', "'gone'")} > 0.05`;
        const encoded = {
          scores: await bytes(scores),
          columns: await bytes(
            `SELECT range::INTEGER AS task_item, (range // ${items})::INTEGER AS task, (range % ${items})::INTEGER AS item, (range % ${items})::INTEGER AS cluster, (range % ${items})::INTEGER AS cluster_high, 0::INTEGER AS unit, 'NaN'::DOUBLE AS outcome, 0::DOUBLE AS score_mean, 1::DOUBLE AS score_sd, 0::DOUBLE AS reference_mean, 1::DOUBLE AS reference_sd FROM range(${items * tasks})`,
          ),
          humans: await bytes(
            'SELECT 0::INTEGER AS rater, 0::INTEGER AS task_item, 0::DOUBLE AS score WHERE FALSE',
          ),
          references: await bytes(
            `SELECT range::INTEGER AS task_item, ${uniform('range', "'item'")} AS reference FROM range(${items * tasks})`,
          ),
          grades: await bytes('SELECT 0::INTEGER AS task, 0::DOUBLE AS grade WHERE FALSE'),
        };
        const { signal } = new AbortController();
        const timed = async <T>(work: () => Promise<T>): Promise<[T, Taken]> => {
          const busy = (await window.busyMs?.()) ?? 0;
          const began = performance.now();
          const value = await work();
          const ms = performance.now() - began;
          return [value, { ms, busyMs: ((await window.busyMs?.()) ?? 0) - busy }];
        };
        const [, load] = await timed(() => scorers.load(encoded));
        const request = { show: 'model', task: null, average: 'micro' } as const;
        const matrixOf = (coefficient: 'pearson' | 'spearman') =>
          timed(() => scorers.ask((r) => r.matrix({ ...request, coefficient }), signal));
        const [{ agreement }, matrix] = await matrixOf('pearson');
        const [, spearmanMatrix] = await matrixOf('spearman');

        type Work = Parameters<typeof scorers.resample>[0];
        const resample = async (work: Work) => {
          const [parts, taken] = await timed(() =>
            scorers.resample(work, { wanted, seed: 1 }, () => undefined, signal),
          );
          return { replicates: parts.reduce((sum, part) => sum + part.offered, 0), ...taken };
        };
        const ofMatrix = (coefficient: 'pearson' | 'spearman' | 'kendall' | 'biweight') =>
          resample({ kind: 'matrix', ...request, coefficient });
        const pearson = await ofMatrix('pearson');
        const spearman = await ofMatrix('spearman');
        const kendall = await ofMatrix('kendall');
        const biweight = await ofMatrix('biweight');
        const kendallPair = await resample({
          kind: 'pair',
          rows: [1, 0],
          ...request,
          coefficient: 'kendall',
        });

        // The check: r of the first models by the database, of the same scores.
        const shown = Math.min(models, 6);
        const checked = await bytes(
          `WITH s AS (SELECT model, task_item, task_item // ${items} AS task, sum / n AS score FROM (${scores}) WHERE model < ${shown}), t AS (SELECT a.model AS a, b.model AS b, a.task, corr(a.score, b.score) AS r, count(*) AS n FROM s a JOIN s b ON a.task_item = b.task_item AND a.model > b.model GROUP BY ALL), p AS (SELECT a, b, sum(n * r) / sum(n) AS r FROM t GROUP BY a, b) SELECT count(*)::DOUBLE AS pairs, max(abs(p.r - v.r)) AS apart FROM p JOIN (VALUES ${Array.from(
            { length: shown },
            (_, a) =>
              Array.from(
                { length: a },
                (_, b) => `(${a}, ${b}, ${agreement.values[a * agreement.rows + b]}::DOUBLE)`,
              ),
          )
            .flat()
            .join(', ')}) v(a, b, r) ON v.a = p.a AND v.b = p.b`,
        );
        const times = { load, matrix, spearmanMatrix, pearson, spearman, kendall, biweight };
        return { ...times, kendallPair, checked: [...checked] };
      },
      { size, wanted },
    )
    .then(async ({ checked, ...times }) => {
      const { tableFromIPC } = await import('apache-arrow');
      const table = tableFromIPC(Uint8Array.from(checked));
      const value = (name: string): number => Number(table.getChild(name)!.get(0));
      const shown = Math.min(size.models, 6);
      if (value('pairs') !== (shown * (shown - 1)) / 2) throw new Error('the check lacks pairs');
      return { ...times, apart: value('apart') };
    });
}
