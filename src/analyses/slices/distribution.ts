import { count, directed, fixed, percent } from '../../domain/format.ts';
import { numberCell } from '../../domain/panel.ts';
import type { NumberTable } from '../../domain/panel.ts';
import type { Question } from '../../domain/question.ts';
import type { Histogram } from '../../domain/slice.ts';

/** A bar of the distribution: [from, to) of the signed error and its share of the observations. */
export interface DistributionBin {
  readonly from: number;
  readonly to: number;
  readonly share: number;
  /** Whether the bin lies below zero error, holds it, or lies above. */
  readonly side: 'below' | 'zero' | 'above';
}

export interface DistributionModel {
  readonly bins: readonly DistributionBin[];
  readonly mean: number;
  readonly meanText: string;
  readonly belowText: string;
  readonly aboveText: string;
  readonly axis: string;
  readonly label: string;
}

/** View model of the distribution of the signed error. */
export function distributionModel(histogram: Histogram, question: Question): DistributionModel {
  const total = histogram.counts.reduce((a, b) => a + b, 0);
  const bins = Array.from(histogram.counts, (n, b): DistributionBin => {
    const from = histogram.start + b * histogram.width;
    const to = from + histogram.width;
    const slack = histogram.width * 1e-9;
    const side = to <= slack ? 'below' : from > slack ? 'above' : 'zero';
    return { from, to, share: n / total, side };
  });
  const { below, above } = sideWords(question);
  const belowText = `${percent(histogram.below)} ${below}`;
  const aboveText = `${percent(histogram.above)} ${above}`;
  return {
    bins: trimmed(bins),
    mean: histogram.mean,
    meanText: `mean ${directed(histogram.mean, 2)}`,
    belowText,
    aboveText,
    axis: axisTitle(question),
    label: `Distribution of the signed error: ${belowText}, ${percent(histogram.exact)} exact, ${aboveText}`,
  };
}

/** Words for either side of zero. */
export function sideWords(question: Question): { below: string; above: string } {
  return question.measure === 'miss'
    ? { below: 'short of right', above: 'above right' }
    : { below: 'too low', above: 'too high' };
}

function axisTitle(question: Question): string {
  if (question.measure === 'miss')
    return question.scale ? 'score minus right, parts of the scale' : 'score minus 1';
  if (question.measure === 'standardised') return 'score minus reference, standard deviations';
  return 'score minus reference, points';
}

/** The bins without empty ones at either end. */
function trimmed(bins: readonly DistributionBin[]): readonly DistributionBin[] {
  const first = bins.findIndex((bin) => bin.share > 0);
  const last = bins.findLastIndex((bin) => bin.share > 0);
  return first < 0 ? [] : bins.slice(first, last + 1);
}

/** The bins as counts and shares. */
export function distributionTable(histogram: Histogram): NumberTable {
  const total = histogram.counts.reduce((a, b) => a + b, 0);
  const decimals = binDecimals(histogram.width);
  const first = histogram.counts.findIndex((n) => n > 0);
  const last = histogram.counts.findLastIndex((n) => n > 0);
  return {
    columns: [
      { name: 'from', numeric: true },
      { name: 'to, not included', numeric: true },
      { name: 'observations', numeric: true },
      { name: 'share, %', numeric: true },
    ],
    rows: Array.from(histogram.counts, (n, b) => ({ n, b }))
      .slice(first, last + 1)
      .map(({ n, b }) => [
        numberCell(histogram.start + b * histogram.width, (x) => directed(x, decimals)),
        numberCell(histogram.start + (b + 1) * histogram.width, (x) => directed(x, decimals)),
        numberCell(n, count),
        numberCell((100 * n) / total, (x) => fixed(x, 1)),
      ]),
  };
}

/** Decimals that bounds of bins of this width need. */
function binDecimals(width: number): number {
  return Math.min(6, (String(Number(width.toPrecision(6))).split('.')[1] ?? '').length + 1);
}
