import { median } from '../statistics.ts';
import type { StudyResult } from './report.ts';
import { megabytes, of, peak, seconds, table, whole } from './report-table.ts';
import type { Lme4Run, NodeRun } from './runs.ts';

const HEADS = [
  'study',
  'program',
  'passes',
  'read, s',
  'SQL, s',
  'fit, s',
  'all, s',
  'processor, s',
  'evaluations',
  'criterion',
  'peak, MB',
];

/** The table of lme4 and ours side by side, with ratios, and what is known where lme4 was not let finish. */
export function comparison(studies: readonly StudyResult[]): string[] {
  const compared = studies.filter(({ lme4, node }) => lme4.length > 0 && node.length > 0);
  const rows = compared.flatMap(({ name, lme4, node }) => {
    const fits = lme4.filter((run) => run.fit !== null);
    if (fits.length === 0) return [ourRow(name, node)];
    return [theirRow(name, fits), ourRow(name, node), ratioRow(name, fits, node)];
  });
  return [
    ...table(HEADS, rows),
    '',
    '"Times faster" under fit sets `lmer` beside our SQL and fit together.',
    ...compared.flatMap((study) => unfinished(study, studies)),
  ];
}

const fitOf = (runs: readonly Lme4Run[]) => median(runs.map((run) => run.fit ?? NaN));
const allOf = (runs: readonly Lme4Run[]) => median(runs.map((run) => run.read + (run.fit ?? NaN)));
const statisticsAndFit = (runs: readonly NodeRun[]) => median(runs.map((run) => run.sql + run.fit));
const allOfOurs = (runs: readonly NodeRun[]) =>
  median(runs.map((run) => run.load + run.sql + run.fit));

function theirRow(name: string, fits: readonly Lme4Run[]): string[] {
  return [
    name,
    'lme4',
    String(fits.length),
    seconds(of(fits, 'read')),
    '',
    seconds(fitOf(fits)),
    seconds(allOf(fits)),
    seconds(of(fits, 'processor')),
    whole(fits[0].evaluations),
    fits[0].criterion.toFixed(6),
    megabytes(peak(fits)),
  ];
}

function ourRow(name: string, node: readonly NodeRun[]): string[] {
  return [
    name,
    'Declination in Node',
    String(node.length),
    seconds(of(node, 'load')),
    seconds(of(node, 'sql')),
    seconds(of(node, 'fit')),
    seconds(allOfOurs(node)),
    seconds(of(node, 'processor')),
    whole(node[0].evaluations),
    node[0].criterion.toFixed(6),
    megabytes(peak(node)),
  ];
}

function ratioRow(name: string, fits: readonly Lme4Run[], node: readonly NodeRun[]): string[] {
  const above = node[0].criterion - fits[0].criterion;
  return [
    name,
    '**times faster**',
    '',
    '',
    '',
    (fitOf(fits) / statisticsAndFit(node)).toFixed(1),
    `**${(allOf(fits) / allOfOurs(node)).toFixed(1)}**`,
    (of(fits, 'processor') / of(node, 'processor')).toFixed(1),
    '',
    `ours ${above.toExponential(1)}`,
    '',
  ];
}

/** Where lme4 was asked for one evaluation only: what a fit would take. */
function unfinished({ name, lme4 }: StudyResult, studies: readonly StudyResult[]): string[] {
  const runs = lme4.filter((run) => run.evaluation !== null);
  if (runs.length === 0) return [];
  const smaller = studies.find((study) => study.name.startsWith('122'))?.lme4[0];
  const one = median(runs.map((run) => run.evaluation ?? NaN));
  const hours = smaller
    ? ` As many evaluations as it needed for 122,650 rows, ${whole(smaller.evaluations)}, would take ${((smaller.evaluations * one) / 3600).toFixed(1)} hours.`
    : '';
  const { read, setup, processor, peakBytes } = runs[0];
  return [
    '',
    `lme4 was not let finish the ${name}: reading takes ${seconds(read)} s, setting up ${seconds(setup)} s, and one evaluation of its criterion ${seconds(one)} s (processor ${seconds(processor)} s in all, peak ${megabytes(peakBytes)} MB).${hours}`,
  ];
}
