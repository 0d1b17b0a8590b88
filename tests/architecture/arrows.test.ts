import { expect, test } from 'vitest';
import { codeFiles, importsOf, isFile, type Import } from './source-tree.ts';

/** What a room may import: other rooms, rooms for their types alone, and packages. */
interface Arrows {
  readonly rooms: readonly string[];
  readonly typesOf?: readonly string[];
  readonly packages?: readonly string[];
}

const arrows: Record<string, Arrows> = {
  domain: { rooms: [] },
  stats: { rooms: [], typesOf: ['domain'] },
  formats: {
    rooms: ['domain'],
    packages: ['apache-arrow', 'fflate', 'flatbuffers', 'fzstd', 'parquet-wasm'],
  },
  sql: { rooms: ['domain'] },
  protocol: { rooms: ['domain'], typesOf: ['stats'] },
  analyses: { rooms: ['domain', 'sql'], typesOf: ['stats', 'protocol'] },
  figures: { rooms: ['domain'], typesOf: ['analyses'], packages: ['@observablehq/plot'] },
  client: {
    rooms: ['protocol', 'analyses', 'sql', 'domain'],
    typesOf: ['stats'],
    packages: ['comlink', 'apache-arrow', 'hyparquet-writer'],
  },
  state: { rooms: ['client', 'analyses', 'domain'], packages: ['svelte', 'fflate'] },
  views: {
    rooms: ['state', 'figures', 'ui', 'analyses', 'domain'],
    packages: [
      'svelte',
      '@codemirror/autocomplete',
      '@codemirror/commands',
      '@codemirror/lang-sql',
      '@codemirror/language',
      '@codemirror/state',
      '@codemirror/view',
      '@lezer/highlight',
    ],
  },
  ui: {
    rooms: [],
    typesOf: ['domain'],
    packages: ['svelte', '@fontsource-variable/source-serif-4'],
  },
  workers: {
    rooms: ['protocol', 'formats', 'sql', 'stats', 'domain'],
    packages: [
      '@duckdb/duckdb-wasm',
      'apache-arrow',
      'comlink',
      'fflate',
      'hyparquet-writer',
      'parquet-wasm',
    ],
  },
};

/** The room a file stands in; main.ts and App.svelte stand in none and may import every room. */
function roomOf(path: string): string | undefined {
  const [top, folder, ...rest] = path.split('/');
  if (top === 'workers') return 'workers';
  return top === 'src' && rest.length > 0 ? folder : undefined;
}

function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

function isAllowed({ from, to, isLocal, isTypeOnly }: Import): boolean {
  const room = roomOf(from)!;
  const { rooms, typesOf = [], packages = [] } = arrows[room];
  if (!isLocal) return packages.includes(packageOf(to));
  const target = roomOf(to);
  if (target === undefined) return false;
  return target === room || rooms.includes(target) || (isTypeOnly && typesOf.includes(target));
}

const files = codeFiles('src', 'workers');
const imports = files.flatMap(importsOf);
const say = ({ from, to, isTypeOnly }: Import) => `${from} -> ${to}${isTypeOnly ? ' (type)' : ''}`;

test('every room of src is one the design names', () => {
  const rooms = new Set(files.map(roomOf).filter((room) => room !== undefined));
  expect([...rooms].filter((room) => !(room in arrows))).toEqual([]);
});

test('every import follows the arrows of the design', () => {
  const known = imports.filter(({ from }) => roomOf(from)! in arrows);
  expect(known.length).toBeGreaterThan(0);
  expect(known.filter((found) => !isAllowed(found)).map(say)).toEqual([]);
});

test('an import against the arrows is recognised', () => {
  const wrong = { isLocal: true, isTypeOnly: false };
  expect(isAllowed({ from: 'src/domain/a.ts', to: 'src/sql/b.ts', ...wrong })).toBe(false);
  expect(isAllowed({ from: 'src/stats/x/a.ts', to: 'src/domain/b.ts', ...wrong })).toBe(false);
  expect(isAllowed({ from: 'src/ui/A.svelte', to: 'comlink', ...wrong, isLocal: false })).toBe(
    false,
  );
  expect(isAllowed({ from: 'src/sql/a.ts', to: 'src/domain/b.ts', ...wrong })).toBe(true);
});

test('every local import names a file with its ending', () => {
  const missing = imports.filter(({ to, isLocal }) => isLocal && !isFile(to));
  expect(missing.map(say)).toEqual([]);
});

test('DuckDB-WASM is imported by the database worker alone', () => {
  const importers = imports.filter(({ to }) => packageOf(to) === '@duckdb/duckdb-wasm');
  const others = importers.filter(({ from }) => from !== 'workers/database.ts');
  expect(others.map(say)).toEqual([]);
});

test('no file imports itself by way of others', () => {
  const targets = new Map<string, string[]>();
  for (const { from, to, isLocal } of imports) {
    if (isLocal) targets.set(from, [...(targets.get(from) ?? []), to]);
  }
  expect(findCycles(targets)).toEqual([]);
  const ring = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['a']],
  ]);
  expect(findCycles(ring)).toEqual(['a -> b -> c -> a']);
});

/** The cycles met on a depth-first walk; each file is entered once. */
function findCycles(targets: ReadonlyMap<string, readonly string[]>): string[] {
  const cycles: string[] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const enter = (file: string): void => {
    const start = path.indexOf(file);
    if (start >= 0) {
      cycles.push([...path.slice(start), file].join(' -> '));
      return;
    }
    if (done.has(file)) return;
    path.push(file);
    for (const target of targets.get(file) ?? []) enter(target);
    path.pop();
    done.add(file);
  };
  for (const file of targets.keys()) enter(file);
  return cycles;
}
