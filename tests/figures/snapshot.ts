import { JSDOM } from 'jsdom';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Stage } from '../../src/figures/svg.ts';

/** A document without a layout engine, which is all a figure may need. */
export const page = new JSDOM('<!doctype html><body></body>').window.document;

/** Fails a test during which anything was warned of: figures are drawn without a word. */
export function failOnWarnings(): void {
  beforeEach(() => {
    vi.spyOn(console, 'warn');
    vi.spyOn(console, 'error');
  });
  afterEach(() => {
    expect(console.warn).not.toHaveBeenCalled();
    expect(console.error).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });
}

/** Compares a figure with its stored drawing, numbers rounded, one element a line. */
export async function expectDrawing(figure: SVGSVGElement, name: string): Promise<void> {
  const text = figure.outerHTML
    .replace(/-?\d+\.\d{3,}/g, (number) => String(Math.round(Number(number) * 100) / 100))
    .replaceAll('><', '>\n<');
  expect(text).not.toContain('NaN');
  await expect(`${text}\n`).toMatchFileSnapshot(`drawings/${name}.svg`);
}

/** Figures by name, each drawn for a stage. */
export type Figures = Readonly<Record<string, (stage: Stage) => SVGSVGElement>>;

/** Compares figures with their drawings in a wide and a narrow window, and runs more tests in each. */
export function describeDrawings(
  figures: Figures,
  more: (names: string[], draw: (name: string) => SVGSVGElement, size: string) => void,
): void {
  describe.each([
    ['wide', 680],
    ['narrow', 358],
  ])('at a %s width', (size, width) => {
    failOnWarnings();
    const names = Object.keys(figures);
    const draw = (name: string) => figures[name]({ width, document: page });
    test.each(names)('%s is drawn as before', async (name) => {
      await expectDrawing(draw(name), `${name}-${size}`);
    });
    more(names, draw, size);
  });
}
