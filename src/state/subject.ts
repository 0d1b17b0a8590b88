import type { Dataset } from '../domain/dataset.ts';
import type { Question } from '../domain/question.ts';
import type { ViewOptions } from './url.ts';
import type { ViewName } from './view-names.ts';

/** What answers are wanted to. */
export interface Subject {
  readonly dataset: Dataset;
  readonly question: Question;
  readonly view: ViewName;
  readonly options: ViewOptions;
}
