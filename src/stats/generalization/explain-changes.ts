import type { Problem } from '../../domain/problem.ts';
import { areaWithin } from '../regression/auc.ts';
import { crossValidate, dealFolds } from '../regression/cross-validate.ts';
import { logLoss } from '../regression/log-loss.ts';
import { logisticRegression } from '../regression/logistic-regression.ts';
import type { DesignColumn, LogisticDesign } from '../regression/types.ts';
import { clusteredMeanOf } from './belief-bins.ts';
import { TextSimilarity } from './text-similarity.ts';
import { CHANGE_MODELS } from './types.ts';
import type {
  ChangeRegression,
  HeldOutScore,
  Survey,
  SurveyAnswer,
  SurveyPart,
  WeightedScore,
} from './types.ts';

/** How the regressions are tried on records they were not fitted to. */
export interface Validation {
  readonly folds: number;
  readonly seed: number;
}

type Tell = (label: string, done: number, total: number) => void;

const PARTS: readonly SurveyPart[] = ['all', 'afterCorrect', 'afterIncorrect'];

/**
 * What a change of belief goes with: logistic regressions on whether the first answer was right, + the
 * same source, + text similarity of the questions, cross-validated beside the base rate (Vafa,
 * Rambachan & Mullainathan 2024, table 2). Pairs are clusters and never divided between folds. A
 * regression that cannot be fitted is its Problem. Throws without records.
 */
export function explainChanges(
  survey: Survey,
  { folds, seed }: Validation,
  tell: Tell = () => undefined,
): SurveyAnswer {
  const n = survey.change.length;
  if (n === 0) throw new Error('invalid survey; no records');
  const clusters = denseCodes(survey.pair);
  const pairs = clusters.reduce((most, code) => Math.max(most, code + 1), 0);
  const similarity = similarities(survey, tell);
  const response = Float64Array.from(survey.change);
  const dealt = Math.max(2, Math.min(folds, pairs));
  const fold = dealFolds(n, clusters, dealt, seed);
  const columns = columnsOf(survey, similarity);
  const rowsOf = new Map(PARTS.map((part) => [part, rowsIn(survey, part)]));
  let base: Float64Array | null = null;
  const regressions = CHANGE_MODELS.map((model, m): ChangeRegression => {
    const own = columns.slice(0, m);
    const absent = own.find((column) => 'code' in column);
    if (absent) return { model, fit: null, held: [], problem: absent as Problem };
    const design: LogisticDesign = { columns: own as DesignColumn[], response, clusters };
    const fit = m === 0 ? null : logisticRegression(design);
    if (fit && !fit.ok) return { model, fit: null, held: [], problem: fit.problem };
    const held = crossValidate(design, fold, (done) =>
      tell('Cross-validating', m * dealt + done, CHANGE_MODELS.length * dealt),
    );
    if (!held.ok) return { model, fit: fit?.value ?? null, held: [], problem: held.problem };
    const loss = held.value.map((p, row) => logLoss(response[row], p));
    base ??= loss;
    const against = base;
    const scores = PARTS.map((part) =>
      heldOut(part, rowsOf.get(part)!, held.value, loss, against, survey.change, fold, clusters),
    );
    return { model, fit: fit?.value ?? null, held: scores, problem: null };
  });
  const known = Array.from(similarity ?? []).filter((value) => !Number.isNaN(value));
  return {
    n,
    pairs,
    folds: dealt,
    seed,
    rates: PARTS.map((part) => {
      const rows = rowsOf.get(part)!;
      return { part, n: rows.length, rate: meanOf(rows, (row) => response[row], clusters) };
    }),
    regressions,
    meanSimilarity:
      known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length,
  };
}

/** The columns in the order they join, or why one cannot. */
function columnsOf(survey: Survey, similarity: Float64Array | null): (DesignColumn | Problem)[] {
  const { previous, source1, source2 } = survey;
  const same = Float64Array.from(source1, (code, row) => Number(code === source2[row]));
  const hasSources = source1.every((code, row) => code >= 0 && source2[row] >= 0);
  const hasTexts = similarity !== null && !similarity.some(Number.isNaN);
  return [
    { name: 'First answer right', values: Float64Array.from(previous) },
    hasSources
      ? { name: 'Same source', values: same }
      : absent('source1 and source2', 'the same source'),
    hasTexts
      ? { name: 'Text similarity', values: similarity }
      : absent('q1 and q2, the texts of both questions,', 'text similarity'),
  ];
}

function absent(columns: string, what: string): Problem {
  return {
    code: 'absent-columns',
    severity: 'info',
    message: `A regression with ${what} needs ${columns} in every record.`,
    field: columns,
    wayOn: 'Add the columns to the file and drop it again.',
  };
}

/** Of the two questions of each record; null where no question has a text. */
function similarities(survey: Survey, tell: Tell): Float64Array | null {
  const { texts, question1, question2 } = survey;
  if (texts.length === 0) return null;
  const index = new TextSimilarity(texts, (done) => tell('Reading questions', done, texts.length));
  return Float64Array.from(question1, (q, row) =>
    q < 0 || question2[row] < 0 ? NaN : index.similarity(q, question2[row]),
  );
}

function heldOut(
  part: SurveyPart,
  rows: Int32Array,
  probability: Float64Array,
  loss: Float64Array,
  base: Float64Array,
  change: Uint8Array,
  fold: Uint8Array,
  clusters: Int32Array,
): HeldOutScore {
  const byFold = new Map<number, number[]>();
  for (const row of rows) {
    const own = byFold.get(fold[row]);
    if (own) own.push(row);
    else byFold.set(fold[row], [row]);
  }
  // Within folds: the base rate differs from fold to fold, which would rank records by their fold.
  const parts = [...byFold.values()].map((own) => ({
    scores: Float64Array.from(own, (row) => probability[row]),
    labels: Uint8Array.from(own, (row) => change[row]),
  }));
  return {
    part,
    n: rows.length,
    nll: meanOf(rows, (row) => loss[row], clusters),
    gain: meanOf(rows, (row) => loss[row] - base[row], clusters),
    auc: areaWithin(parts),
  };
}

function meanOf(
  rows: Int32Array,
  value: (row: number) => number,
  clusters: Int32Array,
): WeightedScore {
  const { mean, interval } = clusteredMeanOf(rows, value, clusters);
  return { value: mean, interval };
}

function rowsIn({ previous }: Survey, part: SurveyPart): Int32Array {
  const rows: number[] = [];
  previous.forEach((right, row) => {
    if (part === 'all' || (right === 1) === (part === 'afterCorrect')) rows.push(row);
  });
  return Int32Array.from(rows);
}

/** Codes renumbered from 0 in order of appearance, none left out. */
function denseCodes(codes: Int32Array): Int32Array {
  const seen = new Map<number, number>();
  return codes.map((code) => {
    const known = seen.get(code);
    if (known !== undefined) return known;
    seen.set(code, seen.size);
    return seen.size - 1;
  });
}
