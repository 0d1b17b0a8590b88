import type { Steps } from '../analyses/slices/steps.ts';
import { fixed } from '../domain/format.ts';
import type { Make } from './svg.ts';
import { textWidth, widest } from './text.ts';

/** Room below the figure for a key whose words stand under it. */
export const KEY_HEIGHT = 46;

/**
 * The seven colour steps in a line, each with the bound it begins at; `y` is its top. The words for its
 * ends stand before and behind it, or under it where `width` has no room for them beside.
 */
export function stepKey(
  make: Make,
  steps: Steps,
  y: number,
  { width, narrow }: { readonly width: number; readonly narrow: boolean },
  words?: readonly [before: string, after: string],
): SVGGElement {
  const { bounds, decimals, kind } = steps;
  const texts = [`<${fixed(bounds[0], decimals)}`, ...bounds.map((b) => fixed(b, decimals))];
  const step = Math.max(narrow ? 30 : 38, widest(texts, 11) + 8);
  const [before, after] = words ?? (kind === 'amount' ? ['less', 'more'] : ['below', 'above']);
  const beside = textWidth(before, 11) + 8;
  const fits = beside + texts.length * step + 8 + textWidth(after, 11) <= width;
  const from = fits ? beside : 0;
  const end = from + texts.length * step;
  const group = make('g', { class: 'key' });
  const word = (text: string, place: Record<string, number | string>): SVGElement =>
    make('text', { class: 'tick', ...place }, text);
  group.append(word(before, fits ? { x: 0, y: y + 12 } : { x: 0, y: y + 29 }));
  texts.forEach((text, i) => {
    const box = { x: from + i * step, y, width: step, height: 17 };
    const place = { x: from + (i + 0.5) * step, y: y + 12.5, 'text-anchor': 'middle' };
    group.append(
      make('rect', { class: stepClass(steps, i + 1), ...box }),
      make('text', { class: `key-text ${inkClass(steps, i + 1)}`, ...place }, text),
    );
  });
  const behind = fits ? { x: end + 8, y: y + 12 } : { x: end, y: y + 29, 'text-anchor': 'end' };
  group.append(word(after, behind));
  return group;
}

/** The class that fills a step. */
export function stepClass(steps: Steps, step: number): string {
  return `${steps.kind === 'amount' ? 'seq' : 'div'}-${step}`;
}

/** The class of text on a step. */
export function inkClass(steps: Steps, step: number): string {
  return `${steps.kind === 'amount' ? 'seq' : 'div'}-ink-${step}`;
}
