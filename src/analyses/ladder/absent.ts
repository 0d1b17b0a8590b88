import type { Dataset } from '../../domain/dataset.ts';
import type { Lack } from '../agreement/absent.ts';
import type { SettledBenchmark } from './benchmarks.ts';

/** What the ladder cannot do without: a model, and a rung above the benchmark. */
export function ladderAbsent(dataset: Dataset): Lack | null {
  if (dataset.observations === 0)
    return {
      title: 'No scores to align',
      message:
        'The ladder needs scores of models: drop their results (columns model, item, score).',
    };
  if (!dataset.hasReference && !dataset.hasOutcome)
    return {
      title: 'Nothing to be aligned with',
      message:
        'The ladder leads from a benchmark to agreement with experts and on to the intended impact. Drop a file of expert scores (item and reference; or item, rater and score, where there are several people; a task, where items are in several), or of outcomes (unit or item, and outcome).',
    };
  return null;
}

/** A rung that is missing. */
export interface RungLack extends Lack {
  /** Whether it can be typed in. */
  readonly typed?: true;
}

/** Rungs that are missing, and how to add them. */
export function ladderGaps(dataset: Dataset, benchmark: SettledBenchmark | null): RungLack[] {
  const gaps: RungLack[] = [];
  if (benchmark === null || benchmark.scores.size === 0)
    gaps.push({
      typed: true,
      title: benchmark === null ? 'No benchmark' : 'No benchmark of these models',
      message:
        benchmark === null
          ? 'The first rung needs a published figure per model: drop a file with model, benchmark and score (or a column per benchmark), or type the figures in.'
          : `${benchmark.name} names no model that has scores here. The names have to be the same in both files; or type the figures in.`,
    });
  if (!dataset.hasReference)
    gaps.push({
      title: 'No experts',
      message:
        'Alignment with experts needs a reference: a column reference, or a file with item (task) and reference.',
    });
  if (!dataset.hasOutcome)
    gaps.push({
      title: 'No outcome',
      message:
        'Alignment with the intended impact needs an outcome: a file with unit (or item) and outcome, and, for units, a file with item and unit.',
    });
  return gaps;
}
