import { count, counted, fixed, percent } from '../../domain/format.ts';
import { numberCell, word } from '../../domain/panel.ts';
import type { NumberTable, Sentence } from '../../domain/panel.ts';
import type {
  ChangeModel,
  HeldOutScore,
  SurveyAnswer,
  SurveyPart,
} from '../../stats/generalization/types.ts';
import type { ForestModel, ForestRow } from './forest.ts';

/** What each regression is called. */
export const REGRESSIONS: Readonly<Record<ChangeModel, string>> = {
  base: 'Base rate',
  previous: 'First answer',
  source: '+ same source',
  similarity: '+ text similarity',
};

const PARTS: Readonly<Record<SurveyPart, string>> = {
  all: 'All records',
  afterCorrect: 'After a right answer',
  afterIncorrect: 'After a wrong answer',
};

const PART_NAMES = Object.keys(PARTS) as SurveyPart[];

/** Gain in held-out NLL over the base rate by part of the records, NLL and AUC beside it. */
export function regressionsModel(answer: SurveyAnswer): ForestModel {
  return {
    label: 'Held-out NLL of each regression, less that of the base rate',
    head: 'Regression',
    axis: 'NLL less the base rate’s: below 0 is better',
    columns: [
      { name: 'NLL', minor: false },
      { name: 'AUC', minor: false },
      { name: '95 %', minor: true },
    ],
    groups: PART_NAMES.map((part) => {
      const rate = answer.rates.find((r) => r.part === part)!;
      return {
        title: `${PARTS[part]}: ${percent(rate.rate.value)} of ${count(rate.n)} changed`,
        rows: answer.regressions.flatMap(({ model, held }): ForestRow[] => {
          const own = held.find((score) => score.part === part);
          return own && own.n > 0 ? [rowOf(model, own)] : [];
        }),
      };
    }),
  };
}

function rowOf(model: ChangeModel, { nll, gain, auc }: HeldOutScore): ForestRow {
  const { interval } = gain;
  const isBase = model === 'base';
  return {
    name: REGRESSIONS[model],
    value: gain.value,
    low: isBase ? null : (interval?.low ?? null),
    high: isBase ? null : (interval?.high ?? null),
    cells: [
      fixed(nll.value, 4),
      auc ? fixed(auc.value, 3) : '–',
      auc && auc.low !== null && auc.high !== null && !isBase
        ? `${fixed(auc.low, 3)} to ${fixed(auc.high, 3)}`
        : '–',
    ],
    isSure: !isBase && interval !== null && (interval.low > 0 || interval.high < 0),
  };
}

/** Whether changes of belief can be foretold, and what that takes. */
export function regressionsSentence({ regressions }: SurveyAnswer): Sentence {
  const tried = regressions.filter((r) => r.model !== 'base' && r.held.length > 0);
  if (tried.length === 0) return [{ text: 'No regression could be tried on held-out records.' }];
  const best = tried.toSorted((a, b) => a.held[0].gain.value - b.held[0].gain.value)[0];
  const { gain, auc } = best.held[0];
  const isSure = gain.interval !== null && gain.interval.high < 0;
  if (!isSure) return [{ text: 'On held-out records no regression is told from the base rate.' }];
  return [
    {
      text: `With ${best.model === 'previous' ? 'the first answer alone' : REGRESSIONS[best.model].replace('+ ', '')}, held-out NLL falls by ${fixed(-gain.value, 4)}${auc ? ` and AUC reaches ${fixed(auc.value, 3)}` : ''}.`,
    },
  ];
}

/** What the regressions were tried on. */
export function regressionsNote({ n, pairs, folds, seed, meanSimilarity }: SurveyAnswer): string {
  const texts =
    meanSimilarity === null
      ? ''
      : ` Text similarity is the TF-IDF cosine of the two questions, ${fixed(meanSimilarity, 3)} on average.`;
  return `${folds} folds of whole question pairs, seed ${seed}; ${counted(n, 'record')} of ${counted(pairs, 'pair')}.${texts}`;
}

/** NLL, gain and AUC of every regression on every part. */
export function regressionsTable(answer: SurveyAnswer): NumberTable {
  const write = (x: number): string => fixed(x, 4);
  return {
    columns: [
      { name: 'records', numeric: false },
      { name: 'regression', numeric: false },
      { name: 'n', numeric: true },
      { name: 'share changed', numeric: true },
      { name: 'NLL', numeric: true },
      { name: 'NLL, low', numeric: true },
      { name: 'NLL, high', numeric: true },
      { name: 'less base rate', numeric: true },
      { name: 'low', numeric: true },
      { name: 'high', numeric: true },
      { name: 'AUC', numeric: true },
      { name: 'AUC, low', numeric: true },
      { name: 'AUC, high', numeric: true },
    ],
    rows: PART_NAMES.flatMap((part) =>
      answer.regressions.flatMap(({ model, held }) =>
        held
          .filter((score) => score.part === part)
          .map((score) => [
            word(PARTS[part]),
            word(REGRESSIONS[model]),
            numberCell(score.n, count),
            numberCell(answer.rates.find((rate) => rate.part === part)!.rate.value, write),
            numberCell(score.nll.value, write),
            numberCell(score.nll.interval?.low ?? null, write),
            numberCell(score.nll.interval?.high ?? null, write),
            numberCell(score.gain.value, write),
            numberCell(score.gain.interval?.low ?? null, write),
            numberCell(score.gain.interval?.high ?? null, write),
            numberCell(score.auc?.value ?? null, write),
            numberCell(score.auc?.low ?? null, write),
            numberCell(score.auc?.high ?? null, write),
          ]),
      ),
    ),
  };
}
