import type { DenseKernels } from '../linalg/dense-kernels.ts';
import { minimumDegreeOrder } from '../linalg/minimum-degree.ts';
import { SelectedInverse, selectedInverseEntries } from '../linalg/selected-inverse.ts';
import { SupernodalFactor } from '../linalg/supernodal-factor.ts';
import { supernodes } from '../linalg/supernodes.ts';
import type { Supernodes } from '../linalg/supernodes.ts';
import { blockGraph, groupOfBlocks, outerCliques } from './block-graph.ts';
import { BlockGroup } from './block-group.ts';
import { BlockLayout } from './block-layout.ts';
import type { EliminatedGroup } from './eliminated-group.ts';
import { chooseElimination } from './elimination.ts';
import type { Elimination } from './elimination.ts';
import type { ModelFrame } from './frame.ts';
import { planGroups } from './group-plan.ts';
import type { GroupPlan, Offsets } from './group-plan.ts';
import { IncidenceLayout, meetFewLevels } from './incidence.ts';
import { IncidenceGroup } from './incidence-group.ts';
import { leafBlock } from './leaf-block.ts';
import type { RowMap } from './row-map.ts';
import { ScalarGroup } from './scalar-group.ts';
import { systemEntries } from './system-entries.ts';
import type { SystemEntries } from './system-entries.ts';

/** The blocks of one supernode and how their rows stand to its front. */
export interface SystemGroup {
  readonly group: EliminatedGroup;
  readonly map: RowMap;
}

/**
 * The mixed-model equations of a frame, analysed once: inner terms are eliminated in blocks, the
 * levels of the outer terms are the nodes of a sparse factor, the intercept is its border and the
 * response its right-hand side.
 */
export interface MixedModelSystem {
  readonly frame: ModelFrame;
  /** Whether a term is eliminated in blocks. */
  readonly isInner: readonly boolean[];
  /** Term of each position; `frame.terms.length` for the intercept. */
  readonly termOf: Int32Array;
  readonly symbolic: Supernodes;
  readonly factor: SupernodalFactor;
  readonly inverse: SelectedInverse;
  readonly entries: SystemEntries;
  readonly groups: readonly (SystemGroup | null)[];
  readonly analysis: Analysis;
}

/** What of the symbolic phase does not depend on the response. */
export interface Analysis {
  readonly elimination: Elimination;
  /** Node of the first level of each outer term. */
  readonly offset: Offsets;
  /** Supernode of each block. */
  readonly groupOf: Int32Array;
}

/** The symbolic phase: order, supernodes, panels. Nothing here depends on the variances. */
export function analyseSystem(frame: ModelFrame, kernels: DenseKernels): MixedModelSystem {
  const elimination = chooseElimination(frame);
  const { outer } = elimination;
  const offset = new Map<number, number>();
  let nodes = 0;
  for (const t of outer) {
    offset.set(t, nodes);
    nodes += frame.terms[t].levels;
  }
  const met = blockGraph(frame, elimination, offset, nodes);
  const graph = outerCliques(met);
  const symbolic = supernodes(graph, minimumDegreeOrder(graph));
  const termOf = new Int32Array(symbolic.positions).fill(frame.terms.length);
  for (const [t, first] of offset) {
    for (let l = 0; l < frame.terms[t].levels; l++) termOf[symbolic.position[first + l]] = t;
  }
  const analysis = { elimination, offset, groupOf: groupOfBlocks(met, symbolic) };
  const plans = plansOf(frame, analysis, symbolic);
  let work = selectedInverseEntries(symbolic);
  for (const plan of plans) work += layoutAt(plan, frame, 0)?.end ?? 0;
  const factor = new SupernodalFactor(symbolic, kernels, work);
  return {
    frame,
    isInner: frame.terms.map((_, t) => !offset.has(t)),
    termOf,
    symbolic,
    factor,
    inverse: new SelectedInverse(factor),
    ...fill(frame, analysis, plans, factor),
    analysis,
  };
}

/**
 * The same system with another response: `frame` has the same terms, levels and counts, other sums.
 * It takes the memory of the first one over.
 */
export function respond(system: MixedModelSystem, frame: ModelFrame): MixedModelSystem {
  const { analysis, symbolic, factor } = system;
  const plans = plansOf(frame, analysis, symbolic);
  return { ...system, frame, ...fill(frame, analysis, plans, factor) };
}

function plansOf(
  frame: ModelFrame,
  { elimination, offset, groupOf }: Analysis,
  symbolic: Supernodes,
): (GroupPlan | null)[] {
  return planGroups(frame, elimination, symbolic, offset, groupOf);
}

type Layout = BlockLayout | IncidenceLayout;

function layoutAt(plan: GroupPlan | null, frame: ModelFrame, at: number): Layout | null {
  if (!plan?.blocks) return null;
  if (meetFewLevels(plan.blocks)) return new IncidenceLayout(plan.blocks, plan.map.rows, at);
  return new BlockLayout(plan.blocks, plan.map.rows, frame.terms.length, at);
}

/** Gives the groups their places in the factor's memory and lists the entries of the outer terms. */
function fill(
  frame: ModelFrame,
  { elimination, offset }: Analysis,
  plans: readonly (GroupPlan | null)[],
  factor: SupernodalFactor,
): Pick<MixedModelSystem, 'entries' | 'groups'> {
  const { outer, block } = elimination;
  let at = factor.workAt + selectedInverseEntries(factor.symbolic);
  const groups = plans.map((plan) => {
    if (!plan) return null;
    const layout = layoutAt(plan, frame, at);
    at = layout?.end ?? at;
    return { map: plan.map, group: makeGroup(plan, layout, block, factor) };
  });
  const offsets = outer.map((t) => offset.get(t) ?? 0);
  return { entries: systemEntries(frame, outer, offsets, factor), groups };
}

function makeGroup(
  plan: GroupPlan,
  layout: Layout | null,
  block: number,
  factor: SupernodalFactor,
): EliminatedGroup {
  const { kernels, memory } = factor;
  if (layout instanceof IncidenceLayout)
    return new IncidenceGroup(layout, plan.map.rows, kernels, memory);
  if (layout) return new BlockGroup(layout, plan.map.rows, kernels, memory);
  if (!plan.leaves) throw new Error('invalid group; neither blocks nor single levels');
  return new ScalarGroup(block, leafBlock(plan.leaves), plan.leaves.counts);
}
