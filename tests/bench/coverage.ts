// Coverage of the intervals of a variance decomposition on data of known components, tabled whatever
// it is: tests/bench/results/coverage.md and coverage.json. Run: npm run bench:coverage
//   --datasets 500 --bootstrapped 100 --replicates 199 --seed 20260301 --design 5x2
// What stands in coverage.json for the same numbers, or with more data sets bootstrapped, is not computed
// again, so that an interrupted run goes on where it stopped; --again computes it all the same.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { countCoverage } from './coverage/count-coverage.ts';
import type { DesignCoverage, Hits } from './coverage/count-coverage.ts';
import { NAMES } from './coverage/studies.ts';

const DESIGNS = [
  { models: 5, prompts: 2, items: 20 },
  { models: 8, prompts: 3, items: 20 },
  { models: 12, prompts: 6, items: 20 },
  { models: 30, prompts: 10, items: 20 },
] as const;

/** Variances of model, prompt, item, model:prompt and residual. */
const TRUTHS = [
  { name: 'model:prompt at zero', variances: [0.3, 0.15, 0.5, 0, 1] },
  { name: 'none at zero', variances: [0.3, 0.15, 0.5, 0.15, 1] },
] as const;

interface Entry extends DesignCoverage {
  readonly name: string;
  readonly seconds: number;
}

const { values } = parseArgs({
  options: {
    datasets: { type: 'string', default: '500' },
    bootstrapped: { type: 'string', default: '100' },
    replicates: { type: 'string', default: '199' },
    seed: { type: 'string', default: '20260301' },
    design: { type: 'string' },
    again: { type: 'boolean', default: false },
    out: { type: 'string', default: path.join(import.meta.dirname, 'results') },
  },
});
const plan = {
  seed: Number(values.seed),
  dataSets: Number(values.datasets),
  bootstrapped: Number(values.bootstrapped),
  replicates: Number(values.replicates),
};

const file = (ending: string) => path.join(values.out, `coverage.${ending}`);
const pieces = DESIGNS.flatMap((design) => TRUTHS.map((truth) => ({ design, ...truth })));
const known = values.again ? [] : knownEntries();
const found: (Entry | undefined)[] = pieces.map(({ design, variances }) =>
  known.find((entry) => isSame(entry.design, design) && isSame(entry.truth, variances)),
);
mkdirSync(values.out, { recursive: true });
pieces.forEach(({ design, name, variances }, i) => {
  const label = `${design.models}x${design.prompts}`;
  if (found[i] || (values.design && values.design !== label)) return;
  const begin = performance.now();
  const coverage = countCoverage(design, variances, plan);
  const seconds = (performance.now() - begin) / 1000;
  found[i] = { ...coverage, name, seconds };
  console.log(`${label}, ${name}: ${seconds.toFixed(0)} s`);
  write();
});
write();

function write(): void {
  const entries = found.filter((entry) => entry !== undefined);
  writeFileSync(file('json'), `${JSON.stringify({ plan, entries }, null, 2)}\n`);
  writeFileSync(file('md'), table(entries));
}

function knownEntries(): readonly Entry[] {
  if (!existsSync(file('json'))) return [];
  const before = JSON.parse(readFileSync(file('json'), 'utf8')) as {
    plan: typeof plan;
    entries: Entry[];
  };
  const { seed, dataSets, replicates, bootstrapped } = plan;
  const { plan: old, entries } = before;
  if (old.seed !== seed || old.dataSets !== dataSets || old.replicates !== replicates) return [];
  return entries.filter((entry) => entry.bootstrapped >= bootstrapped);
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function table(entries: readonly Entry[]): string {
  const worst = Math.min(...entries.flatMap((e) => e.quantities.map((q) => rate(q.profile))));
  const lines = [
    '# Coverage of 95 % intervals',
    '',
    `Every design is crossed, models x prompts x 20 items, one score per cell, normal effects of known variance; terms ${NAMES.slice(0, -1).join(', ')}. ${plan.dataSets} data sets per row of designs, seed ${plan.seed}; the bootstrap is of ${plan.replicates} replicates, on as many of them as each table says. With ${plan.dataSets} data sets a coverage of 95 % is known within two points (two standard errors).`,
    '',
    'Coverage in percent of the data sets that gave an interval, and behind it the mean width in percentage points. Wald: on the logit, without the rule that hides it where a term has fewer than ten levels; a component estimated as zero has none, and the part of data sets with one is told. Profile: threshold times the Bartlett factor, as shown on the page. "Variance": profile interval of the component itself instead of its share.',
    '',
    `Least coverage of a profile interval for a share: ${(100 * worst).toFixed(1)} %.`,
    '',
  ];
  for (const entry of entries) {
    const { models, prompts } = entry.design;
    lines.push(
      `## ${models} models x ${prompts} prompts, ${entry.name}`,
      '',
      '| share of | true, % | Wald | with Wald | profile | bootstrap | variance, profile |',
      '| --- | --: | --: | --: | --: | --: | --: |',
      ...entry.quantities.map((q) =>
        [
          '',
          q.quantity,
          (100 * q.truth).toFixed(1),
          writeHits(q.wald),
          `${((100 * q.wald.intervals) / entry.dataSets).toFixed(0)} %`,
          writeHits(q.profile),
          writeHits(q.bootstrap),
          q.profileOfVariance ? (100 * rate(q.profileOfVariance)).toFixed(1) : '',
          '',
        ]
          .join(' | ')
          .trim(),
      ),
      '',
      `${bootstrapped(entry)} Not fitted: ${entry.unfitted}. Ends that ran out of evaluations: ${entry.unfinished}. Replicates that could not be fitted: ${entry.failedReplicates} of ${entry.bootstrapped * entry.replicates}.`,
      '',
    );
  }
  lines.push(
    'Written by `npm run bench:coverage`; `coverage.json` beside this file has the counts.',
    '',
  );
  return lines.join('\n');
}

function bootstrapped({ bootstrapped: sets, dataSets }: Entry): string {
  if (sets === 0) return 'Not bootstrapped.';
  const known = sets < dataSets ? `, so known within ${points(sets)} points only` : '';
  return `Bootstrapped: the first ${sets} data sets${known}.`;
}

/** Two standard errors of a coverage of 95 %, in percentage points. */
function points(sets: number): string {
  return (200 * Math.sqrt((0.95 * 0.05) / sets)).toFixed(1);
}

function rate(hits: Hits): number {
  return hits.covered / hits.intervals;
}

function writeHits(hits: Hits): string {
  if (hits.intervals === 0) return '–';
  return `${(100 * rate(hits)).toFixed(1)} (${(100 * hits.width).toFixed(0)})`;
}
