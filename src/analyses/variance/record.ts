import { count, counted, fixed, scientific } from '../../domain/format.ts';
import { word } from '../../domain/panel.ts';
import type { NumberTable } from '../../domain/panel.ts';
import type { VarianceFit } from '../../stats/variance/types.ts';

/** The fit's own record as names and words. */
export function recordEntries(fit: VarianceFit): readonly { name: string; text: string }[] {
  const { record } = fit;
  const boundary = fit.components.filter((c) => c.boundary).map((c) => c.term);
  const { frame, symbolic, fit: fitting, intervals } = record.milliseconds;
  const time = (ms: number): string => `${fixed(ms, ms < 10 ? 1 : 0)} ms`;
  return [
    { name: 'Method', text: `${record.method}, average information; 1 fixed effect` },
    { name: 'Observations', text: count(fit.n) },
    { name: 'Criterion', text: `${fixed(fit.criterion, 3)}${starts(fit)}` },
    {
      name: 'Steps',
      text: `${counted(record.iterations, 'iteration')}, ${counted(record.evaluations, 'evaluation')}, ${counted(record.starts.length, 'start')}`,
    },
    { name: 'Stopped', text: stopped(fit) },
    {
      name: 'At the boundary',
      text: boundary.length === 0 ? `none of ${fit.components.length} terms` : boundary.join(', '),
    },
    {
      name: 'Time',
      text: `frame ${time(frame)}, order ${time(symbolic)}, fit ${time(fitting)}, intervals ${time(intervals)}`,
    },
  ];
}

/** Whether the fit came to rest by its own criterion. */
export function converged(fit: VarianceFit): boolean {
  return (
    (fit.record.stopped === 'relative-step' || fit.record.stopped === 'flat') &&
    !fit.warnings.some((w) => w.code === 'not-converged')
  );
}

function starts(fit: VarianceFit): string {
  const criteria = fit.record.starts.map((s) => s.criterion).filter(Number.isFinite);
  if (criteria.length < 2) return '';
  const apart = Math.max(...criteria) - Math.min(...criteria);
  return apart < 1e-4
    ? ` (both starts agree to ${scientific(Math.max(apart, 1e-12))})`
    : ` (the other start ended ${fixed(apart, 3)} higher)`;
}

function stopped({ record }: VarianceFit): string {
  switch (record.stopped) {
    case 'relative-step':
      return `relative step ${scientific(record.relativeStep)} < ${scientific(record.tolerance)}`;
    case 'flat':
      return `no step lowers the criterion; last relative step ${scientific(record.relativeStep)}`;
    case 'line-search':
      return 'the line search found no lower point';
    case 'budget':
      return `after the ${counted(record.iterations, 'iteration')} allowed`;
  }
}

/** The record as a table. */
export function recordTable(fit: VarianceFit): NumberTable {
  return {
    columns: [
      { name: 'what', numeric: false },
      { name: 'value', numeric: false },
    ],
    rows: recordEntries(fit).map(({ name, text }) => [word(name), word(text)]),
  };
}
