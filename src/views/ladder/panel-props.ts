import type { LadderAnswer } from '../../analyses/ladder/answers.ts';
import type { LadderOptions, LadderPanel } from '../../analyses/ladder/options.ts';
import type { Question } from '../../domain/question.ts';
import type { Statement } from '../../domain/statement.ts';

/** What every panel of the Ladder is given. */
export interface LadderPanelProps {
  question: Question;
  options: LadderOptions;
  answer: LadderAnswer;
  busy: boolean;
  statement: Statement;
  onoptions(change: Partial<LadderOptions>): void;
  ontabled(panel: LadderPanel, tabled: boolean): void;
}
