import { directed, fixed } from '../domain/format.ts';
import type { Scale, Ticks } from './scale.ts';
import type { Make } from './svg.ts';
import { textWidth } from './text.ts';

/**
 * Labels of ticks, centred on them; those that would touch the one before, or reach beyond `until`,
 * are left out.
 */
export function tickLabels(
  make: Make,
  ticks: Ticks,
  x: Scale,
  y: number,
  signs: boolean,
  until = Infinity,
): SVGTextElement[] {
  const write = (t: number): string =>
    signs ? directed(t, ticks.decimals) : fixed(t, ticks.decimals);
  let free = -Infinity;
  return ticks.values.flatMap((t) => {
    const text = write(t);
    const half = textWidth(text, 11) / 2;
    if (x(t) - half < free || x(t) + half > until) return [];
    free = x(t) + half + 6;
    return [make('text', { class: 'tick', x: x(t), y, 'text-anchor': 'middle' }, text)];
  });
}
