import { areaUnderCurve } from '../regression/auc.ts';
import type { AreaUnderCurve } from '../regression/types.ts';
import { itemMean, meanOf } from './item-mean.ts';
import { judgeMean } from './judge-mean.ts';
import { relationOf } from './relation.ts';
import { codeKey, sortByKeys } from './sort-by-keys.ts';
import type { Mean, NameRoles, Own } from './types.ts';

/** Judgements of single texts as parallel arrays; names are codes of one list, -1 where not given. */
export interface SingleTexts {
  readonly count: number;
  /** 1 how sure the judge is that the text is its own, 0 how good it is. */
  readonly recognises: Uint8Array;
  readonly judge: Int32Array;
  readonly writer: Int32Array;
  readonly task: Int32Array;
  readonly item: Int32Array;
  /** NaN where the judge gave none. */
  readonly score: Float64Array;
  /** What stands beside the score as true; NaN where nothing does. */
  readonly reference: Float64Array;
}

/** One judge and one writer, or one judge and all writers of a side. */
export interface WriterMean {
  readonly writer: number;
  readonly isOwn: boolean;
  readonly n: number;
  /** Null where every score is missing. */
  readonly mean: Mean | null;
}

/** What one judge says of single texts, in one question. */
export interface SingleJudge {
  readonly judge: number;
  readonly question: 'recognition' | 'quality';
  readonly n: number;
  readonly missing: number;
  readonly writers: readonly WriterMean[];
  /** Own less the mean of the others on the same item; null where no item has both. */
  readonly difference: Mean | null;
  /** The same after people's scores are taken off both; null without them. */
  readonly adjusted: Mean | null;
  /** Chance that an own text scores above another one; null where a side is absent. */
  readonly area: AreaUnderCurve | null;
}

export interface SingleAnswer {
  readonly judges: readonly SingleJudge[];
  /** Own less others over judges, each counting once, by question. */
  readonly recognition: Mean | null;
  readonly quality: Mean | null;
  readonly adjusted: Mean | null;
}

/**
 * Judgements of single texts: mean by writer, own less others paired by item with an interval clustered by
 * item, and the area under the curve of own against others (Panickssery, Bowman & Feng 2024, section 3.3).
 * Null where no judge scored a text of its own beside others.
 */
export function singleTexts(
  of: SingleTexts,
  roles: NameRoles,
  own: Own,
  sources: Uint8Array | null,
): SingleAnswer | null {
  const least = own === 'own' ? 2 : 1;
  const human = humanScores(of, roles);
  const rows = new Int32Array(of.count);
  const isOwn = new Uint8Array(of.count);
  let n = 0;
  let items = 0;
  for (let i = 0; i < of.count; i++) {
    if (of.judge[i] < 0 || roles.human[of.judge[i]] === 1 || of.writer[i] < 0) continue;
    isOwn[i] = Number(relationOf(roles, of.judge[i], of.writer[i]) >= least);
    if (isOwn[i] === 0 && sources?.[of.writer[i]] === 0) continue;
    rows[n++] = i;
    items = Math.max(items, of.item[i] + 1);
  }
  const order = sortByKeys(rows.subarray(0, n), [
    codeKey(of.judge, roles.names),
    { of: of.recognises, lowest: 0, size: 2 },
    codeKey(of.item, items),
  ]);
  const judges: SingleJudge[] = [];
  const paired: { question: SingleJudge['question']; values: PairedItems }[] = [];
  for (let at = 0; at < order.length;) {
    const first = order[at];
    let end = at + 1;
    while (
      end < order.length &&
      of.judge[order[end]] === of.judge[first] &&
      of.recognises[order[end]] === of.recognises[first]
    )
      end++;
    const part = order.subarray(at, end);
    at = end;
    const hasBoth = part.some((i) => isOwn[i] === 1) && part.some((i) => isOwn[i] === 0);
    if (!hasBoth) continue;
    const question = of.recognises[first] === 1 ? 'recognition' : 'quality';
    const values = pairItems(of, human, isOwn, part);
    paired.push({ question, values });
    judges.push(summary(of, isOwn, part, values, question));
  }
  if (judges.length === 0) return null;
  const over = (question: SingleJudge['question'], which: 'raw' | 'adjusted'): Mean | null => {
    const parts = paired.filter((p) => p.question === question);
    const value = parts.flatMap(({ values }) => Array.from(values[which]));
    const judge = parts.flatMap(({ values }, j) => Array.from(values.item, () => j));
    const item = parts.flatMap(({ values }) => Array.from(values.item));
    return judgeMean(
      Float64Array.from(value),
      Int32Array.from(judge),
      Int32Array.from(item),
      value.length,
    );
  };
  return {
    judges,
    recognition: over('recognition', 'raw'),
    quality: over('quality', 'raw'),
    adjusted: over('quality', 'adjusted'),
  };
}

/**
 * What people gave each text: the mean of the judges that are people on the same text, else the reference
 * where it differs between texts of the same item. One that is the item's says nothing of texts.
 */
function humanScores(of: SingleTexts, roles: NameRoles): Float64Array {
  const key = (i: number): number => of.item[i] * (roles.names + 1) + of.writer[i] + 1;
  const scores = new Map<number, { sum: number; n: number }>();
  const references = new Map<number, number>();
  let ofTexts = false;
  for (let i = 0; i < of.count; i++) {
    if (of.recognises[i] === 1) continue;
    if (of.judge[i] >= 0 && roles.human[of.judge[i]] === 1 && !Number.isNaN(of.score[i])) {
      const known = scores.get(key(i));
      if (known) {
        known.sum += of.score[i];
        known.n++;
      } else scores.set(key(i), { sum: of.score[i], n: 1 });
    }
    const reference = of.reference[i];
    if (Number.isNaN(reference)) continue;
    const before = references.get(of.item[i]);
    if (before === undefined) references.set(of.item[i], reference);
    else if (before !== reference) ofTexts = true;
  }
  return Float64Array.from({ length: of.count }, (_, i) => {
    if (of.recognises[i] === 1) return NaN;
    const found = scores.get(key(i));
    if (found) return found.sum / found.n;
    return ofTexts ? of.reference[i] : NaN;
  });
}

/** Own less others, one entry per item that has both; adjusted is NaN without people's scores. */
interface PairedItems {
  readonly item: Int32Array;
  readonly raw: Float64Array;
  readonly adjusted: Float64Array;
}

function pairItems(
  of: SingleTexts,
  human: Float64Array,
  isOwn: Uint8Array,
  rows: Int32Array,
): PairedItems {
  const item: number[] = [];
  const raw: number[] = [];
  const adjusted: number[] = [];
  for (let at = 0; at < rows.length;) {
    const open = of.item[rows[at]];
    // Sums and counts of others and own, then of those that people scored too.
    const sum = [0, 0, 0, 0];
    const n = [0, 0, 0, 0];
    for (; at < rows.length && of.item[rows[at]] === open; at++) {
      const i = rows[at];
      if (Number.isNaN(of.score[i])) continue;
      sum[isOwn[i]] += of.score[i];
      n[isOwn[i]]++;
      if (Number.isNaN(human[i])) continue;
      sum[2 + isOwn[i]] += of.score[i] - human[i];
      n[2 + isOwn[i]]++;
    }
    if (n[0] === 0 || n[1] === 0) continue;
    item.push(open);
    raw.push(sum[1] / n[1] - sum[0] / n[0]);
    adjusted.push(n[2] > 0 && n[3] > 0 ? sum[3] / n[3] - sum[2] / n[2] : NaN);
  }
  return {
    item: Int32Array.from(item),
    raw: Float64Array.from(raw),
    adjusted: Float64Array.from(adjusted),
  };
}

function summary(
  of: SingleTexts,
  isOwn: Uint8Array,
  rows: Int32Array,
  values: PairedItems,
  question: SingleJudge['question'],
): SingleJudge {
  const writers = new Map<number, number[]>();
  for (const i of rows) {
    const list = writers.get(of.writer[i]);
    if (list) list.push(i);
    else writers.set(of.writer[i], [i]);
  }
  const scored = rows.filter((i) => !Number.isNaN(of.score[i]));
  return {
    judge: of.judge[rows[0]],
    question,
    n: rows.length,
    missing: rows.length - scored.length,
    writers: [...writers]
      .map(([writer, list]) => ({
        writer,
        isOwn: isOwn[list[0]] === 1,
        n: list.length,
        mean: itemMean(of.score, of.item, Int32Array.from(list)),
      }))
      .toSorted((a, b) => Number(b.isOwn) - Number(a.isOwn) || a.writer - b.writer),
    difference: meanOver(values.raw, values.item),
    adjusted: meanOver(values.adjusted, values.item),
    area: areaUnderCurve(
      Float64Array.from(scored, (i) => of.score[i]),
      Uint8Array.from(scored, (i) => isOwn[i]),
    ),
  };
}

/** Mean of one value per item. */
function meanOver(values: Float64Array, item: Int32Array): Mean | null {
  const kept = values.filter((value) => !Number.isNaN(value));
  const clusters = item.filter((_, i) => !Number.isNaN(values[i]));
  return kept.length === 0
    ? null
    : meanOf(kept, clusters, new Int32Array(kept.length), kept.length, 1, kept.length);
}
