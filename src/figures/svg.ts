const SVG = 'http://www.w3.org/2000/svg';

/** What every figure needs to be drawn: its width in CSS pixels and the document to make elements in. */
export interface Stage {
  readonly width: number;
  readonly document: Document;
  /** Fingers choose the marks: rows are as high as a finger needs. */
  readonly touch?: boolean;
}

/** Height of a row of marks: as designed for a pointer, or what a finger needs. */
export function rowHeight(stage: Stage, designed: number): number {
  return stage.touch ? Math.max(44, designed) : designed;
}

export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Below this width a figure drops its least needed columns. */
export const NARROW = 560;

/** Makes SVG elements; numbers are rounded to a hundredth of a pixel, null and undefined left out. */
export function svgMaker(document: Document) {
  return function make<K extends keyof SVGElementTagNameMap>(
    name: K,
    attributes: Attributes = {},
    ...children: (Node | string | null)[]
  ): SVGElementTagNameMap[K] {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === null || value === undefined) continue;
      element.setAttribute(key, typeof value === 'number' ? String(rounded(value)) : String(value));
    }
    for (const child of children) if (child !== null) element.append(child);
    return element;
  };
}

export type Make = ReturnType<typeof svgMaker>;

/** The root of a figure: sized in pixels, announced by its label. */
export function figureRoot(
  make: Make,
  size: { readonly width: number; readonly height: number },
  kind: string,
  label: string,
): SVGSVGElement {
  return make('svg', {
    xmlns: SVG,
    class: `figure ${kind}`,
    width: size.width,
    height: size.height,
    viewBox: `0 0 ${rounded(size.width)} ${rounded(size.height)}`,
    role: 'group',
    'aria-label': label,
  });
}

/** A mark that can be chosen by pointer or keyboard; `data-key` says what it stands for. */
export function chooser(mark: {
  readonly key: string;
  readonly label: string;
  readonly chosen: boolean;
}): Attributes {
  return {
    class: mark.chosen ? 'mark chosen' : 'mark',
    'data-key': mark.key,
    tabindex: 0,
    role: 'button',
    'aria-label': mark.label,
    'aria-pressed': String(mark.chosen),
  };
}

/** A transform that moves to x, y. */
export function moved(x: number, y: number): string {
  return `translate(${rounded(x)},${rounded(y)})`;
}

function rounded(x: number): number {
  if (!Number.isFinite(x)) throw new Error(`invalid coordinate; not finite: ${x}`);
  return Math.round(x * 100) / 100;
}
