import { zipSync } from 'fflate';

/** A pseudo-random number in [0, 1). */
export type Random = () => number;

/** One way of damaging a file. */
export interface Mutation {
  readonly name: string;
  apply(bytes: Uint8Array, random: Random): Uint8Array;
}

/** The same numbers for the same seed (mulberry32, Ettinger 2017). */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const below = (random: Random, n: number): number => Math.floor(random() * n);

const onBytes: Mutation[] = [
  {
    name: 'cut off',
    apply: (bytes, random) => bytes.slice(0, below(random, bytes.length)),
  },
  {
    name: 'bits flipped',
    apply(bytes, random) {
      const out = bytes.slice();
      for (let n = 1 + below(random, 20); n > 0; n--)
        out[below(random, out.length)] ^= 1 << below(random, 8);
      return out;
    },
  },
  {
    name: 'a stretch left out',
    apply(bytes, random) {
      const from = below(random, bytes.length);
      const to = from + below(random, Math.min(2000, bytes.length - from) + 1);
      return joined(bytes.subarray(0, from), bytes.subarray(to));
    },
  },
  {
    name: 'a stretch twice',
    apply(bytes, random) {
      const from = below(random, bytes.length);
      const to = from + below(random, Math.min(2000, bytes.length - from) + 1);
      return joined(bytes.subarray(0, to), bytes.subarray(from));
    },
  },
  {
    name: 'a stretch of zeros',
    apply(bytes, random) {
      const from = below(random, bytes.length);
      return bytes.slice().fill(0, from, from + below(random, 64));
    },
  },
  {
    name: 'the end of the directory garbled',
    apply(bytes, random) {
      const out = bytes.slice();
      for (let n = 4; n > 0; n--)
        out[out.length - 1 - below(random, Math.min(200, out.length))] = below(random, 256);
      return out;
    },
  },
];

const DEEP = 20_000;
const VALUES = [
  'null',
  'true',
  '-1',
  '1e999',
  'NaN',
  '-Infinity',
  '""',
  '"\\ud800"',
  '"2024-01-01T00:00:00Z"',
  '[]',
  '{}',
  '[[1,2],[3]]',
  '{"__proto__": {"polluted": 1}, "constructor": 1}',
  '123456789012345678901234567890',
  `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`,
  `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`,
];

const onText: Mutation[] = [
  {
    name: 'a value of another type',
    apply: (bytes, random) =>
      replaced(
        bytes,
        random,
        /:\s*("(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null)/g,
        () => `: ${pick(random, VALUES)}`,
      ),
  },
  {
    name: 'a key renamed',
    apply: (bytes, random) =>
      replaced(
        bytes,
        random,
        /"[A-Za-z_0-9]+"\s*:/g,
        () => `"${pick(random, ['__proto__', 'constructor', 'x', ''])}":`,
      ),
  },
  {
    name: 'a key twice',
    apply: (bytes, random) =>
      replaced(
        bytes,
        random,
        /"([A-Za-z_0-9]+)"\s*:/g,
        (key) => `${key} ${pick(random, VALUES)}, ${key}`,
      ),
  },
  {
    name: 'an opening bracket changed',
    apply: (bytes, random) => replaced(bytes, random, /[[{]/g, (b) => (b === '[' ? '{' : '[')),
  },
  {
    name: 'a closing bracket left out',
    apply: (bytes, random) => replaced(bytes, random, /[\]}]/g, () => ''),
  },
];

/** What hostile archives hold: names that lead out of a folder, and what unpacks to a thousandfold. */
const inArchives: Mutation[] = [
  {
    name: 'packed under a path that leads out',
    apply: (bytes, random) =>
      zipSync({
        [pick(random, ['../../x.json', '/etc/x.json', 'a/../../x', '..\\..\\x'])]: bytes,
      }),
  },
  {
    name: 'packed beside a bomb of 1:1000',
    apply: (bytes) => zipSync({ 'x.json': bytes, 'zeros.csv': [zeros(), { level: 9 }] }),
  },
];

let made: Uint8Array | null = null;

/** Deflate packs zeros about a thousandfold. */
function zeros(): Uint8Array {
  return (made ??= new Uint8Array(2 << 20));
}

/** All mutations; those of text leave binary files alone. */
export const MUTATIONS: readonly Mutation[] = [...onBytes, ...onText, ...inArchives];

function pick<T>(random: Random, from: readonly T[]): T {
  return from[below(random, from.length)];
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const out = new Uint8Array(a.length + b.length);
  out.set(a);
  out.set(b, a.length);
  return out;
}

/** Replaces one to three of the matches, chosen at random. */
function replaced(
  bytes: Uint8Array,
  random: Random,
  pattern: RegExp,
  by: (match: string) => string,
): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  const count = text.match(pattern)?.length ?? 0;
  const chosen = new Set(Array.from({ length: 1 + below(random, 3) }, () => below(random, count)));
  let index = 0;
  const out = text.replace(pattern, (match) => (chosen.has(index++) ? by(match) : match));
  return new Uint8Array(Buffer.from(out, 'latin1'));
}
