import type { Make } from './svg.ts';

/** Shapes that tell at most eight things apart without colour, in order. */
const PATHS = [
  'M-4.2,0A4.2,4.2 0 1,1 4.2,0A4.2,4.2 0 1,1 -4.2,0Z',
  'M-4,-4L4,4M4,-4L-4,4',
  'M0,-4.8L4.6,3.4L-4.6,3.4Z',
  'M-3.7,-3.7H3.7V3.7H-3.7Z',
  'M0,-5.2L5.2,0L0,5.2L-5.2,0Z',
  'M0,4.8L4.6,-3.4L-4.6,-3.4Z',
  'M-4.8,0H4.8M0,-4.8V4.8',
  'M0,-6V6',
];

/** How many glyphs there are. */
export const GLYPHS = PATHS.length;

/** A glyph around its own origin; beyond the eighth all share the last. */
export function glyph(make: Make, index: number): SVGPathElement {
  const at = Math.min(index, GLYPHS - 1);
  const open = [1, 6, 7].includes(at);
  return make('path', { class: open ? 'glyph open' : 'glyph', d: PATHS[at] });
}
