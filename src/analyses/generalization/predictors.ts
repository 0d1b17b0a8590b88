import { capital, fixed } from '../../domain/format.ts';
import { numberCell, word } from '../../domain/panel.ts';
import type { NumberTable, Sentence } from '../../domain/panel.ts';
import type { ChangeRegression, SurveyAnswer } from '../../stats/generalization/types.ts';
import type { Coefficient } from '../../stats/regression/types.ts';
import type { ForestModel } from './forest.ts';
import { REGRESSIONS } from './regressions.ts';

/** The regression with most columns that could be fitted; null where none could. */
export function fullestRegression({ regressions }: SurveyAnswer): ChangeRegression | null {
  return regressions.filter((regression) => regression.fit !== null).at(-1) ?? null;
}

function predictorsOf(regression: ChangeRegression): readonly Coefficient[] {
  return regression.fit!.coefficients.slice(1);
}

/** Coefficients of the fullest regression on the log odds scale, odds ratios beside them. */
export function predictorsModel(regression: ChangeRegression): ForestModel {
  return {
    label: 'What a change of belief goes with: logistic regression',
    head: 'Predictor',
    axis: 'log odds of a change',
    columns: [
      { name: 'odds ×', minor: false },
      { name: '95 %', minor: true },
      { name: 'p', minor: false },
    ],
    groups: [
      {
        title: '',
        rows: predictorsOf(regression).map((c) => ({
          name: c.name,
          value: c.estimate,
          low: c.low,
          high: c.high,
          cells: [
            fixed(Math.exp(c.estimate), 2),
            `${fixed(Math.exp(c.low), 2)} to ${fixed(Math.exp(c.high), 2)}`,
            pText(c.p),
          ],
          isSure: c.low > 0 || c.high < 0,
        })),
      },
    ],
  };
}

/** A p value with the digits that matter. */
function pText(p: number): string {
  return p < 0.001 ? '<0.001' : fixed(p, p < 0.1 ? 3 : 2);
}

/** What each predictor is called in a sentence. */
const SAID: Readonly<Record<string, string>> = {
  'First answer right': 'a right first answer',
  'Same source': 'the same source',
  'Text similarity': 'full text similarity',
};

/** What the predictors that are told from chance do to the odds of a change. */
export function predictorsSentence(regression: ChangeRegression): Sentence {
  const parts = predictorsOf(regression)
    .filter((c) => c.low > 0 || c.high < 0)
    .map((c) => `${SAID[c.name]} by ${fixed(Math.exp(c.estimate), 2)}`);
  if (parts.length === 0) return [{ text: 'No predictor is told from chance.' }];
  const [first, ...rest] = parts;
  const lead = capital(first).replace(' by ', ' multiplies the odds of a change by ');
  return [{ text: `${[lead, ...rest].join(', ')}.` }];
}

/** Every coefficient of every regression. */
export function predictorsTable({ regressions }: SurveyAnswer): NumberTable {
  const write = (x: number): string => fixed(x, 4);
  return {
    columns: [
      { name: 'regression', numeric: false },
      { name: 'coefficient', numeric: false },
      { name: 'log odds', numeric: true },
      { name: 'standard error', numeric: true },
      { name: '95 % low', numeric: true },
      { name: '95 % high', numeric: true },
      { name: 'odds ratio', numeric: true },
      { name: 'p', numeric: true },
    ],
    rows: regressions.flatMap(({ model, fit }) =>
      (fit?.coefficients ?? []).map((c) => [
        word(REGRESSIONS[model]),
        word(c.name),
        numberCell(c.estimate, write),
        numberCell(c.se, write),
        numberCell(c.low, write),
        numberCell(c.high, write),
        numberCell(Math.exp(c.estimate), write),
        numberCell(c.p, pText),
      ]),
    ),
  };
}
