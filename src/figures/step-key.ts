import type { Steps } from '../analyses/slices/steps.ts';
import { fixed } from '../domain/format.ts';
import type { Make } from './svg.ts';
import { textWidth, widest } from './text.ts';

/** The seven colour steps in a line, each with the bound it begins at; `y` is its top. */
export function stepKey(
  make: Make,
  steps: Steps,
  y: number,
  narrow: boolean,
  words?: readonly [before: string, after: string],
): SVGGElement {
  const { bounds, decimals, kind } = steps;
  const texts = [`<${fixed(bounds[0], decimals)}`, ...bounds.map((b) => fixed(b, decimals))];
  const step = Math.max(narrow ? 30 : 38, widest(texts, 11) + 8);
  const [before, after] = words ?? (kind === 'amount' ? ['less', 'more'] : ['below', 'above']);
  const from = textWidth(before, 11) + 8;
  const group = make('g', { class: 'key' });
  group.append(make('text', { class: 'tick', x: 0, y: y + 12 }, before));
  texts.forEach((text, i) => {
    const box = { x: from + i * step, y, width: step, height: 17 };
    const place = { x: from + (i + 0.5) * step, y: y + 12.5, 'text-anchor': 'middle' };
    group.append(
      make('rect', { class: stepClass(steps, i + 1), ...box }),
      make('text', { class: `key-text ${inkClass(steps, i + 1)}`, ...place }, text),
    );
  });
  const end = from + texts.length * step + 8;
  group.append(make('text', { class: 'tick', x: end, y: y + 12 }, after));
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
