import serif from '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2?url';
import greek from '../fonts/inter-greek.woff2?url';
import latinExtended from '../fonts/inter-latin-ext.woff2?url';
import latin from '../fonts/inter-latin.woff2?url';

/** A part of a font: its file, and the characters that it holds. */
interface Part {
  readonly url: string;
  readonly range: string;
}

const LATIN = `U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC,
 U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD`;

/** The sans-serif that the page's stack of fonts begins with. Other scripts use what the reader has. */
const SANS: readonly Part[] = [
  { url: latin, range: LATIN },
  { url: latinExtended, range: 'U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+1E00-1E9F, U+20A0-20AB' },
  { url: greek, range: 'U+0370-0377, U+037A-037F, U+0384-038A, U+038C, U+038E-03A1, U+03A3-03FF' },
];

/** Rules that bring the font of figures with them, those parts of it that the text needs. */
async function figureFonts(text: string): Promise<string> {
  const needed = SANS.filter(({ range }) => holdsAny(range, text));
  return (await Promise.all(needed.map((part) => fontFace('Inter', part)))).join('\n');
}

/** Rules that bring the fonts of a report with them: that of its figures and tables, that of its sentences. */
export async function reportFonts(text: string): Promise<string> {
  const sentences = fontFace('Source Serif 4 Variable', { url: serif, range: LATIN });
  return [await figureFonts(text), await sentences].join('\n');
}

/** A stand-alone SVG that brings its font with it. */
export async function withFonts(svg: SVGSVGElement): Promise<SVGSVGElement> {
  const rules = svg.ownerDocument.createElementNS(svg.namespaceURI, 'style');
  const fonts = await figureFonts(svg.textContent);
  rules.textContent = `${fonts}\ntext { font-variant-numeric: tabular-nums; }`;
  svg.prepend(rules);
  return svg;
}

async function fontFace(family: string, { url, range }: Part): Promise<string> {
  const response = await fetch(url).catch(() => null);
  // Without its font a figure is still the figure; the reader's own sans-serif stands in.
  if (!response?.ok) return '';
  const data = base64(new Uint8Array(await response.arrayBuffer()));
  return `@font-face { font-family: '${family}'; font-weight: 100 900; src: url(data:font/woff2;base64,${data}) format('woff2'); unicode-range: ${range}; }`;
}

/** Whether a text has a character of a range as CSS writes it. */
function holdsAny(range: string, text: string): boolean {
  const spans = [...range.matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/g)].map(([, from, to]) => [
    Number.parseInt(from, 16),
    Number.parseInt(to ?? from, 16),
  ]);
  return [...text].some((character) => {
    const point = character.codePointAt(0)!;
    return spans.some(([from, to]) => point >= from && point <= to);
  });
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
