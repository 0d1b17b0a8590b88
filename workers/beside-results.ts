import type { Problem } from '../src/domain/problem.ts';
import type { Looked } from './inspect.ts';

/**
 * Sets aside what lies in a dropped folder or archive beside results and is none: logs, settings, pictures,
 * tables in which nothing looks like a score. They are not asked about, nor held against the drop; where no
 * file can be read as it is, all stay what they were.
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

function asideOf({
  inspection: { name, problem, needsMapping, kind, columns },
}: Looked): Problem | null {
  const aside = { code: 'beside-results', severity: 'info', file: name } as const;
  if (problem?.code === 'unknown-format')
    return {
      ...problem,
      ...aside,
      message: 'This file lies beside the results and holds none.',
    };
  if (problem || !needsMapping || kind !== null) return null;
  return {
    ...aside,
    message: 'This table lies beside the results, and none of its columns looks like a score.',
    found: `the columns ${columns
      .slice(0, 6)
      .map((column) => column.name)
      .join(', ')}`,
    wayOn: 'If it holds scores after all, drop it by itself and say which column they are in.',
  };
}
