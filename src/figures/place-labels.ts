import { textWidth } from './text.ts';

/** A label beside its point. */
export interface PlacedLabel {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'end' | 'middle';
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Places a label at each point, in order: right, left, above or below it, wherever it covers the fewest
 * points, obstacles and labels before it and stays inside the room. Pixels; `y` is the baseline.
 */
export function placeLabels(
  points: readonly { readonly x: number; readonly y: number; readonly text: string }[],
  size: number,
  room: { readonly width: number; readonly height: number },
  obstacles: readonly { readonly x: number; readonly y: number }[] = [],
): PlacedLabel[] {
  const taken: Box[] = [
    ...points.map(({ x, y }) => around(x, y, 7, 7)),
    ...obstacles.map(({ x, y }) => around(x, y, 4, 4)),
  ];
  return points.map(({ x, y, text }, own) => {
    const w = textWidth(text, size);
    const choices: { label: PlacedLabel; box: Box }[] = [
      beside(x + 11, y + 4, w, 'start', size),
      beside(x - 11, y + 4, w, 'end', size),
      beside(x, y - 12, w, 'middle', size),
      beside(x, y + 12 + size, w, 'middle', size),
      beside(x + 9, y - 9, w, 'start', size),
      beside(x - 9, y + 8 + size, w, 'end', size),
      beside(x + 9, y + 8 + size, w, 'start', size),
      beside(x - 9, y - 9, w, 'end', size),
    ];
    const cost = ({ box }: { box: Box }): number =>
      taken.reduce((sum, other, i) => sum + (i === own ? 0 : overlap(box, other)), 0) +
      1e4 * (Math.max(0, -box.left) + Math.max(0, box.right - room.width)) +
      1e4 * (Math.max(0, -box.top) + Math.max(0, box.bottom - room.height));
    const best = choices.reduce((a, b) => (cost(b) < cost(a) ? b : a));
    taken.push(best.box);
    return best.label;
  });
}

function beside(
  x: number,
  y: number,
  width: number,
  anchor: PlacedLabel['anchor'],
  size: number,
): { label: PlacedLabel; box: Box } {
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return {
    label: { x, y, anchor },
    box: { left, top: y - size, right: left + width, bottom: y + 3 },
  };
}

function around(x: number, y: number, dx: number, dy: number): Box {
  return { left: x - dx, top: y - dy, right: x + dx, bottom: y + dy };
}

function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}
