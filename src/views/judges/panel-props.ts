import type { JudgesOptions, JudgesPanel } from '../../analyses/judges/options.ts';
import type { JudgesReport, SelfPreference } from '../../analyses/judges/report.ts';

/** What every panel of the view is given. */
export interface JudgesPanelProps {
  report: JudgesReport;
  options: JudgesOptions;
  busy: boolean;
  ontabled(panel: JudgesPanel, tabled: boolean): void;
}

/** What the panels on self-preference are given beside. */
export interface SelfPanelProps extends JudgesPanelProps {
  self: SelfPreference;
}
