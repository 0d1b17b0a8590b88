import type { ShareBarModel, ShareSegment } from '../analyses/variance/share-bar.ts';
import { hatch } from './hatch.ts';
import { figureRoot, svgMaker } from './svg.ts';
import type { Make, Stage } from './svg.ts';
import { textWidth } from './text.ts';

const BAR = 60;
const GAP = 2;
const BESIDE = 14;
const BRACKET = 30;

interface Part {
  readonly id: string;
  readonly x: number;
  readonly width: number;
  readonly name: string;
  readonly detail: string;
  readonly text: string;
  readonly interval: string | null;
}

/**
 * The shares of the variance as one bar, their widths the printed whole percents; the interval of the
 * choice as a bracket on the same scale; for signed error the common offset beside the bar, in the
 * same squared units. Names stand above their parts, or in a key beneath where a part is too narrow.
 */
export function shareBar(model: ShareBarModel, stage: Stage): SVGSVGElement {
  const { width } = stage;
  const make = svgMaker(stage.document);
  const spread = model.offset
    ? ((width - BESIDE) * model.offset.spread) / (model.offset.spread + model.offset.value)
    : width;
  const parts = layOut(model, spread, width);
  const above = parts.every((part) => labelWidth(part) <= part.width - 10);
  const top = above ? 46 : 4;
  const withBracket = model.bracket !== null;
  const under = top + BAR + (withBracket ? BRACKET : 6);
  const key = above ? null : keyGrid(make, parts, width, under + 12);
  const height = key ? key.bottom : under + 4;
  const svg = figureRoot(make, { width, height }, 'share-bar', model.label);
  svg.setAttribute('role', 'img');
  svg.append(make('defs', {}, hatch(make, 'share-hatch')));
  for (const part of parts) {
    if (above)
      svg.append(
        make('text', { class: 'part-name', x: part.x, y: 18 }, part.name),
        make('text', { class: 'part-detail', x: part.x, y: 35 }, part.detail),
      );
    svg.append(...block(make, part, top));
  }
  if (model.bracket)
    svg.append(
      bracket(
        make,
        {
          low: model.bracket.low * spread,
          high: model.bracket.high * spread,
          texts: model.bracket.texts,
        },
        width,
        top + BAR,
      ),
    );
  if (key) svg.append(key.group);
  return svg;
}

function layOut(model: ShareBarModel, spread: number, width: number): Part[] {
  let at = 0;
  const parts = model.segments.map((segment): Part => {
    const x = at;
    at += (segment.percent / 100) * spread;
    return { ...segment, x, width: Math.max(1, at - x - GAP) };
  });
  if (model.offset)
    parts.push({
      id: 'offset',
      x: spread + BESIDE,
      width: Math.max(2, width - spread - BESIDE),
      name: 'Offset common to all',
      detail: 'beside the spread',
      text: model.offset.text,
      interval: null,
    });
  return parts;
}

/** Noise is hatched, the reference's inside what is common to all as well as measurement. */
function isNoise({ id }: Part): boolean {
  return id === 'measurement' || id === 'common-noise';
}

function labelWidth(part: Pick<ShareSegment, 'name' | 'detail'>): number {
  return Math.max(textWidth(part.name, 13) * 1.04, textWidth(part.detail, 12));
}

/** The block of one part with as much of its number as it has room for. */
function block(make: Make, part: Part, top: number): SVGElement[] {
  const shapes: SVGElement[] = [
    make('rect', {
      class: `share ${part.id}`,
      x: part.x,
      y: top,
      width: part.width,
      height: BAR,
      rx: 2,
    }),
  ];
  if (isNoise(part))
    shapes.push(
      make('rect', {
        class: 'share-hatching',
        x: part.x,
        y: top,
        width: part.width,
        height: BAR,
        rx: 2,
        fill: 'url(#share-hatch)',
      }),
    );
  const size = part.id === 'offset' ? 16 : 22;
  const number = textWidth(part.text, size);
  const y = top + BAR / 2 + 7;
  if (number + 20 <= part.width) {
    shapes.push(
      make(
        'text',
        {
          class: `share-number ${part.id === 'offset' ? '' : 'large '}on-${part.id}`,
          x: part.x + 10,
          y,
        },
        part.text,
      ),
    );
    if (part.interval && number + textWidth(part.interval, 12) + 30 <= part.width)
      shapes.push(
        make(
          'text',
          { class: `share-interval on-${part.id}`, x: part.x + 18 + number, y },
          part.interval,
        ),
      );
  } else if (textWidth(part.text, 12) + 6 <= part.width)
    shapes.push(
      make(
        'text',
        {
          class: `share-small on-${part.id}`,
          x: part.x + part.width / 2,
          y: y - 2,
          'text-anchor': 'middle',
        },
        part.text,
      ),
    );
  return shapes;
}

function bracket(
  make: Make,
  at: { readonly low: number; readonly high: number; readonly texts: readonly string[] },
  width: number,
  top: number,
): SVGGElement {
  const y = top + 14;
  const [low, high] = [at.low.toFixed(1), at.high.toFixed(1)];
  const path = `M${low},${y - 5}v10M${low},${y}H${high}M${high},${y - 5}v10`;
  const text = at.texts.find((t) => at.high + textWidth(t, 12) + 12 <= width);
  const before = at.texts.find((t) => at.low - textWidth(t, 12) - 12 >= 0);
  const group = make('g', { class: 'bracket' }, make('path', { d: path }));
  if (text !== undefined) group.append(make('text', { x: at.high + 10, y: y + 4 }, text));
  else if (before !== undefined)
    group.append(make('text', { x: at.low - 10, y: y + 4, 'text-anchor': 'end' }, before));
  return group;
}

/** Names, details and numbers of the parts in columns beneath the bar. */
function keyGrid(
  make: Make,
  parts: readonly Part[],
  width: number,
  top: number,
): { group: SVGGElement; bottom: number } {
  const group = make('g', { class: 'key' });
  const need =
    Math.max(...parts.map((p) => Math.max(labelWidth(p), textWidth(written(p), 12)))) + 34;
  const across = Math.max(1, Math.min(parts.length, Math.floor(width / need)));
  const column = width / across;
  parts.forEach((part, i) => {
    const x = (i % across) * column;
    const y = top + Math.floor(i / across) * 58;
    group.append(
      make('rect', {
        class: `share ${part.id}`,
        x: x + 0.5,
        y: y + 2,
        width: 11,
        height: 11,
        rx: 2,
      }),
      make('text', { class: 'part-name', x: x + 20, y: y + 12 }, part.name),
      make('text', { class: 'part-detail', x: x + 20, y: y + 28 }, part.detail),
      make('text', { class: 'part-number', x: x + 20, y: y + 44 }, written(part)),
    );
    if (isNoise(part))
      group.append(
        make('rect', {
          class: 'share-hatching',
          x: x + 0.5,
          y: y + 2,
          width: 11,
          height: 11,
          rx: 2,
          fill: 'url(#share-hatch)',
        }),
      );
  });
  return { group, bottom: top + Math.ceil(parts.length / across) * 58 };
}

function written(part: Part): string {
  return part.interval ? `${part.text} (${part.interval})` : part.text;
}
