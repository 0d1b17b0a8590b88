import { fixed, largestRemainder, percent, range } from '../../domain/format.ts';
import { numberCell, word } from '../../domain/panel.ts';
import type { NumberTable } from '../../domain/panel.ts';
import type { Question } from '../../domain/question.ts';
import type { Component, ComponentGroup, Share, VarianceFit } from '../../stats/variance/types.ts';

/** A part of the share bar. */
export interface ShareSegment {
  readonly id: 'choice-all' | 'choice-task' | 'common' | 'not-choosable' | 'measurement';
  readonly group: ComponentGroup;
  readonly name: string;
  readonly detail: string;
  /** Share of the variance, [0, 1]. */
  readonly share: number;
  /** Whole percent after largest-remainder rounding: the widths and labels, which sum to 100. */
  readonly percent: number;
  readonly text: string;
  /** `8 to 29 %`, or null where no interval can be given. */
  readonly interval: string | null;
}

export interface ShareBarModel {
  readonly segments: readonly ShareSegment[];
  /** Interval of the whole choice, shares in [0, 1]. */
  readonly bracket: {
    readonly low: number;
    readonly high: number;
    /** From the fullest to the shortest wording: the first that has room is shown. */
    readonly texts: readonly string[];
  } | null;
  /** For signed error: the offset common to all beside the spread, both in squared units. */
  readonly offset: {
    readonly value: number;
    readonly spread: number;
    readonly percent: number;
    readonly text: string;
  } | null;
  readonly label: string;
}

/** The groups in the order of the bar. */
export const GROUPS: readonly ComponentGroup[] = [
  'choice',
  'common',
  'not-choosable',
  'measurement',
];

/** What the groups are called everywhere. */
export const GROUP_NAMES: Readonly<Record<ComponentGroup, string>> = {
  choice: 'Your choice',
  common: 'Common to all',
  'not-choosable': 'Not choosable',
  measurement: 'Measurement',
};

/** Whole percents of the four groups, summing to 100, in the order of `GROUPS`. */
export function groupPercents(fit: VarianceFit): number[] {
  return largestRemainder(
    GROUPS.map((group) => groupShare(fit, group)),
    100,
  );
}

/** A group's share of the variance; 0 where it has no term. */
export function groupShare(fit: VarianceFit, group: ComponentGroup): number {
  return fit.groups.find((g) => g.group === group)?.share.value ?? 0;
}

/** View model of the share bar; the widths of a group's two parts sum to the group's. */
export function shareBarModel(fit: VarianceFit, question: Question): ShareBarModel {
  const [choice, common, notChoosable, measurement] = groupPercents(fit);
  const parts = choiceParts(fit.components);
  const [all, perTask] = largestRemainder([parts.all, parts.perTask], choice);
  const shareOf = (group: ComponentGroup): Share | null =>
    fit.groups.find((g) => g.group === group)?.share ?? null;
  const segment = (
    id: ShareSegment['id'],
    group: ComponentGroup,
    name: string,
    detail: string,
    share: number,
    whole: number,
    interval: Share | null,
  ): ShareSegment => ({
    id,
    group,
    name,
    detail,
    share,
    percent: whole,
    text: whole === 0 && share > 0 ? '<1\u00a0%' : `${whole}\u00a0%`,
    interval: interval?.wald ? writeInterval(interval.wald) : null,
  });
  const segments = [
    segment(
      'choice-all',
      'choice',
      'Your choice',
      'one for all tasks',
      parts.all / fit.total,
      all,
      null,
    ),
    segment(
      'choice-task',
      'choice',
      'Your choice',
      'one per task',
      parts.perTask / fit.total,
      perTask,
      null,
    ),
    segment(
      'common',
      'common',
      'Common to all',
      'no choice changes it',
      groupShare(fit, 'common'),
      common,
      shareOf('common'),
    ),
    segment(
      'not-choosable',
      'not-choosable',
      'Not choosable',
      'differs item by item',
      groupShare(fit, 'not-choosable'),
      notChoosable,
      shareOf('not-choosable'),
    ),
    segment(
      'measurement',
      'measurement',
      'Measurement',
      'raters, runs and noise',
      groupShare(fit, 'measurement'),
      measurement,
      shareOf('measurement'),
    ),
  ].filter((s) => s.share > 0 || s.percent > 0);
  const wald = shareOf('choice')?.wald ?? null;
  return {
    segments,
    bracket: wald
      ? {
          ...wald,
          texts: [
            `your choice, ${choice}\u00a0% in all: 95\u00a0% interval ${writeInterval(wald)}`,
            `95\u00a0% interval ${writeInterval(wald)}`,
            writeInterval(wald),
          ],
        }
      : null,
    offset: question.measure === 'signed' && fit.offset > 0 ? offsetPart(fit) : null,
    label: `Shares of variance: ${segments.map((s) => `${s.name}, ${s.detail}: ${s.text}`).join('; ')}`,
  };
}

/** Variance of the two parts of the choice: one for all tasks, one per task. */
function choiceParts(components: readonly Component[]): { all: number; perTask: number } {
  const sum = (scope: Component['scope']): number =>
    components
      .filter((c) => c.group === 'choice' && c.scope === scope)
      .reduce((total, c) => total + c.variance, 0);
  return { all: sum('all-tasks'), perTask: sum('per-task') };
}

function offsetPart(fit: VarianceFit): NonNullable<ShareBarModel['offset']> {
  const whole = fit.offset + fit.total;
  return {
    value: fit.offset,
    spread: fit.total,
    percent: Math.round((100 * fit.offset) / whole),
    text: `${fixed(fit.offset, 2)} points²`,
  };
}

/** `8 to 29 %`. */
export function writeInterval(wald: { readonly low: number; readonly high: number }): string {
  const decimals = wald.high < 0.02 ? 1 : 0;
  return `${range(100 * wald.low, 100 * wald.high, (x) => fixed(x, decimals))}\u00a0%`;
}

/** The parts of the bar as numbers. */
export function shareTable(fit: VarianceFit, question: Question): NumberTable {
  const model = shareBarModel(fit, question);
  const rows = model.segments.map((s) => {
    const wald =
      s.group === 'choice'
        ? null
        : (fit.groups.find((g) => g.group === s.group)?.share.wald ?? null);
    return [
      word(s.group === 'choice' ? `${s.name}, ${s.detail}` : s.name),
      numberCell(s.share * fit.total, (x) => fixed(x, 4)),
      numberCell(100 * s.share, (x) => fixed(x, 1)),
      numberCell(wald ? 100 * wald.low : null, (x) => fixed(x, 1)),
      numberCell(wald ? 100 * wald.high : null, (x) => fixed(x, 1)),
    ];
  });
  if (model.offset)
    rows.push([
      word('Offset common to all, beside the variance'),
      numberCell(model.offset.value, (x) => fixed(x, 4)),
      numberCell(null, percent),
      numberCell(null, percent),
      numberCell(null, percent),
    ]);
  return {
    columns: [
      { name: 'part', numeric: false },
      { name: 'variance', numeric: true },
      { name: 'share, %', numeric: true },
      { name: '95 % low', numeric: true },
      { name: '95 % high', numeric: true },
    ],
    rows,
  };
}
