import { fixed } from '../../domain/format.ts';
import { numberCell, word } from '../../domain/panel.ts';
import type { NumberTable, Sentence } from '../../domain/panel.ts';
import type { DeploymentAnswer, GeneralizationMeasure } from '../../stats/generalization/types.ts';
import type { ChartLine, ChartModel } from './chart.ts';
import { MEASURES, ranksOf, strongestOf, thresholdOf } from './words.ts';

/** Lines beyond these would only be a tangle; the table has them all. */
const MOST_LINES = 12;

/** Curves of the weighted score over the threshold, with the places where models change ranks. */
export function curvesModel(answer: DeploymentAnswer, measure: GeneralizationMeasure): ChartModel {
  const { curveWeights, curves, records } = answer;
  const last = curveWeights.length - 1;
  const strongest = strongestOf(answer);
  const ranks = ranksOf(
    curves.map((own) => own[last]),
    measure,
  );
  const shown = shownModels(answer, ranks);
  const lines = shown.map((model): ChartLine => {
    const values = curves[model].map((scores) => scores[measure].value);
    return {
      name: records[model].model,
      end: `${fixed(values[last], 3)} ${records[model].model}`,
      kind: model === strongest ? 'lead' : ranks[model] === 1 ? 'rival' : 'plain',
      points: values.map((y, w) => [Math.log(curveWeights[w]), y] as const),
    };
  });
  const flips = answer.flips.filter(
    (flip) => flip.measure === measure && shown.includes(flip.before) && shown.includes(flip.after),
  );
  const lost = flips.find((flip) => flip.before === strongest) ?? null;
  const [low, high] = [Math.log(curveWeights[0]), Math.log(curveWeights[last])];
  return {
    label: `${MEASURES[measure].name} by model over the threshold`,
    xTitle: 'threshold of trust, by equal factors of w',
    yTitle: MEASURES[measure].name,
    x: { low, high },
    ticks: thresholdTicks(low, high),
    lines,
    points: [],
    crossings: flips.map((flip) => ({
      x: Math.log(flip.weight),
      y: valueAt(answer, flip.before, flip.weight, measure),
      text: `${records[flip.after].model} overtakes ${records[flip.before].model} at ${fixed(thresholdOf(flip.weight), 3)}`,
    })),
    from: lost
      ? {
          x: Math.log(lost.weight),
          text: `from ${fixed(thresholdOf(lost.weight), 3)} on`,
          detail: `${records[strongest].model} is overtaken`,
        }
      : null,
    diagonal: false,
  };
}

function shownModels({ records }: DeploymentAnswer, ranks: readonly number[]): number[] {
  const order = records
    .map((_, model) => model)
    .toSorted((a, b) => records[b].current - records[a].current);
  const kept = order.slice(0, MOST_LINES);
  const best = ranks.indexOf(1);
  return kept.includes(best) ? kept : [...kept.slice(0, -1), best];
}

/** Between the curve's points, along its log-spaced weights. */
function valueAt(
  { curveWeights, curves }: DeploymentAnswer,
  model: number,
  weight: number,
  measure: GeneralizationMeasure,
): number {
  const values = curves[model];
  const next = curveWeights.findIndex((w) => w >= weight);
  if (next <= 0) return values[0][measure].value;
  const [w0, w1] = [curveWeights[next - 1], curveWeights[next]].map(Math.log);
  const [y0, y1] = [values[next - 1][measure].value, values[next][measure].value];
  return y0 + ((y1 - y0) * (Math.log(weight) - w0)) / (w1 - w0);
}

const THRESHOLDS = [0.01, 0.05, 0.1, 0.2, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999];

function thresholdTicks(low: number, high: number): ChartModel['ticks'] {
  return THRESHOLDS.map((threshold) => ({
    at: Math.log(threshold / (1 - threshold)),
    text: fixed(threshold, threshold > 0.99 ? 3 : 2),
  })).filter(({ at }) => at >= low - 1e-9 && at <= high + 1e-9);
}

/** Who is overtaken where, in words. */
export function curvesSentence(answer: DeploymentAnswer, measure: GeneralizationMeasure): Sentence {
  const flips = answer.flips.filter((flip) => flip.measure === measure);
  if (answer.records.length === 1) return [{ text: 'One model, so no ranks to change.' }];
  if (flips.length === 0) return [{ text: 'No two models change places at any threshold drawn.' }];
  const strongest = strongestOf(answer);
  const lost = flips.filter((flip) => flip.before === strongest);
  const name = answer.records[strongest].model;
  if (lost.length === 0)
    return [
      { text: `${name} is never overtaken; ` },
      {
        text: `${flips.length} ${flips.length === 1 ? 'pair' : 'pairs'} of the others change places.`,
      },
    ];
  const list = lost
    .slice(0, 3)
    .map((flip) => `${answer.records[flip.after].model} at ${fixed(thresholdOf(flip.weight), 3)}`);
  const rest = lost.length - list.length;
  return [
    { text: `${name} is overtaken by ${list.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.` },
  ];
}

/** Every flip, and every point of every curve. */
export function curvesTable(answer: DeploymentAnswer, measure: GeneralizationMeasure): NumberTable {
  const { curves, curveWeights, records } = answer;
  return {
    columns: [
      { name: 'model', numeric: false },
      { name: 'threshold', numeric: true },
      { name: 'weight of a wrong answer', numeric: true },
      { name: MEASURES[measure].name, numeric: true },
      { name: '95 % low', numeric: true },
      { name: '95 % high', numeric: true },
    ],
    rows: records.flatMap(({ model }, m) =>
      curves[m].map((scores, w) => {
        const { value, interval } = scores[measure];
        const write = (x: number): string => fixed(x, 4);
        return [
          word(model),
          numberCell(thresholdOf(curveWeights[w]), write),
          numberCell(curveWeights[w], (x) => fixed(x, 2)),
          numberCell(value, write),
          numberCell(interval?.low ?? null, write),
          numberCell(interval?.high ?? null, write),
        ];
      }),
    ),
  };
}
