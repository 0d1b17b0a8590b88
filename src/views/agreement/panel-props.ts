import type { AgreementOptions, AgreementPanel } from '../../analyses/agreement/options.ts';
import type { Dataset } from '../../domain/dataset.ts';
import type { Question } from '../../domain/question.ts';

/** What every panel of Agreement is given. */
export interface AgreementPanelProps {
  dataset: Dataset;
  question: Question;
  options: AgreementOptions;
  onoptions(change: Partial<AgreementOptions>): void;
  ontabled(panel: AgreementPanel, tabled: boolean): void;
}
