// Times the variance decomposition beside lme4, in Node and in Chromium, from file to fit:
// tests/bench/results/lme4.md and lme4.json. Run: npm run bench:lme4
//   --passes 3  --only lme4,node,page  --resume  --again
// lme4 takes minutes per pass, so its passes are kept from one run to the next, unless the machine was
// busy then or --again is given; --resume keeps ours too, after an interrupted run. Reference data
// come from the folder that DECLINATION_REFERENCE names; without it the generated studies are left.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { chromiumArguments, findOrInstallChromium } from '../tooling/chromium.mjs';
import { serveFolder } from '../tooling/static-server.mjs';
import { runPage } from './lme4/page-run.ts';
import { disagreement, isBusy, toMarkdown } from './lme4/report.ts';
import type { Results, StudyResult } from './lme4/report.ts';
import { hasLme4, runLme4, runNode } from './lme4/runs.ts';
import { generatedStudy, manyLevelsStudy, referenceStudies } from './lme4/studies.ts';
import type { Study } from './lme4/studies.ts';
import { machine } from './report.ts';

const root = join(import.meta.dirname, '..', '..');
const { values } = parseArgs({
  options: {
    passes: { type: 'string', default: '3' },
    only: { type: 'string', default: 'lme4,node,page' },
    resume: { type: 'boolean', default: false },
    again: { type: 'boolean', default: false },
    out: { type: 'string', default: join(import.meta.dirname, 'results') },
  },
});
const passes = Number(values.passes);
const only = values.only.split(',');

const data = join(root, '.cache', 'bench');
const instEvalAndEvaluation = await referenceStudies(data, process.env['DECLINATION_REFERENCE']);
if (instEvalAndEvaluation.length === 0)
  console.log('left out: InstEval and the 122,650 rows, because DECLINATION_REFERENCE has none');
const large = await generatedStudy(data, 1_400_000);
const compared = [...instEvalAndEvaluation, large];
const scaled = [await generatedStudy(data, 100_000), await generatedStudy(data, 5_000_000)];
const manyLevels = [await manyLevelsStudy(data, 10), await manyLevelsStudy(data, 20)];

const file = (ending: string) => join(values.out, `lme4.${ending}`);
const before = existsSync(file('json'))
  ? (JSON.parse(readFileSync(file('json'), 'utf8')) as Results)
  : null;
const on = machine();
let version = before?.chromium ?? '';
const found = new Map<string, StudyResult>();

/** Passes of an earlier run that may stand for new ones. */
function kept<T extends { machineLoad: number }>(
  part: string,
  old: readonly T[] | undefined,
  keep: boolean,
): T[] {
  if (!only.includes(part)) return [...(old ?? [])];
  if (!keep || values.again || before?.machine.processor !== on.processor) return [];
  return (old ?? []).filter(({ machineLoad }) => !isBusy(machineLoad, on.cores)).slice(0, passes);
}

function resultOf({ name }: Study): StudyResult {
  const old = before?.studies.find((study) => study.name === name);
  const known = found.get(name) ?? {
    name,
    lme4: kept('lme4', old?.lme4, true),
    node: kept('node', old?.node, values.resume),
    page: kept('page', old?.page, values.resume),
  };
  found.set(name, known);
  return known;
}

function write(): Results {
  const present = [...compared, ...scaled, ...manyLevels].map(resultOf);
  const names = present.map(({ name }) => name);
  // What an earlier run found of studies that are not there now still holds.
  const absent = before?.studies.filter(({ name }) => !names.includes(name)) ?? [];
  const studies = [...absent, ...present];
  const results = { machine: on, chromium: version, studies };
  mkdirSync(values.out, { recursive: true });
  writeFileSync(file('json'), `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(file('md'), toMarkdown(results));
  return results;
}

function tell(study: Study, part: string, begin: number): void {
  write();
  const seconds = (performance.now() - begin) / 1000;
  console.log(`${study.name}, ${part}: ${seconds.toFixed(0)} s`);
}

/** lme4 and ours by turns, so that both meet the same machine; at 1.4 M rows one evaluation of lme4. */
const withLme4 = only.includes('lme4') && hasLme4();
if (only.includes('lme4') && !withLme4) console.log('left out: lme4, because Rscript has none');
for (const study of [...compared, ...scaled, ...manyLevels]) {
  const result = resultOf(study);
  const fits = instEvalAndEvaluation.includes(study);
  const wanted = !withLme4 || !compared.includes(study) ? 0 : fits ? passes : 1;
  for (let pass = 0; pass < passes; pass++) {
    if (result.lme4.length <= pass && pass < wanted) {
      const begin = performance.now();
      result.lme4.push(runLme4(study, fits ? 'fit' : 'evaluate'));
      tell(study, fits ? 'fit by lme4' : 'one evaluation by lme4', begin);
    }
    if (result.node.length <= pass && only.includes('node')) {
      const begin = performance.now();
      result.node.push(runNode(study));
      tell(study, 'Node', begin);
    }
  }
}

if (only.includes('page')) {
  const site = await serveFolder(join(root, 'dist'));
  const executablePath = findOrInstallChromium();
  for (const study of compared) {
    const result = resultOf(study);
    while (result.page.length < passes) {
      const begin = performance.now();
      // A browser of its own for each pass, so that memory and caches start from nothing.
      const browser = await chromium.launch({ executablePath, args: chromiumArguments() });
      try {
        version = browser.version();
        const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
        result.page.push(await runPage(browser, page, site.url, study));
      } finally {
        await browser.close();
      }
      tell(study, 'Chromium', begin);
    }
  }
  await site.close();
}

const results = write();
console.log(toMarkdown(results));
const wrong = results.studies.flatMap(disagreement);
if (wrong.length > 0) throw new Error(`the criteria disagree: ${wrong.join('; ')}`);
