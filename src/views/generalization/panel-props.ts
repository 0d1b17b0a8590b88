import type {
  GeneralizationOptions,
  GeneralizationPanel,
} from '../../analyses/generalization/options.ts';
import type { Beliefs, DeploymentReport } from '../../analyses/generalization/counts.ts';

/** What every panel of the Generalization view is given. */
export interface PanelProps {
  readonly options: GeneralizationOptions;
  readonly busy: boolean;
  onoptions(options: GeneralizationOptions): void;
  ontabled(panel: GeneralizationPanel, tabled: boolean): void;
}

/** The panels that stand on records of models. */
export interface DeploymentPanelProps extends PanelProps {
  readonly answer: DeploymentReport['answer'];
  /** The beliefs that the answer was made with. */
  readonly beliefs: Beliefs;
}
