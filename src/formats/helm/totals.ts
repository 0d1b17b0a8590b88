import { BENCHMARK_COLUMNS } from '../../domain/benchmark.ts';
import type { Table } from '../batch.ts';
import { at, nameOf, numberOf } from '../fields.ts';
import type { Entry } from '../group.ts';
import { readObjects } from '../json-stream.ts';
import { eachRecord, fixedTable, NO_MODEL } from '../record-table.ts';
import { Source } from '../source.ts';
import { isAnswerScore, isLikelihood, perturbationOf } from './metrics.ts';
import type { RunSpec } from './run-spec.ts';

/** The statistics of a whole run, where it came without those of its responses: figures. */
export async function totals(run: RunSpec, stats: Entry, named: boolean): Promise<Table> {
  const source = await Source.open(await stats.content(), stats.path);
  let isScore = isLikelihood;
  for await (const { records } of readObjects(source))
    if (records.some((stat) => isAnswerScore(nameOf(at(stat, 'name', 'name')) ?? 'num_')))
      isScore = isAnswerScore;
  return fixedTable('benchmarks', BENCHMARK_COLUMNS, (rows) => {
    if (!named) rows.skip(NO_MODEL, 1, run.model, true);
    return eachRecord(readObjects(source), rows, (stat) => {
      const name = nameOf(at(stat, 'name', 'name'));
      const value = numberOf(stat.mean);
      // Perturbed instances are another measure than the ones they were made of.
      if (
        !name ||
        !isScore(name) ||
        value === null ||
        perturbationOf(at(stat, 'name', 'perturbation'))
      )
        return;
      const split = nameOf(at(stat, 'name', 'split'));
      const part = nameOf(at(stat, 'name', 'sub_split'));
      const within = [split === 'test' ? null : split, part].filter(Boolean);
      rows.add({
        model: run.model,
        task: run.task,
        prompt: run.prompt,
        metric: [name, ...within].join(', '),
        value,
      });
    });
  });
}
