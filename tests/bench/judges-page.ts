// Times the view Judges in Chromium on files of pairwise records, each with both questions in both orders:
// from the click on its name to its first sentence, to the upper panels, and to all panels.
//   npm run bench:judges-page -- [--records 1000000] [--passes 3] [--short]
// --short takes 4,000 records once and writes no results.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { chromiumArguments, findOrInstallChromium } from '../tooling/chromium.mjs';
import { serveFolder } from '../tooling/static-server.mjs';
import { checkRows, writeResults } from './judges/results-files.ts';
import { timeJudges } from './judges/time-judges.ts';
import type { JudgesTimes } from './judges/time-judges.ts';
import { machine } from './report.ts';
import { median } from './statistics.ts';

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '1000000' },
    passes: { type: 'string', default: '3' },
    short: { type: 'boolean', default: false },
  },
});
const records = values.short ? 4000 : Number(values.records);
const passes = values.short ? 1 : Number(values.passes);

const root = join(import.meta.dirname, '..', '..');
const on = machine();
const written = await writeResults(join(root, '.cache', 'bench', `judges-${records}`), records);
const site = await serveFolder(join(root, 'dist'));
const executablePath = findOrInstallChromium();

let version = '';
const times: JudgesTimes[] = [];
for (let pass = 0; pass < passes; pass++) {
  const browser = await chromium.launch({ executablePath, args: chromiumArguments() });
  version = browser.version();
  try {
    const page = await browser.newPage({ serviceWorkers: 'block' });
    const pass = await timeJudges(page, site.url, written.files);
    checkRows(pass.rows, written.judges);
    times.push(pass);
    console.log(
      `${(pass.importMs / 1000).toFixed(1)} s import; ms to the sentence ${pass.sentenceMs.toFixed(0)}, upper panels ${pass.panelsMs.toFixed(0)}, all ${pass.allMs.toFixed(0)}`,
    );
  } finally {
    await browser.close();
  }
}
await site.close();

const of = (key: 'importMs' | 'sentenceMs' | 'panelsMs' | 'allMs'): string =>
  Math.round(median(times.map((time) => time[key]))).toLocaleString('en');
const markdown = `# Judges in Chromium on ${records.toLocaleString('en')} pairwise records

${on.date}, ${on.processor}, ${on.cores} cores, Chromium ${version}, load ${on.load.toFixed(1)} at the start. Medians of ${passes} passes, each in a browser of its own: four files of a self-recognition study, each record with both questions in both orders. The means in the page's table are held to the numbers that were written before a time counts.

| step | ms |
| --- | --: |
| import, once | ${of('importMs')} |
| click on Judges to its first sentence, painted | ${of('sentenceMs')} |
| to the upper panels, Kendall tau-b of all judges and sources included | ${of('panelsMs')} |
| to every panel: win shares, regressions, ratings without each judge | ${of('allMs')} |

Written by \`npm run bench:judges-page\`; \`judges-page.json\` beside this file has every pass.
`;
console.log(markdown);
if (!values.short) {
  const results = join(import.meta.dirname, 'results');
  const record = {
    machine: on,
    chromium: version,
    records,
    passes: times.map(({ rows: _, ...ms }) => ms),
  };
  writeFileSync(join(results, 'judges-page.json'), `${JSON.stringify(record, null, 2)}\n`);
  writeFileSync(join(results, 'judges-page.md'), markdown);
}
