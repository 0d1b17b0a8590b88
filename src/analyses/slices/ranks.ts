import { counted, decimalsFor, fixed, range, unbroken } from '../../domain/format.ts';
import type { Sentence, Span } from '../../domain/panel.ts';
import type { Question } from '../../domain/question.ts';
import type { LevelRanks } from '../../domain/slice.ts';
import { measureWords } from '../measure-words.ts';

/** Whether any two levels were compared at all: tasks, say, may share no items. */
export function hasRanks(ranks: LevelRanks | null, facet: string): ranks is LevelRanks {
  return ranks !== null && ranks.facet === facet && ranks.pairs > ranks.untested;
}

/** Letters beyond these are left to the table. */
const SHOWN_LETTERS = 3;

/** `2 bc` by level name; null where nothing was compared. */
export function rankTexts(
  ranks: LevelRanks | null,
  facet: string,
): ReadonlyMap<string, string> | null {
  if (!hasRanks(ranks, facet)) return null;
  return new Map(
    ranks.levels.map(({ name, rank, letters }) => {
      const shown = (letters ?? []).slice(0, SHOWN_LETTERS).join('');
      const more = (letters?.length ?? 0) > SHOWN_LETTERS ? '…' : '';
      return [name, `${rank}\u2002${shown}${more}`.trimEnd()];
    }),
  );
}

/** Who is first, and how far the last is behind on the same items. */
export function rankSentence(ranks: LevelRanks, question: Question): Sentence {
  const first = ranks.levels.filter((level) => level.rank === 1).map((level) => level.name);
  return [...firstPlace(ranks, first), ...lastPlace(ranks, question)];
}

function firstPlace(ranks: LevelRanks, first: readonly string[]): Span[] {
  if (first.length === ranks.levels.length)
    return [
      {
        text: `No ${ranks.facet} can be told from all others: the ${counted(first.length, ranks.facet)} share first place`,
      },
    ];
  if (first.length === 1) return [{ text: first[0], role: 'strong' }, { text: ' is first' }];
  const names =
    first.length <= 3
      ? `${first.slice(0, -1).join(', ')} and ${first[first.length - 1]}`
      : counted(first.length, ranks.facet);
  return [{ text: names, role: 'strong' }, { text: ' share first place' }];
}

function lastPlace(ranks: LevelRanks, question: Question): Span[] {
  const { behind } = ranks;
  if (!behind) return [{ text: '.' }];
  const { factor, unit } = rankedUnit(ranks, question);
  const { interval } = behind;
  const half = interval ? ((interval.high - interval.low) / 2) * factor : NaN;
  const decimals = decimalsFor(half);
  const write = (x: number): string => fixed(x * factor, decimals);
  return [
    { text: `; ${behind.last} is ` },
    { text: `${write(behind.difference)}\u00a0${unit}`, role: 'strong' },
    { text: ` behind ${behind.first} ` },
    ...(interval
      ? [
          {
            text: unbroken(`(${range(interval.low, interval.high, write)})`),
            role: 'interval' as const,
          },
          { text: ' ' },
        ]
      : []),
    { text: `on the same ${counted(behind.items, 'item')}.` },
  ];
}

/** How ranks came about, in words. */
export function rankNote(ranks: LevelRanks): string {
  const sized = {
    error: '',
    'absolute error': ', by absolute error, since errors to either side would cancel in the mean',
    'squared error': ', by squared error, since errors to either side would cancel in the mean',
  }[ranks.of];
  return [
    `Rank: 1 and the number of ${ranks.facet}s with less error on the same items (Holm, 5\u00a0%)${sized}; whoever shares a letter cannot be told apart.`,
    ...(ranks.untested > 0
      ? [`${counted(ranks.untested, 'pair')} of ${ranks.pairs} share too few items to be compared.`]
      : []),
  ].join(' ');
}

/** Unit of what is ranked, and what its numbers are multiplied by to be shown. */
export function rankedUnit(
  ranks: LevelRanks,
  question: Question,
): { readonly factor: number; readonly unit: string } {
  if (ranks.of === 'absolute error') return { factor: 1, unit: 'points' };
  if (ranks.of === 'squared error') return { factor: 1, unit: 'SD²' };
  const { factor, apart } = measureWords(question.measure);
  return { factor, unit: apart };
}
