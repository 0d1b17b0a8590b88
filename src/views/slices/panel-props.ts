import type { SlicesOptions, SlicesPanel } from '../../analyses/slices/options.ts';
import type { Dataset } from '../../domain/dataset.ts';
import type { Question } from '../../domain/question.ts';
import type { SliceAnswer } from '../../domain/slice.ts';

/** What every panel of Slices that shows the answer is given. */
export interface SlicesPanelProps {
  dataset: Dataset;
  options: SlicesOptions;
  busy: boolean;
  answer: SliceAnswer;
  question: Question;
  onmark(key: string, extend: boolean): void;
  onoptions(options: SlicesOptions): void;
  ontabled(panel: SlicesPanel, tabled: boolean): void;
}
