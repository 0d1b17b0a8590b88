import type { machine } from '../report.ts';
import { median } from '../statistics.ts';
import { comparison } from './comparison.ts';
import { megabytes, of, peak, seconds, table, whole } from './report-table.ts';
import type { PageRun } from './page-run.ts';
import type { Lme4Run, NodeRun } from './runs.ts';

/** All passes over one study. */
export interface StudyResult {
  readonly name: string;
  readonly lme4: Lme4Run[];
  readonly node: NodeRun[];
  readonly page: PageRun[];
}

export interface Results {
  readonly machine: ReturnType<typeof machine>;
  readonly chromium: string;
  readonly studies: readonly StudyResult[];
}

/** lme4's default optimiser stops this much above the minimum at most, or a little more, never below. */
const BELOW = 1e-6;
/** The page prints three decimals. */
const PRINTED = 6e-4;

/** Where the programs disagree on the criterion; empty where a comparison of times is fair. */
export function disagreement({ name, lme4, node, page }: StudyResult): string[] {
  const found: string[] = [];
  if (node.length === 0) return found;
  const ours = Math.max(...node.map((run) => run.criterion));
  for (const { criterion, fit } of lme4) {
    if (fit !== null && ours > criterion + BELOW) found.push(`${name}: ${ours}, lme4 ${criterion}`);
  }
  for (const { criterion } of page) {
    if (Math.abs(criterion - ours) > PRINTED) found.push(`${name}: ${ours}, page ${criterion}`);
  }
  return found;
}

/** Load that our own last pass may have left behind: browser, workers and kernel take a core or two. */
function busyAbove(cores: number): number {
  return cores + 1;
}

/** Whether the machine did other things before a pass. */
export function isBusy(machineLoad: number, cores: number): boolean {
  return machineLoad > busyAbove(cores);
}

/** The results as a Markdown page. */
export function toMarkdown({ machine: on, chromium, studies }: Results): string {
  const lme4 = studies.flatMap((study) => study.lme4)[0];
  const all = studies.flatMap(({ lme4, node, page }) => [...lme4, ...node, ...page]);
  const busy = all.filter(({ machineLoad }) => isBusy(machineLoad, on.cores)).length;
  const chromiumStudies = studies.filter(({ page }) => page.length > 0);
  const growing = studies.filter(({ name, node }) => / rows$/.test(name) && node.length > 0);
  return [
    '# Variance decomposition beside lme4',
    '',
    `${on.date}, ${on.processor}, ${on.cores} cores, Node ${on.node}, ` +
      `${chromium ? `Chromium ${chromium}, ` : ''}${lme4 ? lme4.software : 'lme4 not there'}. ` +
      `Medians of the passes, each in a process or browser of its own, lme4 and Node by turns. ` +
      (busy > 0
        ? `**${busy} of ${all.length} passes were taken at a load above ${busyAbove(on.cores)}, on a machine that did other things: ` +
          'their times are too long, by how much nobody knows; processor time suffers less.**'
        : `No pass was taken at a load above ${busyAbove(on.cores)}.`),
    '',
    'From the CSV file to the fitted components: read (lme4: `read.csv` and `factor`; ours: parse, code, ' +
      'insert into DuckDB-WASM), statistics in SQL, fit. Opening R with lme4, or Node with DuckDB-WASM, ' +
      'is not counted. ' +
      'The criterion is -2 log restricted likelihood: smaller is better.',
    '',
    ...comparison(studies),
    '',
    ...chromiumPart(chromiumStudies),
    '## Rows',
    '',
    'The same design with more items per task. "Core" is everything between the ordering and the last ' +
      'evaluation; what grows with the rows is reading them and counting them in SQL. CPU is time of the ' +
      'processor, which other programs hardly stretch, the threads that compile and collect garbage included.',
    '',
    ...scaling(growing.toSorted((a, b) => a.node[0].n - b.node[0].n)),
    '',
    ...manyLevels(studies),
    'Written by `npm run bench:lme4`; `lme4.json` beside this file has every pass, with the load before it.',
    '',
  ].join('\n');
}

function chromiumPart(studies: readonly StudyResult[]): string[] {
  if (studies.length === 0) return [];
  return [
    '## In Chromium',
    '',
    'The built page: choose the file, import report painted, ask for Variance with the same terms, fit and ' +
      'figures painted; then one level of a facet filtered out and the new fit painted. The engine opens ' +
      'before the file is chosen. Memory is VmHWM of the renderer, which holds the page and its workers.',
    '',
    ...table(
      [
        'study',
        'rows',
        'import, s',
        'Variance, s',
        'all, s',
        'after a filter, s',
        'criterion',
        'peak at the fit, MB',
        'peak, MB',
      ],
      studies.map(({ name, page }) => [
        name,
        whole(page[0].observations),
        seconds(of(page, 'load')),
        seconds(of(page, 'fit')),
        seconds(median(page.map((run) => run.load + run.fit))),
        seconds(of(page, 'refit')),
        page[0].criterion.toFixed(3),
        megabytes(median(page.map((run) => run.fitBytes ?? NaN))),
        megabytes(median(page.map((run) => run.peakBytes ?? NaN))),
      ]),
    ),
    '',
  ];
}

function manyLevels(studies: readonly StudyResult[]): string[] {
  const known = studies.filter(({ name, node }) => name.includes('levels') && node.length > 0);
  if (known.length === 0) return [];
  return [
    '## Many levels',
    '',
    'model:item and prompt:item with 20,000 levels each, beside model, prompt, task, item and the interactions of the first three.',
    '',
    ...scaling(known),
    '',
  ];
}

function scaling(studies: readonly StudyResult[]): string[] {
  const heads = [
    'study',
    'passes',
    'rows',
    'read, s',
    'SQL, s',
    'fit, s',
    'all, s',
    'frame, CPU s',
    'order, CPU s',
    'core, CPU s',
    'core per evaluation, CPU ms',
    'all, CPU s',
    'peak, MB',
  ];
  const rows = studies.map(({ name, node }) => [
    name,
    String(node.length),
    whole(node[0].n),
    seconds(of(node, 'load')),
    seconds(of(node, 'sql')),
    seconds(of(node, 'fit')),
    seconds(median(node.map((run) => run.load + run.sql + run.fit))),
    seconds(of(node, 'frameProcessor')),
    seconds(of(node, 'symbolicProcessor')),
    seconds(of(node, 'coreProcessor')),
    (1000 * median(node.map((run) => run.coreProcessor / run.evaluations))).toFixed(0),
    seconds(of(node, 'processor')),
    megabytes(peak(node)),
  ]);
  return table(heads, rows);
}
