const STYLES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'letter-spacing',
  'text-anchor',
  'paint-order',
] as const;
/** What an element has anyway, and need not be written. */
const INITIAL: Readonly<Record<string, string>> = {
  'fill-opacity': '1',
  stroke: 'none',
  'stroke-dasharray': 'none',
  'stroke-linejoin': 'miter',
  opacity: '1',
  'letter-spacing': 'normal',
  'text-anchor': 'start',
  'paint-order': 'normal',
};
const SHAPES = 'circle,ellipse,line,path,polygon,polyline,rect,text,tspan,g';
const INTERACTIVE = ['class', 'data-key', 'tabindex', 'aria-pressed', 'style'];
const MARGIN = 16;
/** Pixels of the PNG per CSS pixel. */
const DENSITY = 2;

/**
 * A figure as a file of its own: computed colours and fonts written into every element, on the page's
 * paper, with a margin; nothing of it refers to the page any more.
 */
export function standAloneSvg(figure: SVGSVGElement): SVGSVGElement {
  const copy = figure.cloneNode(true) as SVGSVGElement;
  const originals = [figure, ...figure.querySelectorAll('*')];
  const copies = [copy, ...copy.querySelectorAll('*')];
  originals.forEach((original, i) => {
    const target = copies[i];
    if (!original.matches(SHAPES)) return;
    const computed = getComputedStyle(original);
    const carriesText = original.matches('text,tspan');
    for (const name of STYLES) {
      if (!carriesText && (name.startsWith('font') || name === 'letter-spacing')) continue;
      const value = computed.getPropertyValue(name);
      if (name.startsWith('stroke-') && computed.stroke === 'none') continue;
      if (value === '' || value === INITIAL[name]) target.removeAttribute(name);
      else target.setAttribute(name, value);
    }
  });
  for (const hidden of copy.querySelectorAll('.hit, .outline'))
    if (hidden.getAttribute('stroke') === 'none') hidden.remove();
  for (const element of [copy, ...copy.querySelectorAll('*')]) {
    for (const name of INTERACTIVE) element.removeAttribute(name);
    if (element.getAttribute('role') === 'button') element.removeAttribute('role');
  }
  return onPaper(copy, figure);
}

function onPaper(copy: SVGSVGElement, figure: SVGSVGElement): SVGSVGElement {
  const width = Number(figure.getAttribute('width')) + 2 * MARGIN;
  const height = Number(figure.getAttribute('height')) + 2 * MARGIN;
  const paper = figure.ownerDocument.createElementNS(copy.namespaceURI, 'rect');
  const colour = getComputedStyle(figure.ownerDocument.documentElement).backgroundColor;
  const box = { x: -MARGIN, y: -MARGIN, width, height, fill: colour };
  for (const [name, value] of Object.entries(box)) paper.setAttribute(name, String(value));
  copy.prepend(paper);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.setAttribute('viewBox', `${-MARGIN} ${-MARGIN} ${width} ${height}`);
  return copy;
}

/** The text of an SVG file. */
export function svgText(svg: SVGSVGElement): string {
  return new XMLSerializer().serializeToString(svg);
}

/** A stand-alone SVG as a PNG, two pixels per CSS pixel. Rejects where the browser cannot draw it. */
export async function toPng(svg: SVGSVGElement): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svgText(svg)], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.ceil(Number(svg.getAttribute('width')) * DENSITY);
    canvas.height = Math.ceil(Number(svg.getAttribute('height')) * DENSITY);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('invalid canvas; no 2d context');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => {
        if (blob) resolve(blob);
        else reject(new Error('invalid canvas; no picture'));
      }, 'image/png');
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Hands a file to the user. */
export function download(name: string, content: Blob | string, type = 'text/plain'): void {
  const blob = typeof content === 'string' ? new Blob([content], { type }) : content;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // Browsers read the blob after this turn.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
