import { extent } from '../../domain/extent.ts';
import { count, counted, decimalsFor, fixed, percent, range } from '../../domain/format.ts';
import type { Question } from '../../domain/question.ts';
import type { LevelRanks, SliceAnswer } from '../../domain/slice.ts';
import { measureWords } from '../measure-words.ts';
import { columnDecimals, overallOf } from './dot-interval.ts';
import { filled, findGroup, halfWidth } from './find-group.ts';
import type { HeatMapModel } from './heat-map.ts';
import { sideWords } from './distribution.ts';
import type { PromptsModel } from './prompts.ts';
import { hasRanks, rankNote } from './ranks.ts';

/** What stands behind the dot-and-interval plot, and how to read its lines. */
export function byNote(
  answer: SliceAnswer,
  question: Question,
  facet: string,
  ranks: LevelRanks | null = null,
): string {
  const group = findGroup(answer, [facet]);
  if (!group) return '';
  const slices = filled(group);
  const { factor, write } = measureWords(question.measure);
  const decimals = columnDecimals(slices, factor);
  const overall = overallOf(answer, question, group);
  const n = extent(slices.map((s) => s.n));
  const clusters = extent(slices.map((s) => s.clusters));
  const empty = group.slices.filter((s) => s.n === 0 && s.missing > 0).map((s) => s.levels[0]);
  const methods = new Set(slices.flatMap((s) => (s.interval ? [s.interval.method] : [])));
  return [
    `n = ${between(n)} per ${facet}, ${between(clusters)} ${question.cluster} clusters each.`,
    `Thin line: 95\u00a0% interval clustered by ${question.cluster}${methodWords(methods)}; thick grey behind it: naive.`,
    ...(Number.isFinite(overall)
      ? [`Dashed: all of them, ${write(overall * factor, decimals)}.`]
      : []),
    ...(hasRanks(ranks, facet) ? [rankNote(ranks)] : []),
    ...(empty.length > 0 ? [`Not drawn, no score at all: ${empty.slice(0, 8).join(', ')}.`] : []),
  ].join(' ');
}

/** How the intervals are clustered, where it is not the plain way. */
function methodWords(methods: ReadonlySet<string>): string {
  if (methods.has('CR3')) return ' (jackknife over clusters of uneven size, CR3)';
  return methods.has('CR2') ? ' (CR2)' : '';
}

/** What stands behind the heat-map. */
export function heatMapNote(model: HeatMapModel, answer: SliceAnswer, question: Question): string {
  const { factor } = measureWords(question.measure);
  const group = findGroup(answer, [model.rowFacet, model.columnFacet]);
  const halves = extent(
    (group ? filled(group) : []).map((s) => halfWidth(s) * factor).filter(Number.isFinite),
  );
  const hidden = [
    ...(model.hiddenRows > 0 ? [counted(model.hiddenRows, 'row')] : []),
    ...(model.hiddenColumns > 0 ? [counted(model.hiddenColumns, 'column')] : []),
  ];
  return [
    `n = ${between(model.n)} per cell.`,
    ...(Number.isFinite(halves.low)
      ? [
          `Half-widths of the 95\u00a0% intervals: ${range(halves.low, halves.high, (x) => fixed(x, Math.min(3, decimalsFor(halves.high))))}; in the table.`,
        ]
      : []),
    ...(hidden.length > 0
      ? [`${hidden.join(' and ')} with the highest means are in the table only.`]
      : []),
  ].join(' ');
}

/** What stands behind the distribution. */
export function distributionNote(answer: SliceAnswer, question: Question): string {
  const { histogram, total } = answer;
  if (!histogram) return '';
  const { below, above } = sideWords(question);
  return `n = ${count(total.n)}. The error keeps its sign here, whatever the measure in the question: ${percent(histogram.below)} ${below}, ${percent(histogram.exact)} exact, ${percent(histogram.above)} ${above}.`;
}

/** What stands behind the prompts. */
export function promptsNote(answer: SliceAnswer, model: PromptsModel): string {
  const group = findGroup(answer, ['model', 'prompt']);
  const n = extent((group ? filled(group) : []).map((s) => s.n));
  return [
    `n = ${between(n)} per mark; intervals are in the table.`,
    ...(model.hidden > 0
      ? [`${counted(model.hidden, 'model')} with higher means are in the table only.`]
      : []),
  ].join(' ');
}

function between({ low, high }: { readonly low: number; readonly high: number }): string {
  return low === high ? count(low) : `${count(low)} to ${count(high)}`;
}
