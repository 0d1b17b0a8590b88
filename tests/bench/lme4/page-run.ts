import { loadavg } from 'node:os';
import type { Browser, Page } from '@playwright/test';
import { tableFromIPC } from 'apache-arrow';
import type {} from '../../../src/state/automation.ts';
import { INITIAL_STATE, writeHash } from '../../../src/state/url.ts';
import { NAMED, timeOpening } from '../page-times.ts';
import { peakRendererBytes } from '../renderer-memory.ts';
import { installFitTimer } from './in-page.ts';
import type { Study } from './studies.ts';

/** Seconds of one pass over the page, the engine being open. */
export interface PageRun {
  readonly machineLoad: number;
  readonly observations: number;
  /** From choosing the file to the painted import report. */
  readonly load: number;
  /** From asking for Variance to the painted fit: statistics in SQL, fit, intervals, figures. */
  readonly fit: number;
  /** The same after one level of a facet was filtered out. */
  readonly refit: number;
  readonly refitObservations: number;
  /** The time that the fit itself tells: frame, order, numeric core, intervals. */
  readonly told: string;
  /** As printed, with three decimals. */
  readonly criterion: number;
  readonly refitCriterion: number;
  /** Most memory the renderer held up to the first fit, and to the end. */
  readonly fitBytes: number | null;
  readonly peakBytes: number | null;
}

/** One pass on a page that was not opened yet: import, Variance with the study's terms, a filter. */
export async function runPage(
  browser: Browser,
  page: Page,
  url: string,
  study: Study,
): Promise<PageRun> {
  const machineLoad = loadavg()[0];
  await page.addInitScript(NAMED);
  await page.addInitScript(installFitTimer);
  await timeOpening(page, url);
  const importing = page.evaluate(() => window.bench.timeImport());
  await page.setInputFiles('input[aria-label=Files]', study.path);
  const load = await importing;
  const levels = await levelsOf(page, study.filtered);
  const observations = sum(levels.values());
  const fit = await timeFit(page, hashOf(study, null), observations);
  const criterion = await criterionOf(page);
  const told = (await page.evaluate(() => window.fitTimer.recorded('Time'))) ?? '';
  const fitBytes = await peakRendererBytes(browser);
  const [dropped] = levels.keys();
  const kept = [...levels.keys()].slice(1);
  const refitObservations = observations - (levels.get(dropped) ?? 0);
  const refit = await timeFit(page, hashOf(study, kept), refitObservations);
  const peakBytes = await peakRendererBytes(browser);
  return {
    machineLoad,
    observations,
    load: load / 1000,
    fit: fit / 1000,
    refit: refit / 1000,
    refitObservations,
    told,
    criterion,
    refitCriterion: await criterionOf(page),
    fitBytes,
    peakBytes,
  };
}

function hashOf({ terms, filtered }: Study, kept: readonly string[] | null): string {
  const filters = kept ? [{ facet: filtered, levels: kept }] : [];
  const variance = {
    ...INITIAL_STATE.options.variance,
    terms: terms.map((term) => term.split(':')),
  };
  return writeHash({
    ...INITIAL_STATE,
    view: 'variance',
    question: { ...INITIAL_STATE.question, measure: 'signed', filters },
    options: { ...INITIAL_STATE.options, variance },
  });
}

function timeFit(page: Page, hash: string, observations: number): Promise<number> {
  return page.evaluate(([to, n]) => window.fitTimer.timeFit(to, n), [hash, observations] as [
    string,
    number,
  ]);
}

/** Observations of each level of a facet, as the page's own database counts them. */
async function levelsOf(page: Page, facet: string): Promise<Map<string, number>> {
  const bytes = await page.evaluate(async (name) => {
    const answer = await window.declination!.query(
      `SELECT "${name}" AS level, count(score)::DOUBLE AS n FROM observations GROUP BY 1 ORDER BY 1`,
    );
    if (!answer.ok) throw new Error(answer.problem.message);
    return [...answer.value];
  }, facet);
  const rows = tableFromIPC(Uint8Array.from(bytes)).toArray() as { level: string; n: number }[];
  return new Map(rows.map(({ level, n }) => [String(level), n]));
}

async function criterionOf(page: Page): Promise<number> {
  const text = await page.evaluate(() => window.fitTimer.recorded('Criterion'));
  const printed = /^-?[\d,]+\.\d+/.exec((text ?? '').replace('−', '-'));
  if (!printed) throw new Error(`no criterion in the record of the fit: ${text ?? 'none'}`);
  return Number(printed[0].replaceAll(',', ''));
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
