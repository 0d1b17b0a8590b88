import {
  count,
  counted,
  decimalsFor,
  directed,
  fixed,
  range,
  unbroken,
} from '../../domain/format.ts';
import type { Sentence } from '../../domain/panel.ts';
import type { PairedDifference } from '../../domain/slice.ts';
import { isTold } from './comparison.ts';
import type { Comparison } from './comparison.ts';

/** Decimals that a difference carries, by its interval. */
export function differenceDecimals(pair: PairedDifference | null, factor: number): number {
  const { interval } = pair ?? {};
  return interval ? decimalsFor(((interval.high - interval.low) / 2) * factor) : 2;
}

/** A p value: three decimals, or that it is smaller. */
export function pText(p: number | null): string {
  if (p === null) return '–';
  return p < 0.001 ? '<0.001' : fixed(p, 3);
}

/** Whether the difference of the two is real. */
export function compareSentence({
  ranks,
  first,
  second,
  pair,
  unit,
  factor,
}: Comparison): Sentence {
  if (pair === null)
    return [{ text: `${first} and ${second} share no items, so they cannot be compared.` }];
  const decimals = differenceDecimals(pair, factor);
  const write = (x: number): string => fixed(x * factor, decimals);
  const { interval, difference, adjusted } = pair;
  const items = counted(pair.items, 'item');
  if (interval === null)
    return [
      { text: `${first} and ${second} share one cluster, so their difference has no interval.` },
    ];
  const less = difference <= 0;
  const span = less
    ? range(-interval.high, -interval.low, write)
    : range(interval.low, interval.high, write);
  const size = `${write(Math.abs(difference))}\u00a0${unit}`;
  const after = ranks.pairs > 1 ? ` after Holm over ${count(ranks.pairs)} pairs` : '';
  const p =
    adjusted === null
      ? ''
      : `p\u00a0${adjusted < 0.001 ? '' : '=\u00a0'}${pText(adjusted)}${after}`;
  const told = isTold(pair);
  if (!told && !/[1-9]/.test(size))
    return [
      { text: first, role: 'strong' },
      { text: ' cannot be told from ' },
      { text: second, role: 'strong' },
      { text: ': a difference of ' },
      { text: size, role: 'strong' },
      { text: ' ' },
      { text: unbroken(`(95 % ${span})`), role: 'interval' },
      { text: ` on the same ${items}; ${p}.` },
    ];
  return [
    { text: first, role: 'strong' },
    told ? { text: ` errs ${less ? 'less' : 'more'} than ` } : { text: ' cannot be told from ' },
    { text: second, role: 'strong' },
    { text: told ? ' by ' : `: ${less ? 'less' : 'more'} error by ` },
    { text: size, role: 'strong' },
    { text: ' ' },
    { text: unbroken(`(95 % ${span})`), role: 'interval' },
    { text: ` on the same ${items}; ${p}.` },
  ];
}

/** What pairing and clusters do to the standard error. */
export function compareNote({ ranks, pair, unit, factor }: Comparison): string {
  const whose = `Differences of every ${ranks.facet} from the first of the two, on the items both answered. Thin line: 95 % interval clustered, t with Satterthwaite’s degrees of freedom; thick grey: as if items were independent. Ranks and letters: Holm, 5\u00a0%.`;
  if (!pair?.interval) return whose;
  const decimals = differenceDecimals(pair, factor) + 1;
  const write = (x: number): string => fixed(x * factor, decimals);
  return `${whose} Standard error of the two compared: ${write(pair.interval.se)}\u00a0${unit} clustered (${counted(pair.clusters, 'cluster')}), ${write(pair.naiveSe)} as if items were independent, ${write(pair.unpairedSe)} as if each had answered other items${Number.isFinite(pair.correlation) ? `; the two correlate by ${directed(pair.correlation, 2)}` : ''}.`;
}

/** What these items would show. */
export function powerSentence(
  { pair, unit, factor, first, second }: Comparison,
  asked: { readonly target: number; readonly items: number } | null,
): Sentence {
  if (pair?.detectable == null)
    return [{ text: `${first} and ${second} share too little for a statement about power.` }];
  const decimals = Math.max(1, decimalsFor(pair.detectable * factor));
  const size = (x: number): string => `${fixed(x, decimals)}\u00a0${unit}`;
  const clusters = (items: number): number => (items / pair.items) * pair.clusters;
  return [
    { text: `These ${counted(pair.items, 'item')} show a true difference of ` },
    { text: size(pair.detectable * factor), role: 'strong' },
    { text: ' 8 times in 10' },
    ...(asked && Number.isFinite(asked.items)
      ? [
          { text: `; for ${size(asked.target)} it takes ` },
          { text: counted(asked.items, 'item'), role: 'strong' as const },
          { text: ` (${counted(Math.ceil(clusters(asked.items)), 'cluster')})` },
        ]
      : []),
    { text: '.' },
  ];
}
