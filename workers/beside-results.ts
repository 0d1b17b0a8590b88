import type { Problem } from '../src/domain/problem.ts';
import type { Looked } from './inspect.ts';

/**
 * Sets aside what lies in a dropped folder or archive beside results and is none: logs, settings,
 * pictures, tables in which nothing looks like a score, a summary that names no model. They are not asked
 * about, nor held against the drop; where no file can be read as it is, all stay what they were.
 */
export function setAside(looked: readonly Looked[]): readonly Looked[] {
  const readable = looked.some(
    ({ inspection }) => inspection.problem === null && !inspection.needsMapping,
  );
  if (!readable) return looked;
  return looked.map((each) => {
    const problem = each.inspection.name.includes('/') ? asideOf(each) : null;
    if (!problem) return each;
    return {
      ...each,
      inspection: { ...each.inspection, needsMapping: false, problem },
      opened: null,
    };
  });
}

function asideOf({ inspection }: Looked): Problem | null {
  const { name, problem, needsMapping, kind, rows, columns } = inspection;
  const aside = { code: 'beside-results', severity: 'info', file: name } as const;
  if (problem?.code === 'unknown-format')
    return { ...problem, ...aside, message: 'This file lies beside the results and holds none.' };
  const isLone = rows === 1;
  if (problem || !needsMapping || !(kind === null || isLone)) return null;
  const shown = columns.slice(0, 6).map((column) => column.name);
  return {
    ...aside,
    message: isLone
      ? 'This one record lies beside the results and does not say what it is a score of.'
      : 'This table lies beside the results, and none of its columns looks like a score.',
    found: `the columns ${shown.join(', ')}`,
    wayOn: 'If it holds scores after all, drop it by itself and say which column they are in.',
  };
}
