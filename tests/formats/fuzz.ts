// The long form of the fuzz test: npm run fuzz -- [mutations] [seed]
import { fuzz } from './fuzz-samples.ts';
import { dropDamaged } from './fuzz-session.ts';

const count = Number(process.argv[2] ?? 6000);
const seed = Number(process.argv[3] ?? 1);
const start = performance.now();
const report = await fuzz(count, seed);
const seconds = ((performance.now() - start) / 1000).toFixed(0);
console.log(
  `${report.mutations} mutations in ${seconds} s: ${report.rows} rows, ${report.problems} problems, ` +
    `${report.failures.length} failures; memory at most ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`,
);
const dropped = await dropDamaged(count, seed);
console.log(
  `${dropped.drops} drops on loaded data: ${dropped.refused} refused, ${dropped.failures.length} failures; ` +
    `slowest: ${dropped.slowest.milliseconds.toFixed(0)} ms, ${dropped.slowest.what}`,
);
const LARGEST_MEMORY = 2 ** 31;
const memory = process.resourceUsage().maxRSS * 1024;
console.log(`slowest: ${report.slowest.milliseconds.toFixed(0)} ms, ${report.slowest.what}`);
const failures = [...report.failures, ...dropped.failures];
for (const failure of failures.slice(0, 20)) console.error(failure);
if (memory > LARGEST_MEMORY) console.error(`memory above ${LARGEST_MEMORY} bytes: ${memory}`);
process.exit(failures.length > 0 || memory > LARGEST_MEMORY ? 1 : 0);
