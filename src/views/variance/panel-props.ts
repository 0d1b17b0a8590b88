import type { VarianceOptions, VariancePanel } from '../../analyses/variance/options.ts';
import type { Question } from '../../domain/question.ts';

/** What every panel of Variance is given. */
export interface VariancePanelProps {
  question: Question;
  options: VarianceOptions;
  busy: boolean;
  ontabled(panel: VariancePanel, tabled: boolean): void;
}
