/** Levels that look like one, and the name to call them by. */
export interface MergeProposal {
  readonly levels: readonly string[];
  readonly to: string;
}

/** Words before a colon that say who serves a model, as promptfoo and others write them. */
const PROVIDERS = new Set([
  'openai',
  'azure',
  'azureopenai',
  'anthropic',
  'google',
  'vertex',
  'bedrock',
  'mistral',
  'groq',
  'together',
  'togetherai',
  'openrouter',
  'ollama',
  'huggingface',
  'hf',
  'chat',
  'completion',
  'messages',
  'responses',
]);

/**
 * Levels that name the same model with and without who serves it: `openai/gpt-4o`, `openai:chat:gpt-4o`
 * and `gpt-4o`. Two that both name an owner, and another one, stay apart. Proposals only: whether they
 * are one is for the reader to say. Shortest name first in each, which is what they are called.
 */
export function proposeMerges(names: readonly string[]): MergeProposal[] {
  const byModel = new Map<string, { name: string; owners: string }[]>();
  for (const name of names) {
    const parts = partsOf(name);
    const model = parts.at(-1) ?? '';
    if (!/\p{L}/u.test(model)) continue;
    const owners = parts.slice(0, -1).join('/');
    byModel.set(model, [...(byModel.get(model) ?? []), { name, owners }]);
  }
  return [...byModel.values()].flatMap((alike) => {
    const owners = new Set(alike.map((one) => one.owners).filter((owner) => owner !== ''));
    const longest = [...owners].sort((a, b) => b.length - a.length)[0] ?? '';
    const oneOwner = [...owners].every(
      (owner) => longest === owner || longest.endsWith(`/${owner}`),
    );
    if (alike.length < 2 || !oneOwner) return [];
    const levels = alike
      .map((one) => one.name)
      .sort((a, b) => a.length - b.length || Number(a > b) - Number(a < b));
    return [{ levels, to: levels[0] }];
  });
}

function partsOf(name: string): string[] {
  const parts = name.toLowerCase().split('/');
  const last = parts.pop() ?? '';
  const [first, ...rest] = last.split(':');
  // After a colon there may be a size (`llama3:8b`) as well as a model.
  const inside = rest.length > 0 && PROVIDERS.has(first) ? colonParts(last) : [last];
  return [...parts, ...inside].map(plain).filter((part) => part !== '');
}

function colonParts(text: string): string[] {
  const parts = text.split(':');
  const at = parts.findIndex((part) => !PROVIDERS.has(part));
  if (at < 0) return [text];
  const owner = parts[0];
  return [owner, parts.slice(at).join(':')];
}

function plain(text: string): string {
  return text.trim().replace(/[\s_]+/g, '-');
}
