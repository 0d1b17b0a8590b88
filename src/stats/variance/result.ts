import { normalQuantile } from '../special/normal-quantile.ts';
import { componentGroup } from './component-group.ts';
import type { Diagnosis } from './diagnose.ts';
import type { Estimate } from './estimate.ts';
import { TOLERANCE } from './estimate.ts';
import type {
  Component,
  ComponentGroup,
  FitRecord,
  GroupSum,
  Share,
  VarianceFit,
  VarianceRequest,
} from './types.ts';
import type { ShareInterval } from './wald.ts';
import { designWarnings, FEW_LEVELS } from './warnings.ts';

/** What the four steps of a fit leave to be put into words and shares. */
export interface FitParts {
  readonly request: VarianceRequest;
  readonly diagnosis: Diagnosis;
  readonly estimate: Estimate;
  readonly sigma2: number;
  readonly mean: number;
  readonly meanVariance: number;
  readonly intervals: ShareInterval;
  readonly milliseconds: FitRecord['milliseconds'];
}

const RESIDUAL = 'Residual';

const GROUPS: readonly ComponentGroup[] = ['choice', 'common', 'not-choosable', 'measurement'];

/**
 * A group's interval is hidden where members of few levels carry more than this part of its variance:
 * a few-level term of no weight does not spoil it, and one at zero adds nothing to it.
 */
const NEGLIGIBLE_PART = 0.05;

/** Puts estimates, groups, intervals, refusals and the record together. */
export function assembleFit(parts: FitParts): VarianceFit {
  const { request, diagnosis, estimate } = parts;
  const components = listComponents(parts);
  const total = sum(components);
  const gamma = estimate.best.x;
  return {
    n: request.n,
    mean: parts.mean,
    meanSe: Math.sqrt(parts.meanVariance),
    criterion: estimate.best.value,
    components,
    total,
    groups: listGroups(components, total, parts.intervals),
    offset: parts.mean ** 2 - parts.meanVariance,
    commonItem: commonItemShare(components, diagnosis),
    refused: diagnosis.refused,
    warnings: designWarnings(diagnosis.frame.terms, gamma, estimate),
    record: fitRecord(parts),
  };
}

function listComponents(parts: FitParts): Component[] {
  const { diagnosis, estimate, sigma2 } = parts;
  const { terms } = diagnosis.frame;
  const gamma = estimate.best.x;
  const total = sigma2 * gamma.reduce((a, b) => a + b, 1);
  const fitted = terms.map((term, k): Component => {
    const variance = gamma[k] * sigma2;
    const hidden = term.levels < FEW_LEVELS || variance === 0;
    return {
      term: term.name,
      facets: term.facets,
      label: term.name,
      levels: term.levels,
      variance,
      sd: Math.sqrt(variance),
      share: shareOf(variance / total, hidden ? null : parts.intervals([k])),
      ...componentGroup(term.facets),
      boundary: variance === 0,
    };
  });
  const residual: Component = {
    term: RESIDUAL,
    facets: [],
    label: [...diagnosis.residualTerms, 'residual'].join(', '),
    levels: parts.request.n,
    variance: sigma2,
    sd: Math.sqrt(sigma2),
    share: shareOf(sigma2 / total, parts.intervals([terms.length])),
    ...componentGroup([]),
    boundary: false,
  };
  return [...fitted, residual];
}

/** An interval that leaves open more than this says nothing. */
const WIDEST = 0.9;

/**
 * A share with its Wald interval, unless the standard error (delta method) exceeds the share itself, or
 * nearly all is left open: so near zero no normal approximation holds, on whatever scale.
 */
function shareOf(value: number, wald: Share['wald']): Share {
  if (!wald) return { value, wald };
  const logit = (x: number): number => Math.log(x / (1 - x));
  const se = (logit(wald.high) - logit(wald.low)) / (2 * normalQuantile(0.975));
  const isTold = se * (1 - value) <= 1 && wald.high - wald.low <= WIDEST;
  return { value, wald: isTold ? wald : null };
}

function listGroups(
  components: readonly Component[],
  total: number,
  intervals: ShareInterval,
): GroupSum[] {
  return GROUPS.flatMap((group) => {
    const members = components.filter((component) => component.group === group);
    if (members.length === 0) return [];
    const variance = sum(members);
    const uncertain = sum(members.filter((component) => component.levels < FEW_LEVELS));
    const wald =
      uncertain > NEGLIGIBLE_PART * variance
        ? null
        : intervals(members.map((component) => components.indexOf(component)));
    return [{ group, variance, share: shareOf(variance / total, wald) }];
  });
}

/**
 * s_item^2 / (s_item^2 + s_model:item^2). Where model:item was not fitted, its variance is part of
 * the residual, which is never smaller: the share is then a lower bound.
 */
function commonItemShare(
  components: readonly Component[],
  diagnosis: Diagnosis,
): VarianceFit['commonItem'] {
  const find = (facets: readonly string[]) => {
    const name = [...diagnosis.standIn.keys()].find((term) => sameFacets(term.split(':'), facets));
    const stands = name === undefined ? null : diagnosis.standIn.get(name);
    return components.find((c) => sameFacets(c.facets, facets) || c.term === stands);
  };
  const item = find(['item']);
  if (!item) return null;
  const specific = find(['model', 'item']) ?? components[components.length - 1];
  const both = item.variance + specific.variance;
  if (both === 0) return null;
  return { value: item.variance / both, atLeast: specific.term === RESIDUAL };
}

function sameFacets(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((facet) => b.includes(facet));
}

function fitRecord(parts: FitParts): FitRecord {
  const { best, iterations, evaluations, starts } = parts.estimate;
  if (best.stopped === 'same-basin') throw new Error('invalid best fit; it was not run to its end');
  return {
    method: parts.request.method,
    iterations,
    evaluations,
    stopped: best.stopped,
    relativeStep: best.relativeStep,
    tolerance: TOLERANCE,
    starts,
    milliseconds: parts.milliseconds,
  };
}

function sum(components: readonly Component[]): number {
  return components.reduce((total, component) => total + component.variance, 0);
}
