import type { VarianceFit } from '../../analyses/variance/fit.ts';
import type { Known } from '../../analyses/variance/known.ts';
import type { VarianceOptions, VariancePanel } from '../../analyses/variance/options.ts';
import type { Question } from '../../domain/question.ts';

/** What every panel of Variance is given. */
export interface VariancePanelProps {
  question: Question;
  options: VarianceOptions;
  busy: boolean;
  ontabled(panel: VariancePanel, tabled: boolean): void;
  onoptions(options: VarianceOptions): void;
}

/** What the panels that show the fit itself are given besides. */
export interface FitPanelProps extends VariancePanelProps {
  fit: VarianceFit;
  known: Known;
}
