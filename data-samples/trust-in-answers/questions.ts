import type { Random } from '../../src/stats/resample/random.ts';

/** A question and the source it comes from. */
export interface StudyQuestion {
  readonly source: string;
  readonly text: string;
  /** How hard it is for a model, in the unit of the models' ability. */
  readonly difficulty: number;
}

interface Source {
  readonly name: string;
  readonly difficulty: number;
  readonly forms: readonly string[];
  readonly first: readonly string[];
  readonly second: readonly string[];
}

const PLACES = [
  'Arvenna',
  'Bolda',
  'Cirelia',
  'Dunmark',
  'Estavia',
  'Fenland',
  'Gorovia',
  'Halden',
];
const THINGS = ['copper', 'amber', 'basalt', 'cobalt', 'granite', 'nickel', 'quartz', 'zinc'];
const NUMBERS = ['14', '27', '36', '48', '59', '63', '75', '82'];
const WORDS = ['harbour', 'lantern', 'meadow', 'orchard', 'pebble', 'quarrel', 'ribbon', 'saddle'];

/** Eight kinds of question; forms take a first and a second word. All names are invented. */
const SOURCES: readonly Source[] = [
  {
    name: 'capitals',
    difficulty: -1.1,
    forms: ['What is the capital of {a}?', 'Which city is the capital of {a}, {b} or another?'],
    first: PLACES,
    second: PLACES,
  },
  {
    name: 'rivers',
    difficulty: -0.4,
    forms: ['Which river flows through {a}?', 'Does the longest river of {a} reach {b}?'],
    first: PLACES,
    second: PLACES,
  },
  {
    name: 'sums',
    difficulty: -0.8,
    forms: ['What is {a} plus {b}?', 'If you add {b} to {a}, what do you get?'],
    first: NUMBERS,
    second: NUMBERS,
  },
  {
    name: 'percentages',
    difficulty: 0.5,
    forms: ['What is {a} percent of {b}?', 'By how many percent is {b} more than {a}?'],
    first: NUMBERS,
    second: NUMBERS,
  },
  {
    name: 'minerals',
    difficulty: 0.2,
    forms: ['Is {a} denser than {b}?', 'Which melts first, {a} or {b}?'],
    first: THINGS,
    second: THINGS,
  },
  {
    name: 'mining-law',
    difficulty: 1.2,
    forms: [
      'Under the law of {a}, who owns {b} below a field?',
      'May {b} be mined in {a} without a licence?',
    ],
    first: PLACES,
    second: THINGS,
  },
  {
    name: 'spelling',
    difficulty: 0.1,
    forms: [
      'How many vowels are in the word {a}?',
      'Does the word {a} come before {b} in a dictionary?',
    ],
    first: WORDS,
    second: WORDS,
  },
  {
    name: 'letter-games',
    difficulty: 0.9,
    forms: ['Write the word {a} backwards.', 'Which letters do the words {a} and {b} share?'],
    first: WORDS,
    second: WORDS,
  },
];

/** A question drawn from all sources alike, or from one. */
export function drawQuestion(random: Random, from?: string): StudyQuestion {
  const source = SOURCES.find(({ name }) => name === from) ?? SOURCES[random.below(SOURCES.length)];
  const pick = (words: readonly string[]): string => words[random.below(words.length)];
  const a = pick(source.first);
  let b = pick(source.second);
  while (b === a) b = pick(source.second);
  const text = pick(source.forms).replaceAll('{a}', a).replaceAll('{b}', b);
  return {
    source: source.name,
    text,
    difficulty: source.difficulty + 0.6 * random.normal(),
  };
}
