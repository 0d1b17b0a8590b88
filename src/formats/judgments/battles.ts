import { COMPARISON_COLUMNS } from '../../domain/comparison.ts';
import type { Comparison } from '../../domain/comparison.ts';
import type { Fields } from '../fields.ts';
import { at, listOf, nameOf, writtenOf } from '../fields.ts';
import type { TableFormat } from '../format.ts';
import { headShape } from '../head-shape.ts';
import { readObjects } from '../json-stream.ts';
import { eachRecord, fixedTable } from '../record-table.ts';
import { textId } from '../short-hash.ts';
import { askedIn, judgeOf, saidIn, turnsIn } from './judge.ts';

type Side = 'a' | 'b' | 'tie' | null;

/**
 * Pairwise judgments: MT-bench pairs judged by a model in both orders (`g1_winner`, `g2_winner`), MT-bench
 * pairs judged by people, and Chatbot Arena battles (`winner`).
 */
export const battles: TableFormat = {
  id: 'battles',
  label: 'MT-bench or Arena pairs',
  recognise({ head }) {
    const keys = headShape(head)?.keys;
    const has = (...names: string[]): boolean => names.every((name) => keys?.has(name));
    if (has('model_1', 'model_2', 'g1_winner')) return 0.95;
    if (has('model', 'judge', 'games') && (has('question_id') || has('uid'))) return 0.95;
    return has('model_a', 'model_b') && (has('winner') || has('win')) ? 0.95 : 0;
  },
  open(source) {
    const table = fixedTable('comparisons', COMPARISON_COLUMNS, (rows) =>
      eachRecord(readObjects(source), rows, (record, row) => {
        const comparison = comparisonOf(record);
        if (comparison) rows.add(comparison);
        else rows.skip('a battle without two models', row, writtenOf(record) ?? '');
      }),
    );
    return Promise.resolve(table);
  },
};

/** What a record says of two models; null where it names less than two. */
export function comparisonOf(record: Fields): Partial<Comparison> | null {
  if (Array.isArray(record.games)) return againstBaseline(record);
  if (!nameOf(record.model_1 ?? record.model_a) || !nameOf(record.model_2 ?? record.model_b))
    return null;
  return record.g1_winner === undefined ? oneOrder(record) : bothOrders(record);
}

/** Arena-Hard: two games against a baseline, which stands first in the first; verdicts such as `A>>B`. */
function againstBaseline(record: Fields): Partial<Comparison> | null {
  const model = nameOf(record.model);
  if (!model) return null;
  const [first, second] = listOf(record.games).map((game) => at(game, 'score'));
  const [backward, forward] = [turned(verdictSide(first)), verdictSide(second)];
  const sides = [backward, forward].map(preferenceOf);
  const [one, other] = sides;
  return {
    ...shared(record),
    task: nameOf(record.category) ?? 'arena_hard',
    model_a: model,
    model_b: nameOf(record.baseline) ?? 'baseline',
    preference: one === null || other === null ? null : (one + other) / 2,
    forward,
    backward,
    verdict: `${writtenOf(first) ?? '–'}, ${writtenOf(second) ?? '–'}`,
    failure: one === null || other === null ? 'no verdict found' : null,
  };
}

function verdictSide(verdict: unknown): Side {
  if (typeof verdict !== 'string') return null;
  if (/^A>+B$/.test(verdict)) return 'a';
  if (/^B>+A$/.test(verdict)) return 'b';
  return verdict === 'A=B' ? 'tie' : null;
}

function turned(side: Side): Side {
  return side === 'a' ? 'b' : side === 'b' ? 'a' : side;
}

/** Two games, the second with the places changed; FastChat names the winner by model, not by place. */
function bothOrders(record: Fields): Partial<Comparison> {
  const { model_1, model_2 } = record;
  const first = sideOf(record.g1_winner, model_1, model_2);
  const second = sideOf(record.g2_winner, model_1, model_2);
  // As in FastChat's show_result: games that disagree make a tie.
  const agreed = first === second ? first : 'tie';
  const failed = first === null || second === null;
  return {
    ...shared(record),
    model_a: nameOf(record.model_1)!,
    model_b: nameOf(record.model_2)!,
    preference: failed ? null : preferenceOf(agreed),
    forward: first,
    backward: second,
    verdict: `${writtenOf(record.g1_winner) ?? '–'}, ${writtenOf(record.g2_winner) ?? '–'}`,
    failure: failed ? 'no verdict found' : null,
  };
}

function oneOrder(record: Fields): Partial<Comparison> {
  const winner = record.winner ?? record.win;
  const side = sideOf(winner, record.model_a, record.model_b);
  return {
    ...shared(record),
    model_a: nameOf(record.model_a)!,
    model_b: nameOf(record.model_b)!,
    preference: preferenceOf(side),
    // The Arena shows A on the left.
    forward: side,
    verdict: writtenOf(winner),
    failure: side === null ? 'no verdict found' : null,
    response_a: saidIn(conversationOf(record, 'a')) ?? turnsIn(record.response_a),
    response_b: saidIn(conversationOf(record, 'b')) ?? turnsIn(record.response_b),
  };
}

function shared(record: Fields): Partial<Comparison> {
  const { judge, template } = judgeOf(record.judge);
  const text = askedIn(conversationOf(record, 'a')) ?? turnsIn(record.prompt);
  const item =
    nameOf(record.question_id) ??
    nameOf(record.uid) ??
    nameOf(record.id) ??
    textId(text ?? writtenOf(record) ?? '');
  const turn = nameOf(record.turn);
  return {
    task: nameOf(record.category) ?? nameOf(record.language),
    item,
    judge,
    question: 'preference',
    prompt: template,
    run: turn && `turn ${turn}`,
    text,
  };
}

function conversationOf(record: Fields, side: 'a' | 'b'): unknown {
  return record[`conversation_${side}`] ?? record[`messages_${side}`];
}

/** The winner is named by its place, or by itself. */
function sideOf(winner: unknown, a: unknown, b: unknown): Side {
  if (typeof winner !== 'string') return null;
  const word = winner.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (['modela', 'model1', 'a', 'assistanta'].includes(word)) return 'a';
  if (['modelb', 'model2', 'b', 'assistantb'].includes(word)) return 'b';
  if (/^(tie|both|draw)/.test(word)) return 'tie';
  if (a === b) return null;
  return winner === a ? 'a' : winner === b ? 'b' : null;
}

function preferenceOf(side: Side): number | null {
  if (side === null) return null;
  return side === 'a' ? 1 : side === 'b' ? 0 : 0.5;
}
