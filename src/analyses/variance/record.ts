import { count, counted, fixed, percent, scientific, writerFor } from '../../domain/format.ts';
import { word } from '../../domain/panel.ts';
import type { NumberTable } from '../../domain/panel.ts';
import type { HendersonComponents } from '../../stats/variance/henderson.ts';
import type { VarianceFit } from '../../stats/variance/types.ts';
import { groupShare } from './share-bar.ts';

/** The fit's own record as names and words. */
export function recordEntries(
  fit: VarianceFit,
  henderson: HendersonComponents | null = null,
): readonly { name: string; text: string }[] {
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
      text:
        boundary.length === 0
          ? fit.components.length < 2
            ? 'no term beside the residual'
            : `none of ${counted(fit.components.length - 1, 'term')}`
          : boundary.join(', '),
    },
    ...(henderson ? [{ name: 'Henderson I', text: hendersonText(fit, henderson) }] : []),
    {
      name: 'Time',
      text: `frame ${time(frame)}, order ${time(symbolic)}, fit ${time(fitting)}, intervals ${time(intervals)}`,
    },
  ];
}

/** The share of the choice by Henderson's method I, and the term on which the two differ most. */
function hendersonText(fit: VarianceFit, { components, balanced }: HendersonComponents): string {
  const total = components.reduce((sum, c) => sum + c.variance, 0);
  const shares = new Map(components.map((c) => [c.term, c.variance / total]));
  const sumOf = (terms: readonly string[]): number =>
    terms.reduce((sum, term) => sum + (shares.get(term) ?? 0), 0);
  const choice = fit.components.filter((c) => c.group === 'choice').map((c) => c.term);
  const gaps = fit.components.map((c) => ({
    term: c.term,
    gap: Math.abs((shares.get(c.term) ?? 0) - c.share.value),
  }));
  const largest = gaps.reduce((most, next) => (next.gap > most.gap ? next : most));
  return [
    `your choice ${percent(sumOf(choice), 1)} (${fit.record.method} ${percent(groupShare(fit, 'choice'), 1)})`,
    `largest gap ${fixed(100 * largest.gap, 1)} points, ${largest.term === 'Residual' ? 'residual' : largest.term}`,
    balanced ? 'balanced data' : 'unbalanced data, so the two may differ',
  ].join('; ');
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
export function recordTable(
  fit: VarianceFit,
  henderson: HendersonComponents | null = null,
): NumberTable {
  const write = writerFor(fit.total, 5);
  return {
    columns: [
      { name: 'what', numeric: false },
      { name: 'value', numeric: false },
    ],
    rows: [
      ...recordEntries(fit, henderson).map(({ name, text }) => [word(name), word(text)]),
      ...(henderson?.components ?? []).map((c) => [
        word(`Henderson I, ${c.term === 'Residual' ? 'residual' : c.term}`),
        word(
          `${write(c.variance)} (${fit.record.method} ${write(fit.components.find((f) => f.term === c.term)?.variance ?? NaN)})`,
        ),
      ]),
    ],
  };
}
