// Times the view Judges on a million pairwise records: npm run bench:judges [records]
import { writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { checkJudges, runJudgesBenchmark } from './judges-run.ts';

const records = Number(process.argv[2] ?? 1_000_000);
const run = await runJudgesBenchmark(records);
await checkJudges(run);
const busy = `${loadavg()[0].toFixed(1)} runnable processes on ${availableParallelism()} cores`;
const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
const shown = run.took.filter(
  ({ step }) => !step.startsWith('once') && !step.startsWith('win shares'),
);
const sum = (of: 'wall' | 'processor'): number => shown.reduce((ms, took) => ms + took[of], 0);
const table = [
  line(['step', 'clock, ms', 'processor, ms']),
  line(['---', '--:', '--:']),
  ...run.took.map(({ step, wall, processor }) =>
    line([step, wall.toFixed(0), processor.toFixed(0)]),
  ),
  line(['**until the view answers**', sum('wall').toFixed(0), sum('processor').toFixed(0)]),
].join('\n');
const text = `# Judges on ${records.toLocaleString('en-US')} pairwise records

Each record holds both questions and both orders: twice as many rows in the table of comparisons. The engine and the workers' code of the page, in Node; the answer is compared with plain SQL before it counts. What comes after "until the view answers" fills the lower panels. Codes are made once, while files are imported.

${table}

Measured with ${busy}; the clock counts waiting for them, the processor's time does not.
`;
console.log(text);
if (process.argv[2] === undefined) {
  const folder = join(import.meta.dirname, 'results');
  writeFileSync(join(folder, 'judges.md'), text);
  writeFileSync(
    join(folder, 'judges.json'),
    `${JSON.stringify({ records, busy, took: run.took }, null, 2)}\n`,
  );
}
