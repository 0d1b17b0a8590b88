import { count, fixed, percent } from '../../domain/format.ts';
import { numberCell, word } from '../../domain/panel.ts';
import type { NumberTable } from '../../domain/panel.ts';
import type { DeploymentAnswer, GeneralizationMeasure } from '../../stats/generalization/types.ts';
import { ranksOf, thresholdOf, thresholdText } from './words.ts';

/** One model's scores and ranks at the weights asked for. */
export interface RankRow {
  readonly model: string;
  /** Share right, whatever people believe. */
  readonly right: string;
  readonly cells: readonly {
    readonly score: string;
    readonly rank: number;
    /** Ranked worse than by the share right. */
    readonly falls: boolean;
  }[];
}

export interface RanksModel {
  readonly weights: readonly { readonly weight: string; readonly threshold: string }[];
  readonly rows: readonly RankRow[];
  readonly note: string;
}

/** The scores at the weights asked for, models by how often they are right. */
export function ranksModel(answer: DeploymentAnswer, measure: GeneralizationMeasure): RanksModel {
  const { records, scores, weights } = answer;
  const ranks = weights.map((_, w) =>
    ranksOf(
      scores.map((own) => own[w]),
      measure,
    ),
  );
  const order = records
    .map((_, model) => model)
    .toSorted((a, b) => records[b].current - records[a].current);
  const halves = weights.map((_, w) =>
    scores.flatMap((own) => {
      const { interval } = own[w][measure];
      return interval ? [(interval.high - interval.low) / 2] : [];
    }),
  );
  const widest = halves.map((half) => Math.max(...half));
  return {
    weights: weights.map((weight) => ({
      weight: fixed(weight, Number.isInteger(weight) ? 0 : 2),
      threshold: thresholdText(weight),
    })),
    rows: order.map((model, place) => ({
      model: records[model].model,
      right: percent(records[model].current),
      cells: weights.map((_, w) => ({
        score: fixed(scores[model][w][measure].value, 3),
        rank: ranks[w][model],
        falls: ranks[w][model] > place + 1,
      })),
    })),
    note: widest.every(Number.isFinite)
      ? `95 % intervals over question pairs are at most ± ${weights.map((w, i) => `${fixed(widest[i], 3)} at weight ${fixed(w, Number.isInteger(w) ? 0 : 2)}`).join(', ')}.`
      : 'No interval: too few question pairs.',
  };
}

/** Both measures at every weight asked for, by model; the numbers unrounded in the CSV. */
export function scoresTable(answer: DeploymentAnswer): NumberTable {
  const { records, scores, weights } = answer;
  const ranks = (measure: GeneralizationMeasure): number[][] =>
    weights.map((_, w) =>
      ranksOf(
        scores.map((own) => own[w]),
        measure,
      ),
    );
  const byAccuracy = ranks('accuracy');
  const byNll = ranks('nll');
  const write = (x: number): string => fixed(x, 4);
  return {
    columns: [
      { name: 'model', numeric: false },
      { name: 'records', numeric: true },
      { name: 'share right', numeric: true },
      { name: 'first answers right', numeric: true },
      { name: 'weight of a wrong answer', numeric: true },
      { name: 'threshold', numeric: true },
      { name: 'accuracy', numeric: true },
      { name: 'accuracy, low', numeric: true },
      { name: 'accuracy, high', numeric: true },
      { name: 'rank', numeric: true },
      { name: 'NLL', numeric: true },
      { name: 'NLL, low', numeric: true },
      { name: 'NLL, high', numeric: true },
      { name: 'rank by NLL', numeric: true },
    ],
    rows: records.flatMap((record, model) =>
      weights.map((weight, w) => {
        const { accuracy, nll } = scores[model][w];
        return [
          word(record.model),
          numberCell(record.n, count),
          numberCell(record.current, write),
          numberCell(record.previous, write),
          numberCell(weight, (x) => fixed(x, Number.isInteger(x) ? 0 : 2)),
          numberCell(thresholdOf(weight), (x) => fixed(x, 4)),
          numberCell(accuracy.value, write),
          numberCell(accuracy.interval?.low ?? null, write),
          numberCell(accuracy.interval?.high ?? null, write),
          numberCell(byAccuracy[w][model], count),
          numberCell(nll.value, write),
          numberCell(nll.interval?.low ?? null, write),
          numberCell(nll.interval?.high ?? null, write),
          numberCell(byNll[w][model], count),
        ];
      }),
    ),
  };
}
