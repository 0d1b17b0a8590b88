import { ProblemError } from '../../domain/problem.ts';
import type { TableFormat } from '../format.ts';
import { headShape } from '../head-shape.ts';

/** A task of BIG-bench or BIG-bench Hard as it is handed out: examples with their targets, and no answers. */
export const bigBenchTask: TableFormat = {
  id: 'big-bench-task',
  label: 'BIG-bench task',
  recognise({ head }) {
    const keys = headShape(head)?.keys;
    if (!keys?.has('examples') || keys.has('models') || keys.has('results')) return 0;
    return keys.has('canary') || (keys.has('metrics') && keys.has('keywords')) ? 0.9 : 0;
  },
  open(source) {
    return Promise.reject(
      new ProblemError({
        code: 'task-without-answers',
        severity: 'error',
        message: 'This file holds the examples of a task, and no answers to them.',
        file: source.name,
        found: 'inputs with their targets',
        expected: 'what models answered, with scores',
        wayOn: 'Drop the results of the task: the files in its folder `results`, or your own.',
      }),
    );
  },
};
