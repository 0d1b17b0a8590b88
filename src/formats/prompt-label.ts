import { shortHash } from './short-hash.ts';

const LONGEST = 60;
const SHOWN = 36;

/** `5-shot`. */
export function shots(count: number): string {
  return `${count}-shot`;
}

/** A prompt as a label: itself where it is short, else its beginning and the hash of the whole. */
export function promptLabel(prompt: string): string {
  const line = prompt.replace(/\s+/g, ' ').trim();
  return line.length <= LONGEST ? line : `${line.slice(0, SHOWN).trim()}… #${shortHash(prompt)}`;
}

/** A rendered prompt and the texts of its item that stand in it. */
export interface Rendered {
  readonly prompt: string;
  readonly parts: readonly string[];
}

/**
 * The label of the template behind some rendered prompts: the hash of what they share once the texts of
 * their items are taken out. Null where they share no template, as with examples drawn for each item.
 */
export function commonTemplate(rendered: readonly Rendered[]): string | null {
  const templates = new Set(rendered.map(templateOf));
  const [template] = templates;
  return templates.size === 1 && template.trim() !== '' ? `prompt #${shortHash(template)}` : null;
}

function templateOf({ prompt, parts }: Rendered): string {
  let template = prompt;
  // Longer parts first: a choice may be a word of the question.
  const ordered = [...new Set(parts)].filter((part) => part.trim().length > 1);
  ordered.sort((a, b) => b.length - a.length);
  for (const part of ordered) template = template.replaceAll(part, '{}');
  return template;
}
