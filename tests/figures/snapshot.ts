import { JSDOM } from 'jsdom';
import { afterEach, beforeEach, expect, vi } from 'vitest';

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
