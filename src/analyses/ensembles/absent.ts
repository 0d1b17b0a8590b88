import type { Dataset } from '../../domain/dataset.ts';
import type { Question } from '../../domain/question.ts';
import type { RungLack } from '../ladder/absent.ts';
import type { SettledBenchmark } from '../ladder/benchmarks.ts';
import { absentRight, waysToMiss } from '../slices/absent.ts';
import type { Absence } from '../slices/absent.ts';
import { needsReference } from '../../domain/error-measure.ts';

/** What ensembles cannot do without; null where models can be combined. */
export function ensemblesAbsent(dataset: Dataset, question: Question): Absence | null {
  const models = dataset.facets.find(({ name }) => name === 'model')?.levels ?? 0;
  if (models < 2)
    return {
      title: 'One model cannot be combined',
      message:
        'Combining needs two models that score the same items. Drop the results of another one: columns model, item and score.',
      ways: [],
    };
  if (needsReference(question.measure) && !dataset.hasReference)
    return {
      title: 'No reference to compare with',
      message:
        'Whether combining helps is told by a reference: a column reference, or a file with item (task) and reference. Where the score itself says right or wrong, measure misses instead.',
      ways: waysToMiss(dataset, question),
    };
  return absentRight(dataset, question);
}

/** What more the view would say, were columns there. */
export function ensemblesGaps(dataset: Dataset, benchmark: SettledBenchmark | null): RungLack[] {
  const gaps: RungLack[] = [];
  if (benchmark === null || benchmark.scores.size === 0)
    gaps.push({
      typed: true,
      title: 'No weights by benchmark',
      message:
        benchmark === null
          ? 'Weighing models by what they score elsewhere needs a published figure per model: drop a file with model, benchmark and score (or a column per benchmark), or type the figures in.'
          : `${benchmark.name} names no model that has scores here. The names have to be the same in both files; or type the figures in.`,
    });
  if (!dataset.hasOutcome)
    gaps.push({
      title: 'No outcome',
      message:
        'Whether combining brings scores nearer to the intended impact needs an outcome: a column outcome, or a file with unit (or item) and outcome.',
    });
  return gaps;
}
