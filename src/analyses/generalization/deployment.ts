import { fixed, percent } from '../../domain/format.ts';
import { numberCell, word } from '../../domain/panel.ts';
import type { NumberTable, Sentence } from '../../domain/panel.ts';
import type { DeploymentAnswer } from '../../stats/generalization/types.ts';
import type { ChartLine, ChartModel } from './chart.ts';
import { strongestOf } from './words.ts';

/** Fewer deployed records than this tell no accuracy worth drawing. */
const FEWEST = 20;
const MOST_LINES = 12;

/** Share deployed, and accuracy where deployed, over the belief that it takes. */
export function deploymentModels(answer: DeploymentAnswer): readonly ChartModel[] {
  const { records, deployment, lowest, highest } = answer;
  const strongest = strongestOf(answer);
  const models = records
    .map((_, model) => model)
    .toSorted((a, b) => records[b].current - records[a].current)
    .slice(0, MOST_LINES);
  const lines = (
    value: (model: number, point: DeploymentAnswer['deployment'][0][0]) => number,
  ): ChartLine[] =>
    models.map((model) => {
      const points = deployment[model]
        .map((point) => [point.threshold, value(model, point)] as const)
        .filter(([, y]) => Number.isFinite(y));
      return {
        name: records[model].model,
        end: records[model].model,
        kind: model === strongest ? 'lead' : 'plain',
        points,
      };
    });
  const common = {
    x: { low: lowest, high: highest },
    ticks: null,
    points: [],
    crossings: [],
    from: null,
    diagonal: false,
  };
  const xTitle = 'belief that it takes to deploy';
  return [
    {
      ...common,
      label: 'Share of questions that people would give each model, over the belief it takes',
      xTitle: '',
      yTitle: 'share deployed',
      lines: lines((model, point) => point.deployed / records[model].n),
    },
    {
      ...common,
      label: 'Share right where deployed, over the belief it takes',
      xTitle,
      yTitle: 'right where deployed',
      lines: lines((_, point) => (point.deployed < FEWEST ? NaN : point.correct / point.deployed)),
    },
  ];
}

/** Whether trust finds what a model knows: accuracy of the half that is trusted more. */
export function deploymentSentence(answer: DeploymentAnswer): Sentence {
  const strongest = strongestOf(answer);
  const { n, current, model } = answer.records[strongest];
  const half = answer.deployment[strongest].filter((point) => point.deployed >= n / 2).at(-1);
  if (!half) return [];
  const right = half.correct / half.deployed;
  const gain = right - current;
  return [
    { text: `Given the ${percent(half.deployed / n)} of questions it is trusted with most, ` },
    { text: `${model} is right on ${percent(right)}` },
    {
      text:
        Math.abs(gain) < 0.005
          ? ': no better than on all of them.'
          : `, against ${percent(current)} on all of them.`,
    },
  ];
}

/** Every threshold of every model. */
export function deploymentTable(answer: DeploymentAnswer): NumberTable {
  return {
    columns: [
      { name: 'model', numeric: false },
      { name: 'belief at least', numeric: true },
      { name: 'deployed', numeric: true },
      { name: 'share deployed', numeric: true },
      { name: 'right where deployed', numeric: true },
    ],
    rows: answer.records.flatMap(({ model, n }, m) =>
      answer.deployment[m].map(({ threshold, deployed, correct }) => [
        word(model),
        numberCell(threshold, (x) => fixed(x, 4)),
        numberCell(deployed, (x) => fixed(x, 0)),
        numberCell(deployed / n, (x) => fixed(x, 3)),
        numberCell(deployed === 0 ? null : correct / deployed, (x) => fixed(x, 3)),
      ]),
    ),
  };
}
