import type { Entry } from '../group.ts';
import type { HeadShape } from '../head-shape.ts';
import { headShape } from '../head-shape.ts';
import { baseName, folderOf } from '../names.ts';

/** Which file of a run this is. */
export type Part = 'spec' | 'instances' | 'predictions' | 'stats' | 'state' | 'totals' | 'aside';

/** What a file is by its content; null for what has nothing to do with HELM. */
function partOf(head: Uint8Array, path: string): Part | null {
  const shape = headShape(head);
  // What a run has nothing of is written as an empty list.
  if (shape === null) return isEmptyList(head) ? 'aside' : null;
  const has = (...keys: string[]): boolean => keys.every((key) => shape.keys.has(key));
  // The specifications of a whole suite stand in a list.
  if (has('adapter_spec', 'scenario_spec')) return shape.kind === 'list' ? null : 'spec';
  if (has('adapter_spec', 'request_states') || (has('adapter_spec') && !has('results')))
    return 'state';
  if (shape.kind === 'object')
    return has('name', 'description', 'tags') || isNamed(path, shape) ? 'aside' : null;
  if (has('instance_id', 'predicted_text')) return 'predictions';
  if (has('instance_id', 'train_trial_index', 'stats')) return 'stats';
  if (has('id', 'input', 'references') || has('id', 'input.text')) return 'instances';
  if (has('name.name', 'count', 'sum')) return 'totals';
  if (has('name', 'count', 'sum') || has('instance_id', 'request')) return 'aside';
  return null;
}

function isEmptyList(head: Uint8Array): boolean {
  return head.length < 16 && /^\s*\[\s*\]\s*$/.test(new TextDecoder().decode(head));
}

/** Small objects that only their names tell apart from anything else. */
function isNamed(path: string, _: HeadShape): boolean {
  return /^(costs|scenario|scenario_state|stats|display_requests|annotation.*)\.json(\.gz|\.zst)?$/.test(
    baseName(path),
  );
}

/** Files about a suite of runs, by their names in a folder above them: nothing in them is a score. */
const OF_SUITE =
  /^(costs|config|groups|groups_metadata|run_specs|runs|runs_to_run_suites|schema|summary)\.json(\.gz|\.zst)?$/;

/** One folder with the files of a run. */
export interface RunFolder {
  readonly folder: string;
  /** What says how the model was asked; null where only the folder's name is left to say it. */
  readonly spec: Entry | null;
  readonly parts: ReadonlyMap<Part, Entry>;
  readonly aside: readonly Entry[];
}

/**
 * The runs among some entries: folders with something that holds scores, of each response or at least in
 * all, or with the specification of a run that has none yet. What is about their suite goes with the first
 * of them.
 */
export async function runFolders(entries: readonly Entry[]): Promise<RunFolder[]> {
  const folders = new Map<string, { parts: Map<Part, Entry>; aside: Entry[] }>();
  for (const entry of entries) {
    const part = partOf(await entry.head(), entry.path);
    if (part === null) continue;
    const folder = folderOf(entry.path);
    const run = folders.get(folder) ?? { parts: new Map<Part, Entry>(), aside: [] };
    folders.set(folder, run);
    if (part === 'aside' || run.parts.has(part)) run.aside.push(entry);
    else run.parts.set(part, entry);
  }
  const runs = [...folders].flatMap(([folder, { parts, aside }]) => {
    // The state of a run holds how the model was asked, too.
    const spec = parts.get('spec') ?? parts.get('state') ?? null;
    const scored = ['predictions', 'stats', 'totals'] as const;
    if (!spec && !scored.some((part) => parts.has(part))) return [];
    return [{ folder, spec, parts, aside }];
  });
  const claimed = new Set(runs.flatMap(({ parts, aside }) => [...parts.values(), ...aside]));
  const left = entries.filter((entry) => !claimed.has(entry));
  for (const entry of left) runs.find(({ folder }) => isAbove(entry, folder))?.aside.push(entry);
  return runs;
}

function isAbove({ path }: Entry, folder: string): boolean {
  const above = folderOf(path);
  return OF_SUITE.test(baseName(path)) && (above === '' || folder.startsWith(`${above}/`));
}
