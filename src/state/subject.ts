import type { Dataset } from '../domain/dataset.ts';
import type { Question } from '../domain/question.ts';
import type { ViewName } from './view-names.ts';
import type { ViewOptions } from './view-options.ts';

/** What answers are wanted to. */
export interface Subject {
  readonly dataset: Dataset;
  readonly question: Question;
  readonly view: ViewName;
  readonly options: ViewOptions;
}

/** The answers of one view, each worked out when the view is shown. */
export interface ViewAnswers {
  /** Asks for what the subject wants and is not there yet; stops what answers an older subject. */
  ask(subject: Subject): void;
  /** Another view is on show: stops what is being worked out, keeps what is there. */
  rest?(): void;
  /** Other data, or no question that they can answer: no earlier answer may stay. */
  clear(): void;
}
