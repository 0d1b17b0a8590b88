import { count, fixed } from '../../domain/format.ts';
import { numberCell } from '../../domain/panel.ts';
import type { NumberTable } from '../../domain/panel.ts';
import type { EnsemblesAnswer } from './answers.ts';
import { ruleName } from './answers.ts';
import type { ErrorWords } from './error-words.ts';

/** A line over the number of models; value i is that of i + 1 models, NaN where there is none. */
export interface Curve {
  readonly name: string;
  readonly values: readonly number[];
  readonly tone: 'main' | 'mark' | 'quiet';
  readonly dashed: boolean;
}

export interface CurvesModel {
  readonly label: string;
  readonly unit: string;
  readonly curves: readonly Curve[];
  /** A level that the curves approach. */
  readonly limit: { readonly name: string; readonly value: number } | null;
}

/** Error of each rule by the number of models, averaged over choices of them. */
export function errorCurves(answer: EnsemblesAnswer, words: ErrorWords): CurvesModel {
  return {
    label: `${words.mean} by number of models`,
    unit: `${words.mean}, ${words.unit}`,
    curves: answer.rules.flatMap(({ rule, curve }, i) =>
      curve
        ? [
            {
              name: ruleName(rule),
              values: [...curve.error].map((error) => error * words.factor),
              tone: i === 0 ? ('main' as const) : i < 3 ? ('mark' as const) : ('quiet' as const),
              dashed: i > 0,
            },
          ]
        : [],
    ),
    limit: null,
  };
}

/** Squared error of the mean of k models and its parts; null where errors have no size. */
export function floorCurves({ floor }: EnsemblesAnswer): CurvesModel | null {
  if (!floor) return null;
  const line = (name: string, values: Float64Array, tone: Curve['tone']): Curve => ({
    name,
    values: [...values],
    tone,
    dashed: tone !== 'main',
  });
  return {
    label: 'Squared error of the mean by number of models, and its parts',
    unit: 'squared error of the mean',
    curves: [
      line('together', floor.mse, 'main'),
      line('common error', floor.covariance, 'mark'),
      line('common bias', floor.biasSquared, 'quiet'),
      line('own error', floor.variance, 'quiet'),
    ],
    limit: { name: 'floor', value: floor.floor },
  };
}

/** How many independent models the present ones are worth. */
export function effectiveCurves({ effective }: EnsemblesAnswer): CurvesModel | null {
  if (!effective || ![...effective.effective].some(Number.isFinite)) return null;
  const k = effective.effective.length;
  return {
    label: 'Effective number of independent models',
    unit: 'independent models with the same variance',
    curves: [
      { name: 'these models', values: [...effective.effective], tone: 'main', dashed: false },
      {
        name: 'independent',
        // Beyond a few times what the models reach, the line would press them flat.
        values: Array.from({ length: k }, (_, i) =>
          i + 1 <= 3 * Math.max(1, ...[...effective.effective].filter(Number.isFinite))
            ? i + 1
            : NaN,
        ),
        tone: 'quiet',
        dashed: true,
      },
    ],
    limit: effective.rho > 0 ? { name: 'limit', value: 1 / effective.rho } : null,
  };
}

/** Accuracy of the majority beside that of independent voters; null where there is no vote. */
export function voteCurves({ condorcet }: EnsemblesAnswer): CurvesModel | null {
  if (!condorcet.ok) return null;
  const { panel, independent } = condorcet.value;
  const line = (name: string, values: Float64Array, tone: Curve['tone']): Curve => ({
    name,
    values: [...values].map((share) => 100 * share),
    tone,
    dashed: tone !== 'main',
  });
  return {
    label: 'Accuracy of the majority by number of models',
    unit: 'majority right, %',
    curves: [line('these models', panel, 'main'), line('independent', independent, 'quiet')],
    limit: null,
  };
}

/** The curves as columns, a row per number of models. */
export function curvesTable({ curves, limit }: CurvesModel): NumberTable {
  const most = Math.max(0, ...curves.map(({ values }) => values.length));
  return {
    columns: [
      { name: 'models', numeric: true },
      ...curves.map(({ name }) => ({ name, numeric: true })),
      ...(limit ? [{ name: limit.name, numeric: true }] : []),
    ],
    rows: Array.from({ length: most }, (_, i) => [
      numberCell(i + 1, count),
      ...curves.map(({ values }) => numberCell(values[i] ?? null, (x) => fixed(x, 3))),
      ...(limit ? [numberCell(limit.value, (x) => fixed(x, 3))] : []),
    ]),
  };
}
