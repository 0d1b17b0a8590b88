import type { Make } from './svg.ts';

/** A diagonal hatching, the sign of measurement noise; drawn over a plain fill. */
export function hatch(make: Make, id: string): SVGPatternElement {
  return make(
    'pattern',
    { id, patternUnits: 'userSpaceOnUse', width: 9, height: 9, patternTransform: 'rotate(45)' },
    make('rect', { class: 'hatch-line', x: 0, y: 0, width: 4, height: 9 }),
  );
}
