import { at, listOf, nameOf, textOf } from '../fields.ts';
import { parseJson } from '../parse-json.ts';

/** A judge is a name, or a pair of its model and the template it was asked with. */
export function judgeOf(judge: unknown): { judge: string | null; template: string | null } {
  if (!Array.isArray(judge)) return { judge: nameOf(judge), template: null };
  const [name, template] = listOf(judge);
  return { judge: nameOf(name), template: nameOf(template) };
}

/** What the model said in a conversation, turn by turn; tables hold conversations as JSON. */
export function saidIn(conversation: unknown): string | null {
  return partOf(conversation, 'assistant');
}

/** What the user asked in a conversation. */
export function askedIn(conversation: unknown): string | null {
  return partOf(conversation, 'user');
}

/** A text, or the texts of several turns, which some tables hold as JSON; a turn may lack its own. */
export function turnsIn(value: unknown): string | null {
  const written = textOf(value);
  const turns = listOf(written?.startsWith('[') ? parseJson(written) : value);
  const texts = turns.flatMap((turn) => textOf(turn) ?? []);
  return turns.length > 0 && turns.every((turn) => turn === null || typeof turn === 'string')
    ? texts.join('\n\n') || null
    : written;
}

function partOf(conversation: unknown, role: string): string | null {
  const messages = typeof conversation === 'string' ? parseJson(conversation) : conversation;
  const texts = listOf(messages).flatMap((message) =>
    at(message, 'role') === role ? contentOf(at(message, 'content')) : [],
  );
  return texts.join('\n\n') || null;
}

/** The content of a message is a text, or a list of parts of which some are texts. */
function contentOf(content: unknown): string[] {
  if (typeof content === 'string') return [content];
  return listOf(content).flatMap((part) => textOf(at(part, 'text')) ?? []);
}
