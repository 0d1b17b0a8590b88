import { spawnSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import type { Study } from './studies.ts';

/** What every program tells of one pass over one study. */
export interface Run {
  /** Runnable processes before the pass: near 0 on a machine that does nothing else. */
  readonly machineLoad: number;
  readonly criterion: number;
  readonly evaluations: number;
  readonly peakBytes: number | null;
}

/** Seconds of lme4: reading the file and making factors, then `lmer` or one evaluation. */
export interface Lme4Run extends Run {
  readonly software: string;
  readonly read: number;
  /** A whole fit, or, in mode `evaluate`, setting up and one evaluation of the criterion. */
  readonly fit: number | null;
  readonly setup: number | null;
  readonly evaluation: number | null;
  /** Processor time of all of it. */
  readonly processor: number;
  readonly components: Readonly<Record<string, number>> | null;
  readonly notes: readonly string[];
}

/** Seconds of ours in Node, the engine being open: file to table, statistics in SQL, fit. */
export interface NodeRun extends Run {
  readonly n: number;
  readonly open: number;
  readonly load: number;
  readonly sql: number;
  readonly fit: number;
  /** Processor time of the fit's parts: cells to frame, ordering, and the numeric core. */
  readonly frameProcessor: number;
  readonly symbolicProcessor: number;
  readonly coreProcessor: number;
  /** Processor time of reading, statistics and fit, which a busy machine does not stretch as much. */
  readonly processor: number;
  readonly components: Readonly<Record<string, number>>;
}

const here = import.meta.dirname;
const root = join(here, '..', '..', '..');

/** Whether R with lme4 is there. */
export function hasLme4(): boolean {
  const said = spawnSync('Rscript', ['-e', 'stopifnot(requireNamespace("lme4"))']);
  return said.status === 0;
}

/** One pass of lme4 with its default optimiser, in a process of its own. */
export function runLme4(study: Study, mode: 'fit' | 'evaluate'): Lme4Run {
  const machineLoad = loadavg()[0];
  const args = [join(here, 'reference.R'), study.path, 'score', study.terms.join(','), mode];
  const said = parse(spawnSync('Rscript', args, { encoding: 'utf8', maxBuffer: 1e8 })) as {
    software: string;
    seconds: Readonly<Record<string, number>>;
    criterion: number;
    evaluations?: number;
    components?: Readonly<Record<string, number>>;
    peakBytes: number | null;
    notes: readonly string[];
  };
  const { seconds } = said;
  return {
    machineLoad,
    software: said.software,
    read: seconds['read'],
    fit: seconds['fit'] ?? null,
    setup: seconds['setup'] ?? null,
    evaluation: seconds['evaluation'] ?? null,
    processor: seconds['processor'],
    criterion: said.criterion,
    evaluations: said.evaluations ?? 1,
    components: said.components ?? null,
    peakBytes: said.peakBytes,
    notes: said.notes,
  };
}

/** One pass of `npm run fit`, in a process of its own. */
export function runNode(study: Study): NodeRun {
  const machineLoad = loadavg()[0];
  const script = join(here, '..', 'fit.ts');
  const options = ['--response', 'score', '--terms', study.terms.join(',')];
  const args = ['--import', 'tsx', script, study.path, ...options];
  const said = parse(
    spawnSync(process.execPath, args, { encoding: 'utf8', cwd: root, maxBuffer: 1e8 }),
  ) as {
    n: number;
    criterion: number;
    evaluations: number;
    components: Readonly<Record<string, number>>;
    ms: Readonly<Record<'open' | 'load' | 'sql' | 'fit', number>>;
    processorMsOf: Readonly<Record<'frame' | 'symbolic' | 'fit', number>>;
    processorMs: number;
    peakBytes: number;
  };
  const { ms, processorMsOf: parts } = said;
  return {
    machineLoad,
    n: said.n,
    open: ms.open / 1000,
    load: ms.load / 1000,
    sql: ms.sql / 1000,
    fit: ms.fit / 1000,
    frameProcessor: parts.frame / 1000,
    symbolicProcessor: parts.symbolic / 1000,
    coreProcessor: parts.fit / 1000,
    processor: said.processorMs / 1000,
    criterion: said.criterion,
    evaluations: said.evaluations,
    components: said.components,
    peakBytes: said.peakBytes,
  };
}

function parse(said: {
  status: number | null;
  stdout: string;
  stderr: string;
  error?: Error;
}): unknown {
  if (said.error) throw said.error;
  if (said.status !== 0) throw new Error(`the program ended with ${said.status}: ${said.stderr}`);
  return JSON.parse(said.stdout.trim().split('\n').at(-1) ?? '');
}
