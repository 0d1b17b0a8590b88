import { extent } from '../../domain/extent.ts';
import { count, fixed, percent } from '../../domain/format.ts';
import { numberCell, word } from '../../domain/panel.ts';
import type { NumberTable, Sentence } from '../../domain/panel.ts';
import type { BeliefBin, DeploymentAnswer } from '../../stats/generalization/types.ts';
import type { ChartModel } from './chart.ts';

/** What stands for all models in the list of models. */
export const ALL_MODELS = 'all models';

/** The bins of a model by name, or of all models where it is not among them. */
function binsOf(answer: DeploymentAnswer, model: string): readonly BeliefBin[] {
  const at = answer.records.findIndex((record) => record.model === model);
  return answer.bins[at + 1];
}

/** Share right by belief, beside the line where beliefs are deserved. */
export function calibrationModel(answer: DeploymentAnswer, model: string): ChartModel {
  const bins = binsOf(answer, model);
  const { low, high } = extent(bins.map((bin) => bin.meanBelief));
  const air = Math.max(0.005, (high - low) * 0.06);
  return {
    label: 'Share of answers that are right, by the belief that they are',
    xTitle: 'belief that the answer is right, mean of a bin',
    yTitle: 'share right; dashed: as much as believed',
    x: { low: low - air, high: high + air },
    ticks: null,
    lines: [],
    points: bins.map(({ meanBelief, accuracy }) => ({
      x: meanBelief,
      y: accuracy.value,
      low: accuracy.interval ? Math.max(0, accuracy.interval.low) : null,
      high: accuracy.interval ? Math.min(1, accuracy.interval.high) : null,
    })),
    crossings: [],
    from: null,
    diagonal: true,
  };
}

/** Whether people believe too much or too little, over all and from the lowest bin to the highest. */
export function calibrationSentence(answer: DeploymentAnswer, model: string): Sentence {
  const bins = binsOf(answer, model);
  const n = bins.reduce((sum, bin) => sum + bin.n, 0);
  const mean = (value: (bin: BeliefBin) => number): number =>
    bins.reduce((sum, bin) => sum + bin.n * value(bin), 0) / n;
  const belief = mean((bin) => bin.meanBelief);
  const right = mean((bin) => bin.accuracy.value);
  const words = belief > right ? 'more than they deserve' : 'less than they deserve';
  const [first, last] = [bins[0], bins[bins.length - 1]];
  return [
    {
      text: `People believe in ${percent(belief)} of the answers, and ${percent(right)} are right: ${words}.`,
    },
    {
      text:
        bins.length > 1
          ? ` From the least believed bin to the most, the share right goes from ${percent(first.accuracy.value)} to ${percent(last.accuracy.value)}.`
          : '',
    },
  ];
}

/** The bins of all models together and of each. */
export function calibrationTable(answer: DeploymentAnswer): NumberTable {
  const names = [ALL_MODELS, ...answer.records.map((record) => record.model)];
  const write = (x: number): string => fixed(x, 4);
  return {
    columns: [
      { name: 'model', numeric: false },
      { name: 'belief from', numeric: true },
      { name: 'to', numeric: true },
      { name: 'records', numeric: true },
      { name: 'mean belief', numeric: true },
      { name: 'share right', numeric: true },
      { name: '95 % low', numeric: true },
      { name: '95 % high', numeric: true },
    ],
    rows: answer.bins.flatMap((bins, m) =>
      bins.map((bin) => [
        word(names[m]),
        numberCell(bin.low, write),
        numberCell(bin.high, write),
        numberCell(bin.n, count),
        numberCell(bin.meanBelief, write),
        numberCell(bin.accuracy.value, write),
        numberCell(bin.accuracy.interval?.low ?? null, write),
        numberCell(bin.accuracy.interval?.high ?? null, write),
      ]),
    ),
  };
}
