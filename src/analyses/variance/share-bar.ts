import { fixed, largestRemainder, percent, range, writerFor } from '../../domain/format.ts';
import { numberCell, word } from '../../domain/panel.ts';
import type { NumberTable } from '../../domain/panel.ts';
import type { Question } from '../../domain/question.ts';
import type { Component, ComponentGroup, VarianceFit } from '../../stats/variance/types.ts';
import { choiceName, choiceOfFit, groupName } from './choice-words.ts';
import { groupInterval, NOTHING_KNOWN } from './known.ts';
import type { Known } from './known.ts';

/** A part of the share bar. */
export interface ShareSegment {
  readonly id:
    'choice-all' | 'choice-task' | 'common' | 'common-noise' | 'not-choosable' | 'measurement';
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

/** Whole percents of the four groups, summing to 100, in the order of `GROUPS`. */
export function groupPercents(fit: VarianceFit): number[] {
  return groupUnits(fit, 100);
}

/**
 * Shares of the four groups in whole units that sum to `units`, in the order of `GROUPS`. The choice is
 * rounded by itself, since its number is also written alone; the others share what is left.
 */
export function groupUnits(fit: VarianceFit, units: number): number[] {
  const [choice, ...others] = GROUPS.map((group) => groupShare(fit, group));
  const whole = Math.round(choice * units);
  return [whole, ...largestRemainder(others, units - whole)];
}

/** A group's share of the variance; 0 where it has no term. */
export function groupShare(fit: VarianceFit, group: ComponentGroup): number {
  return fit.groups.find((g) => g.group === group)?.share.value ?? 0;
}

/** View model of the share bar; the widths of a group's two parts sum to the group's. */
export function shareBarModel(
  fit: VarianceFit,
  question: Question,
  known: Known = NOTHING_KNOWN,
): ShareBarModel {
  const [choice, common, notChoosable, measurement] = groupPercents(fit);
  const parts = choiceParts(fit.components);
  const [all, perTask] = largestRemainder([parts.all, parts.perTask], choice);
  const noise = known.referenceNoise?.share ?? 0;
  const models = groupShare(fit, 'common') - noise;
  const [shared, noisy] = largestRemainder([models, noise], common);
  const segment = (
    id: ShareSegment['id'],
    group: ComponentGroup,
    detail: string,
    share: number,
    whole: number,
    isPart = false,
  ): ShareSegment => {
    const interval = isPart ? null : groupInterval(fit, group, known);
    return {
      id,
      group,
      name: groupName(fit, group),
      detail,
      share,
      percent: whole,
      text: whole === 0 && share > 0 ? '<1\u00a0%' : `${whole}\u00a0%`,
      interval: interval ? writeInterval(interval) : null,
    };
  };
  const segments = [
    segment(
      'choice-all',
      'choice',
      parts.perTask > 0 ? 'one for all tasks' : choiceName(choiceOfFit(fit)),
      parts.all / fit.total,
      all,
      true,
    ),
    segment('choice-task', 'choice', 'one per task', parts.perTask / fit.total, perTask, true),
    ...(noise > 0
      ? [
          segment('common', 'common', 'no choice changes it', models, shared, true),
          segment('common-noise', 'common', 'noise of the reference', noise, noisy, true),
        ]
      : [segment('common', 'common', 'no choice changes it', models, shared)]),
    segment(
      'not-choosable',
      'not-choosable',
      'differs item by item',
      groupShare(fit, 'not-choosable'),
      notChoosable,
    ),
    segment(
      'measurement',
      'measurement',
      'raters, runs and noise',
      groupShare(fit, 'measurement'),
      measurement,
    ),
  ].filter((s) => s.share > 0 || s.percent > 0);
  const interval = known.choice === 'pending' ? null : groupInterval(fit, 'choice', known);
  return {
    segments,
    bracket: interval
      ? {
          low: interval.low,
          high: interval.high,
          texts: [
            `your choice, ${choice}\u00a0% in all: 95\u00a0% interval ${writeInterval(interval)}`,
            `95\u00a0% interval ${writeInterval(interval)}`,
            writeInterval(interval),
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
    text: `${writerFor(fit.offset, 2)(fit.offset)} points²`,
  };
}

/** `8 to 29 %`. */
export function writeInterval(wald: { readonly low: number; readonly high: number }): string {
  const decimals = wald.high < 0.02 ? 1 : 0;
  return `${range(100 * wald.low, 100 * wald.high, (x) => fixed(x, decimals))}\u00a0%`;
}

/** The parts of the bar as numbers. */
export function shareTable(
  fit: VarianceFit,
  question: Question,
  known: Known = NOTHING_KNOWN,
): NumberTable {
  const model = shareBarModel(fit, question, known);
  const row = (
    name: string,
    share: number,
    interval: { readonly low: number; readonly high: number; readonly kind: string } | null,
  ) => [
    word(name),
    numberCell(share * fit.total, writerFor(fit.total, 4)),
    numberCell(100 * share, (x) => fixed(x, 1)),
    numberCell(interval ? 100 * interval.low : null, (x) => fixed(x, 1)),
    numberCell(interval ? 100 * interval.high : null, (x) => fixed(x, 1)),
    word(interval?.kind ?? '–'),
  ];
  const rows = GROUPS.flatMap((group) => {
    const own = model.segments.filter((s) => s.group === group);
    if (own.length === 0) return [];
    const interval =
      group === 'choice' && known.choice === 'pending' ? null : groupInterval(fit, group, known);
    const whole = row(groupName(fit, group), groupShare(fit, group), interval);
    const parts = own.map((s) => row(`${s.name}, ${s.detail}`, s.share, null));
    return parts.length > 1 ? [whole, ...parts] : [whole];
  });
  if (model.offset)
    rows.push([
      word('Offset common to all, beside the variance'),
      numberCell(model.offset.value, writerFor(model.offset.value, 4)),
      numberCell(null, percent),
      numberCell(null, percent),
      numberCell(null, percent),
      word('–'),
    ]);
  return {
    columns: [
      { name: 'part', numeric: false },
      { name: 'variance', numeric: true },
      { name: 'share, %', numeric: true },
      { name: '95 % low', numeric: true },
      { name: '95 % high', numeric: true },
      { name: 'interval', numeric: false },
    ],
    rows,
  };
}
