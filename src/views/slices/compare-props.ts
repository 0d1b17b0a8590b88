import type { Comparison } from '../../analyses/slices/comparison.ts';
import type { SlicesOptions, SlicesPanel } from '../../analyses/slices/options.ts';
import type { Dataset } from '../../domain/dataset.ts';
import type { Question } from '../../domain/question.ts';

/** What every panel that compares levels is given. */
export interface ComparePanelProps {
  dataset: Dataset;
  question: Question;
  options: SlicesOptions;
  comparison: Comparison;
  busy: boolean;
  onoptions(options: SlicesOptions): void;
  ontabled(panel: SlicesPanel, tabled: boolean): void;
}
