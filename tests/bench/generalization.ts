// Times the Generalization view on a survey with texts, in Chromium: from asking for the view to the
// painted regressions, cross-validated.
//   npm run bench:generalization -- [--pairs 19000] [--passes 3] [--short]
// --short takes 2,000 pairs once and writes no results.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { chromiumArguments, findOrInstallChromium } from '../tooling/chromium.mjs';
import { serveFolder } from '../tooling/static-server.mjs';
import { writeSurvey } from './generalization/survey.ts';
import { timeRegressions } from './generalization/time-regressions.ts';
import type { RegressionTimes } from './generalization/time-regressions.ts';
import { machine } from './report.ts';
import { median } from './statistics.ts';

const root = join(import.meta.dirname, '..', '..');

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '19000' },
    passes: { type: 'string', default: '3' },
    short: { type: 'boolean', default: false },
  },
});
const pairs = values.short ? 2000 : Number(values.pairs);
const passes = values.short ? 1 : Number(values.passes);

const on = machine();
const site = await serveFolder(join(root, 'dist'));
const executablePath = findOrInstallChromium();
const folder = join(root, '.cache', 'bench');
mkdirSync(folder, { recursive: true });
const file = join(folder, `survey-${pairs}.csv`);
const text = writeSurvey(pairs, 11);
writeFileSync(file, text);

let version = '';
const times: RegressionTimes[] = [];
for (let pass = 0; pass < passes; pass++) {
  const browser = await chromium.launch({ executablePath, args: chromiumArguments() });
  version = browser.version();
  try {
    times.push(await timeRegressions(await browser.newPage(), site.url, file));
  } finally {
    await browser.close();
  }
}
await site.close();

const whole = (x: number): string => Math.round(x).toLocaleString('en');
const of = (key: 'importMs' | 'regressionsMs' | 'steps'): number =>
  median(times.map((time) => time[key]));
const markdown = `# Regressions of belief changes in Chromium

${on.date}, ${on.processor}, ${on.cores} cores, Chromium ${version}, load ${on.load.toFixed(1)} at the start. Medians of ${passes} passes, each in a browser of its own. From asking for the view to the painted panels: base rate and three logistic regressions, TF-IDF of all texts included, 5 folds.

| question pairs | file, MB | import, ms | regressions, ms | progress told, times |
| --: | --: | --: | --: | --: |
| ${whole(pairs)} | ${(text.length / 1e6).toFixed(1)} | ${whole(of('importMs'))} | ${whole(of('regressionsMs'))} | ${whole(of('steps'))} |

Written by \`npm run bench:generalization\`; \`generalization.json\` beside this file has every pass.
`;
console.log(markdown);
if (!values.short) {
  const results = join(import.meta.dirname, 'results');
  mkdirSync(results, { recursive: true });
  const record = { machine: on, chromium: version, pairs, passes: times };
  writeFileSync(join(results, 'generalization.json'), `${JSON.stringify(record, null, 2)}\n`);
  writeFileSync(join(results, 'generalization.md'), markdown);
}
