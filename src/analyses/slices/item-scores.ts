import type { Dataset } from '../../domain/dataset.ts';
import { extent } from '../../domain/extent.ts';
import { count, counted, fixed } from '../../domain/format.ts';
import type { ItemDetail } from './item-detail.ts';

/** A row of the drawer's figure: the references, or one model's scores of the item. */
export interface ItemScoreRow {
  readonly name: string;
  readonly reference: boolean;
  readonly values: readonly number[];
  readonly mean: number | null;
  readonly text: string;
}

export interface ItemScoresModel {
  readonly rows: readonly ItemScoreRow[];
  readonly reference: number | null;
  readonly low: number;
  readonly high: number;
  readonly label: string;
}

/** View model of the item drawer; null where no response has a score. */
export function itemScoresModel(detail: ItemDetail, dataset: Dataset): ItemScoresModel | null {
  const rows: ItemScoreRow[] = [];
  if (detail.reference !== null) {
    const values = detail.references.map((r) => r.score);
    rows.push({
      name: values.length > 1 ? 'Raters' : 'Reference',
      reference: true,
      values: values.length > 0 ? values : [detail.reference],
      mean: detail.reference,
      text: fixed(detail.reference, 2),
    });
  }
  for (const { model, mean, scores } of detail.models) {
    rows.push({
      name: model,
      reference: false,
      values: scores.flatMap((s) => (s.score === null ? [] : [s.score])),
      mean,
      text: mean === null ? 'missing' : fixed(mean, 2),
    });
  }
  const seen = rows.flatMap((row) => row.values);
  if (seen.length === 0) return null;
  const { low, high } = extent(
    dataset.scale ? [...seen, dataset.scale.low, dataset.scale.high] : seen,
  );
  return {
    rows,
    reference: detail.reference,
    low,
    high,
    label: `Scores of ${detail.item} by model`,
  };
}

/** What the models gave where the reference gives something else, in one sentence. */
export function itemSentence(detail: ItemDetail): string {
  const means = detail.models.flatMap((m) => (m.mean === null ? [] : [m.mean]));
  if (means.length === 0) return 'No response to this item has a score.';
  const { low, high } = extent(means);
  const models = means.length === 1 ? 'The model gives' : `The ${count(means.length)} models give`;
  const given =
    fixed(low, 2) === fixed(high, 2) ? fixed(low, 2) : `${fixed(low, 2)} to ${fixed(high, 2)}`;
  if (detail.reference === null) return `${models} ${given}.`;
  const many = detail.references.length > 1;
  const theirs = many
    ? `the raters give ${list(detail.references.map((r) => String(r.score)))}`
    : `the reference is ${fixed(detail.reference, 2)}`;
  const failed = detail.models.flatMap((m) => m.scores).filter((s) => s.score === null).length;
  const missing = failed === 0 ? '' : ` ${counted(failed, 'response')} without a score.`;
  return `${models} ${given} on average where ${theirs}.${missing}`;
}

function list(words: readonly string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}
