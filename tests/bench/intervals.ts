// Coverage of the clustered, paired and resampled 95 % intervals on data of known truth, tabled
// whatever it is: tests/bench/results/intervals.md and intervals.json. Run: npm run bench:intervals
//   --simulations 20000 --bootstrapped 4000 --replicates 400 --seed 20260310
// What stands in intervals.json for the same numbers is not computed again, so that an interrupted
// run goes on where it stopped; --again computes it all the same.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { countIntervals, KINDS, STRAINED } from './intervals/count.ts';
import type { Design, IntervalCoverage, Kind } from './intervals/count.ts';
import { LOG_SPREAD } from './intervals/studies.ts';

const { values } = parseArgs({
  options: {
    simulations: { type: 'string', default: '20000' },
    bootstrapped: { type: 'string', default: '4000' },
    replicates: { type: 'string', default: '400' },
    seed: { type: 'string', default: '20260310' },
    again: { type: 'boolean', default: false },
    out: { type: 'string', default: path.join(import.meta.dirname, 'results') },
  },
});
const plan = {
  seed: Number(values.seed),
  simulations: Number(values.simulations),
  bootstrapped: Number(values.bootstrapped),
  replicates: Number(values.replicates),
};
const HEAD = [
  '| interval | clusters | sizes | coverage | mean width | naive coverage | naive width |',
  '| --- | --: | --- | --: | --: | --: | --: |',
];

const designs: Design[] = [...KINDS, STRAINED].flatMap((kind: Kind) =>
  [10, 30, 200].flatMap((clusters) =>
    (['equal', 'lognormal'] as const).map((sizes) => ({ kind, clusters, sizes })),
  ),
);
const file = (ending: string): string => path.join(values.out, `intervals.${ending}`);
const known = values.again ? [] : knownEntries();
const found: IntervalCoverage[] = [];
mkdirSync(values.out, { recursive: true });
for (const design of designs) {
  const { kind, clusters, sizes } = design;
  const before = known.find(
    (one) => one.kind === kind && one.clusters === clusters && one.sizes === sizes,
  );
  const begin = performance.now();
  const simulations = kind.startsWith('bootstrap') ? plan.bootstrapped : plan.simulations;
  found.push(before ?? countIntervals(design, simulations, plan.seed, plan.replicates));
  const seconds = ((performance.now() - begin) / 1000).toFixed(0);
  console.log(
    `${kind}, ${clusters} ${sizes}: ${percent(found.at(-1)!.covered, simulations)}, ${seconds} s`,
  );
  writeFileSync(file('json'), `${JSON.stringify({ plan, entries: found }, null, 2)}\n`);
  writeFileSync(file('md'), table());
}

function knownEntries(): IntervalCoverage[] {
  if (!existsSync(file('json'))) return [];
  const before = JSON.parse(readFileSync(file('json'), 'utf8')) as {
    plan: unknown;
    entries: IntervalCoverage[];
  };
  return JSON.stringify(before.plan) === JSON.stringify(plan) ? before.entries : [];
}

function percent(covered: number, simulations: number): string {
  return `${((100 * covered) / simulations).toFixed(1)} %`;
}

function rowOf(one: IntervalCoverage): string {
  return `| ${one.kind} | ${one.clusters} | ${one.sizes} | ${percent(one.covered, one.simulations)} | ${one.width.toFixed(3)} | ${percent(one.naiveCovered, one.simulations)} | ${one.naiveWidth.toFixed(3)} |`;
}

function table(): string {
  const main = found.filter(({ kind }) => kind !== STRAINED);
  const rates = main.map((one) => one.covered / one.simulations);
  const spread = `${(100 * Math.min(...rates)).toFixed(1)} to ${(100 * Math.max(...rates)).toFixed(1)} %`;
  const naive = main.map((one) => one.naiveCovered / one.simulations);
  const naiveSpread = `${(100 * Math.min(...naive)).toFixed(1)} to ${(100 * Math.max(...naive)).toFixed(1)} %`;
  const within = (simulations: number): string =>
    (200 * Math.sqrt((0.95 * 0.05) / simulations)).toFixed(1);
  return [
    '# Coverage of clustered 95 % intervals',
    '',
    `${plan.simulations} simulated studies per row, ${plan.bootstrapped} where each is bootstrapped, seed ${plan.seed}; a coverage of 95 % is then known within ${within(plan.simulations)} and ${within(plan.bootstrapped)} points (two standard errors). Clusters have five items each, or lognormal numbers of items around five (standard deviation of the logarithm ${LOG_SPREAD}).`,
    '',
    `Over all rows of the first table the intervals of the workbench cover ${spread}, the naive ones ${naiveSpread}.`,
    '',
    '- Mean: of normal errors, 40 % of whose variance goes with the cluster, signed or absolute; the latter are skewed. The jackknife over clusters (CR3) with Satterthwaite’s degrees of freedom, which is CR2 where clusters are of one size; naive: items as if independent, 1.96 standard errors.',
    '- Paired difference: of the mean absolute errors of two models that share part of their errors on the same items; CR2 with Satterthwaite’s degrees of freedom on the differences; naive: the differences as if independent.',
    `- Correlation: two scorers that correlate by 0.6, 40 % of the variance of each by cluster. Bootstrap over clusters with ${plan.replicates} replicates, as in Agreement, or jackknife over clusters, as on the ladder, both on Fisher’s scale with t; naive: Fisher’s interval as if items were independent.`,
    '',
    ...HEAD,
    ...main.map(rowOf),
    '',
    '## Where it falls short',
    '',
    'Squares of these errors are so skewed that few clusters do not show it: their means are covered less often than 95 % until clusters are many.',
    '',
    ...HEAD,
    ...found.filter(({ kind }) => kind === STRAINED).map(rowOf),
    '',
  ].join('\n');
}
