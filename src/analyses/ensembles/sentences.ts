import { counted, count, decimalsFor, directed, fixed, percent } from '../../domain/format.ts';
import type { Sentence, Span } from '../../domain/panel.ts';
import type { EnsembleResult, EnsemblesAnswer, Estimate } from './answers.ts';
import { resultOf, ruleName } from './answers.ts';
import type { SettledBenchmark } from '../ladder/benchmarks.ts';
import type { ErrorWords } from './error-words.ts';

type Write = (x: number) => string;

/** Does combining help? The mean of the models beside one of them, and beside the best. */
export function viewSentence(answer: EnsemblesAnswer, words: ErrorWords): Sentence {
  const mean = answer.rules.find(({ rule }) => rule.kind === 'mean');
  const result = mean && resultOf(mean);
  if (!result)
    return [
      {
        text: 'No item has a score of every chosen model and a reference, so nothing can be combined.',
      },
    ];
  const write = writer(result.error, words);
  if (result.members < 2)
    return [
      { text: `One model is chosen: its ${words.mean} is ` },
      { text: withUnit(write(result.error.value), words), role: 'answer' },
      { text: '. Choose another to combine them.' },
    ];
  return [
    { text: `The mean of the ${count(result.members)} models has a ${words.mean} of ` },
    { text: withUnit(write(result.error.value), words), role: 'answer' },
    ...bounds(result.error, write),
    { text: `: ${against(result.lessAverage, words, 'a single model on average')}, and ` },
    { text: `${against(result.lessBest, words, 'the best single model')}.` },
  ];
}

function withUnit(text: string, { factor, unit }: ErrorWords): string {
  return factor === 100 ? `${text}\u00a0${unit}` : text;
}

function writer({ low, high }: Estimate, words: ErrorWords): Write {
  const half = low === null || high === null ? NaN : ((high - low) / 2) * words.factor;
  const decimals = Math.min(3, decimalsFor(half));
  return (x) => words.write(x * words.factor, decimals);
}

function bounds({ low, high }: Estimate, write: Write): Span[] {
  if (low === null || high === null) return [];
  return [{ text: ` (95\u00a0% ${write(low)} to ${write(high)})`, role: 'interval' }];
}

/** `0.10 less than …`, or that it cannot be told. */
function against(difference: Estimate, words: ErrorWords, whom: string): string {
  const { value, low, high } = difference;
  const write = writer(difference, words);
  if (!Number.isFinite(value)) return `not to be compared with ${whom}, for want of items`;
  if (isNothing(difference)) return `the same as ${whom}`;
  if (low !== null && high !== null && low <= 0 && high >= 0)
    return `not to be told apart from ${whom} (${interval(difference, words)})`;
  const points = words.factor === 100 ? '\u00a0percentage points' : '';
  const size = `${write(Math.abs(value))}${points} ${value < 0 ? 'less than' : 'more than'} ${whom}`;
  return low === null ? size : `${size} (${interval(difference, words)})`;
}

/** Whether a difference is none by construction, and stays none however items are drawn. */
export function isNothing({ value, low, high }: Estimate): boolean {
  return [value, low ?? 0, high ?? 0].every((x) => Math.abs(x) < 1e-9);
}

function interval(difference: Estimate, words: ErrorWords): string {
  const { low, high } = difference;
  const half = low === null || high === null ? NaN : ((high - low) / 2) * words.factor;
  const write = (x: number): string => directed(x * words.factor, Math.min(3, decimalsFor(half)));
  return `95\u00a0% ${write(low!)} to ${write(high!)}`;
}

/** Why: errors that go together cannot cancel. */
export function underSentence(answer: EnsemblesAnswer): string {
  const { effective, floor, members } = answer;
  const parts: string[] = [];
  const reached = effective?.effective.at(-1);
  if (effective && reached !== undefined && Number.isFinite(reached) && members.length > 1)
    parts.push(
      `Their errors go together (mean correlation ${fixed(effective.rho, 2)}): ${counted(members.length, 'model')} are worth ${fixed(reached, 1)} independent ones.`,
    );
  const least = floor?.mse.at(-1);
  if (floor && least !== undefined && floor.floor > 0)
    parts.push(
      `However many such models were averaged, the squared error of their mean would not fall below ${fixed(floor.floor, 2)}; with these it is ${fixed(least, 2)}.`,
    );
  return parts.join(' ');
}

/** Which rule errs least, and how the others stand to it. */
export function rulesSentence(answer: EnsemblesAnswer, words: ErrorWords): Sentence {
  const found = answer.rules
    .flatMap((rule) => {
      const result = resultOf(rule);
      return result && result.coverage > 0.999 ? [{ name: ruleName(rule.rule), result }] : [];
    })
    .toSorted((a, b) => a.result.error.value - b.result.error.value);
  const [least] = found;
  if (!least) return [];
  const write = writer(least.result.error, words);
  const decided = unanimous(answer);
  return [
    { text: least.name, role: 'strong' },
    {
      text: ` errs least of the rules that decide everywhere, ${withUnit(write(least.result.error.value), words)}.`,
    },
    ...(decided
      ? [
          {
            text: ` Where all agree, on ${percent(decided.coverage)} of the items, they err by ${withUnit(writer(decided.error, words)(decided.error.value), words)}.`,
          },
        ]
      : []),
  ];
}

function unanimous({ rules }: EnsemblesAnswer): EnsembleResult | null {
  const found = rules.find(({ rule }) => rule.kind === 'unanimous');
  return found ? resultOf(found) : null;
}

/** What stands behind the rules. */
export function rulesNote(answer: EnsemblesAnswer): string {
  const first = answer.rules.map(resultOf).find((result) => result !== null);
  if (!first) return '';
  const refused = answer.rules.flatMap(({ rule, result }) =>
    result.ok ? [] : [`${ruleName(rule)}: ${result.problem.message}`],
  );
  const silent = answer.rules
    .filter(({ result }) => result.ok && result.value === null)
    .map(({ rule }) => `${ruleName(rule)} decides nowhere.`);
  return [
    `n = ${counted(first.columns, 'item')} of all tasks that every chosen model and the reference scored${first.leftOut > 0 ? `, ${count(first.leftOut)} left out` : ''}; ${counted(first.clusters, 'cluster')}.`,
    'Each row compares on the items its rule decides; the best model is chosen on one half of the clusters and measured on the other.',
    ...(answer.benchmark && answer.benchmark.scores.size > 0
      ? [weightsWords(answer.benchmark)]
      : []),
    ...refused,
    ...silent,
  ].join(' ');
}

function weightsWords({ name, typed, higherIsBetter }: SettledBenchmark): string {
  const turned = higherIsBetter ? '' : ', turned round, since less is better';
  return `Weights by ${name}${typed ? ', typed in' : ''}${turned}, as on the Ladder.`;
}

/** How the mean of the models goes with the outcome. */
export function outcomeSentence(answer: EnsemblesAnswer): Sentence {
  const mean = answer.rules.find(({ rule }) => rule.kind === 'mean');
  const found = mean && resultOf(mean)?.outcome;
  if (!found) return [];
  const write = (x: number): string => directed(x, 2);
  return [
    { text: 'The mean of the models correlates ' },
    { text: write(found.ensemble.value), role: 'strong' },
    ...bounds(found.ensemble, write),
    {
      text: ` with the outcome of ${counted(found.units, 'unit')}, a single model on average ${write(found.averageMember.value)}.`,
    },
  ];
}
