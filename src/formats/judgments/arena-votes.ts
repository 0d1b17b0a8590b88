import { COMPARISON_COLUMNS } from '../../domain/comparison.ts';
import { at, fieldsOf, listOf, nameOf, textOf } from '../fields.ts';
import type { TableFormat } from '../format.ts';
import { headShape } from '../head-shape.ts';
import { readObjects } from '../json-stream.ts';
import { eachRecord, fixedTable } from '../record-table.ts';
import { comparisonOf } from './battles.ts';

/** Votes on two models, as the server of the Arena calls them. */
const VOTES: ReadonlyMap<unknown, string> = new Map([
  ['leftvote', 'model_a'],
  ['rightvote', 'model_b'],
  ['tievote', 'tie'],
  ['bothbad_vote', 'tie (bothbad)'],
]);

/** The log of an Arena server: chats and votes, each vote with the states of both conversations. */
export const arenaVotes: TableFormat = {
  id: 'arena-votes',
  label: 'Arena server log',
  recognise({ head }) {
    const shape = headShape(head);
    const has = (name: string): boolean => shape?.keys.has(name) === true;
    if (shape?.kind !== 'object' || !has('type') || !has('tstamp')) return 0;
    return has('states') || (has('state') && has('model')) ? 0.95 : 0;
  },
  open(source) {
    const table = fixedTable('comparisons', COMPARISON_COLUMNS, (rows) =>
      eachRecord(readObjects(source), rows, (record, row) => {
        const winner = VOTES.get(record.type);
        const [a, b] = listOf(record.states).map(conversationOf);
        // The names beside the states are empty where the models were hidden.
        const vote = {
          question_id: a?.id,
          model_a: a?.model,
          model_b: b?.model,
          conversation_a: a?.messages,
          conversation_b: b?.messages,
          winner,
        };
        const comparison = winner === undefined ? null : comparisonOf(vote);
        if (comparison) rows.add(comparison);
        else rows.skip('an event that is no vote on two models', row, nameOf(record.type) ?? '');
      }),
    );
    return Promise.resolve(table);
  },
};

/** A state of FastChat: messages are pairs of a role and a text, after `offset` examples. */
function conversationOf(state: unknown): { id: unknown; model: unknown; messages: unknown[] } {
  const { offset } = fieldsOf(state) ?? {};
  const messages = listOf(at(state, 'messages')).slice(typeof offset === 'number' ? offset : 0);
  const user = listOf(at(state, 'roles'))[0] ?? listOf(messages[0])[0];
  return {
    id: at(state, 'conv_id'),
    model: at(state, 'model_name'),
    messages: messages.map((message) => {
      const [role, said] = listOf(message);
      const content = textOf(said) ?? textOf(listOf(said)[0]);
      return { role: role === user ? 'user' : 'assistant', content };
    }),
  };
}
