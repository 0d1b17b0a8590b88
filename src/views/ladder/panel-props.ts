import type { LadderAnswer } from '../../analyses/ladder/answers.ts';
import type { LadderOptions, LadderPanel } from '../../analyses/ladder/options.ts';
import type { LadderSubject } from '../../analyses/ladder/sql.ts';
import type { Question } from '../../domain/question.ts';

/** What every panel of the Ladder is given. */
export interface LadderPanelProps {
  question: Question;
  options: LadderOptions;
  answer: LadderAnswer;
  busy: boolean;
  /** What the statements are about. */
  subject: LadderSubject;
  onoptions(change: Partial<LadderOptions>): void;
  ontabled(panel: LadderPanel, tabled: boolean): void;
}
