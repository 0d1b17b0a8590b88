import { listOf, nameOf } from '../fields.ts';

/** A judge is a name, or a pair of its model and the template it was asked with. */
export function judgeOf(judge: unknown): { judge: string | null; template: string | null } {
  if (!Array.isArray(judge)) return { judge: nameOf(judge), template: null };
  const [name, template] = listOf(judge);
  return { judge: nameOf(name), template: nameOf(template) };
}

/** The texts of one side of a conversation: what the model said, turn by turn. */
export function saidIn(conversation: unknown): string | null {
  return partOf(conversation, 'assistant');
}

/** What the user asked in a conversation. */
export function askedIn(conversation: unknown): string | null {
  return partOf(conversation, 'user');
}

function partOf(conversation: unknown, role: string): string | null {
  const texts = listOf(conversation).flatMap((message) => {
    const fields = message as { role?: unknown; content?: unknown } | null;
    return fields?.role === role && typeof fields.content === 'string' ? [fields.content] : [];
  });
  return texts.join('\n\n') || null;
}
