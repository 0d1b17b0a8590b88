import { plainKernels } from '../../../src/stats/linalg/plain-kernels.ts';
import { seededRandom } from '../../../src/stats/resample/random.ts';
import { estimateModel } from '../../../src/stats/variance/fit.ts';
import type { EstimatedModel } from '../../../src/stats/variance/fit.ts';
import {
  bootstrapSource,
  runBootstrap,
} from '../../../src/stats/variance/uncertainty/bootstrap.ts';
import { profileShare, profileVariance } from '../../../src/stats/variance/uncertainty/profile.ts';
import { summariseBootstrap } from '../../../src/stats/variance/uncertainty/summarise-bootstrap.ts';
import { waldIntervals } from '../../../src/stats/variance/wald.ts';
import { CHOICE, drawStudy, NAMES } from './studies.ts';
import type { StudyDesign, Truth } from './studies.ts';

export interface CoveragePlan {
  readonly seed: number;
  /** Data sets drawn, and the first so many of them that are bootstrapped as well. */
  readonly dataSets: number;
  readonly bootstrapped: number;
  readonly replicates: number;
}

/** How often intervals of one kind held the truth. */
export interface Hits {
  /** Data sets that gave an interval. */
  intervals: number;
  covered: number;
  /** Mean width over them. */
  width: number;
}

/** Coverage of what is told of one quantity: `choice`, or a component. */
export interface QuantityCoverage {
  readonly quantity: string;
  readonly truth: number;
  readonly wald: Hits;
  readonly profile: Hits;
  readonly bootstrap: Hits;
  /** Of the variance itself; null for the choice, which is a share only. */
  readonly profileOfVariance: Hits | null;
}

export interface DesignCoverage {
  readonly design: StudyDesign;
  readonly truth: Truth;
  readonly dataSets: number;
  readonly bootstrapped: number;
  readonly replicates: number;
  /** Data sets that could not be fitted, profile ends that ran out of evaluations, lost replicates. */
  readonly unfitted: number;
  readonly unfinished: number;
  readonly failedReplicates: number;
  readonly quantities: readonly QuantityCoverage[];
}

/** Draws data sets from a design of known components and counts how often intervals hold the truth. */
export function countCoverage(
  design: StudyDesign,
  truth: Truth,
  plan: CoveragePlan,
): DesignCoverage {
  const total = truth.reduce((a, b) => a + b, 0);
  const members = [CHOICE, ...NAMES.map((name) => [name])];
  const quantities = members.map((terms, q): QuantityCoverage => {
    const variance = terms.reduce((sum, term) => sum + truth[nameAt(term)], 0);
    return {
      quantity: q === 0 ? 'choice' : terms[0],
      truth: variance / total,
      wald: noHits(),
      profile: noHits(),
      bootstrap: noHits(),
      profileOfVariance: q === 0 ? null : noHits(),
    };
  });
  const random = seededRandom(plan.seed);
  const lost = { unfitted: 0, unfinished: 0, failedReplicates: 0 };
  for (let set = 0; set < plan.dataSets; set++) {
    const model = estimateModel(drawStudy(design, truth, random));
    if (!model.ok) {
      lost.unfitted++;
      continue;
    }
    const wald = waldIntervals(model.value.criterion);
    members.forEach((terms, q) => {
      const { truth: share, ...hits } = quantities[q];
      count(hits.wald, wald(terms.map(nameAt)), share);
      const profile = profileShare(model.value, { terms, of: null });
      if (!profile.ok) throw new Error(profile.problem.message);
      count(hits.profile, profile.value, share);
      if (profile.value.unfinished.low || profile.value.unfinished.high) lost.unfinished++;
      if (!hits.profileOfVariance) return;
      const variance = profileVariance(model.value, terms[0]);
      if (!variance.ok) throw new Error(variance.problem.message);
      count(hits.profileOfVariance, variance.value, truth[nameAt(terms[0])]);
      if (variance.value.unfinished.low || variance.value.unfinished.high) lost.unfinished++;
    });
    if (set < plan.bootstrapped) {
      lost.failedReplicates += bootstrap(model.value, plan, set, members, quantities);
    }
  }
  const { dataSets, bootstrapped, replicates } = plan;
  return { design, truth, dataSets, bootstrapped, replicates, ...lost, quantities };
}

/** Counts percentile intervals of one data set; returns the replicates that failed. */
function bootstrap(
  model: EstimatedModel,
  { seed, replicates }: CoveragePlan,
  set: number,
  members: readonly (readonly string[])[],
  quantities: readonly QuantityCoverage[],
): number {
  const range = { seed: seed + set + 1, from: 0, to: replicates };
  const part = runBootstrap(bootstrapSource(model), range, plainKernels);
  if (!part.ok) throw new Error(part.problem.message);
  const ratios = members.map((terms) => ({ terms, of: null }));
  const summary = summariseBootstrap([part.value], ratios);
  if (!summary.ok) return replicates;
  summary.value.ratios.forEach((interval, q) => {
    count(quantities[q].bootstrap, interval, quantities[q].truth);
  });
  return summary.value.failed;
}

function nameAt(term: string): number {
  return (NAMES as readonly string[]).indexOf(term);
}

function noHits(): Hits {
  return { intervals: 0, covered: 0, width: 0 };
}

function count(
  hits: Hits,
  interval: { readonly low: number; readonly high: number } | null,
  truth: number,
): void {
  if (!interval) return;
  hits.intervals++;
  if (interval.low <= truth && truth <= interval.high) hits.covered++;
  hits.width += (interval.high - interval.low - hits.width) / hits.intervals;
}
