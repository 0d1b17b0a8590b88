import { BENCHMARK_COLUMNS } from '../../domain/benchmark.ts';
import type { Table } from '../batch.ts';
import type { Fields } from '../fields.ts';
import { at, fieldsOf, listOf, nameOf, numberOf, writtenOf } from '../fields.ts';
import { INSPECT_GRADES } from '../grades.ts';
import { fixedTable, recordTable } from '../record-table.ts';
import { readHeader } from './header.ts';
import { logRoles } from './sample-rows.ts';
import { scoresOf } from './scores.ts';

/**
 * A log that was written without its samples: the scores reduced over epochs, one row per sample, where
 * it has them, else the figures of its results.
 */
export function withoutSamples(fields: Fields, reductions: unknown, size: number): Table {
  const found =
    listOf(reductions).length > 0 ? reductions : at(fields, 'results', 'sample_reductions');
  return listOf(found).length > 0
    ? reducedScores(fields, listOf(found), size)
    : figures(fields, size);
}

function reducedScores(fields: Fields, reductions: readonly unknown[], size: number): Table {
  const header = readHeader(fields);
  return recordTable({
    roles: logRoles(header, new Map()),
    kind: 'observations',
    grades: INSPECT_GRADES,
    origin: header.origin,
    async *read(rows) {
      rows.skip(
        'the log holds no samples, only their scores reduced over epochs',
        1,
        header.task,
        true,
      );
      for (const reduction of reductions) {
        const metric = nameOf(at(reduction, 'scorer')) ?? 'score';
        const run = nameOf(at(reduction, 'reducer')) ?? 'mean';
        for (const sample of listOf(at(reduction, 'samples'))) {
          const scored = { scores: { [metric]: sample } };
          for (const score of scoresOf(scored, []))
            rows.add({
              model: header.model,
              prompt: header.prompt,
              task: header.task,
              item: nameOf(at(sample, 'sample_id')),
              run,
              rater: header.graders.get(metric) ?? header.graders.get('') ?? null,
              metric: score.metric,
              score: score.value,
              failure: score.failure,
              response: writtenOf(at(sample, 'answer')),
            });
          yield size;
        }
      }
    },
  });
}

function figures(fields: Fields, size: number): Table {
  const header = readHeader(fields);
  return fixedTable('benchmarks', BENCHMARK_COLUMNS, async function* (rows) {
    for (const score of listOf(at(fields, 'results', 'scores'))) {
      const metrics = fieldsOf(at(score, 'metrics')) ?? {};
      for (const name of Object.keys(metrics)) {
        if (/^(stderr|std|var|ci)/.test(name)) continue;
        rows.add({
          model: header.model,
          task: header.task,
          prompt: header.prompt,
          metric: `${nameOf(at(score, 'name')) ?? 'score'}.${name}`,
          value: numberOf(at(metrics[name], 'value')),
          se: numberOf(at(metrics, 'stderr', 'value')),
          n:
            numberOf(at(score, 'scored_samples')) ??
            numberOf(at(fields, 'results', 'completed_samples')),
        });
      }
    }
    yield size;
  });
}
