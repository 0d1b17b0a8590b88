import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** What a panel exports as a kind of file. */
async function exported(page: Page, panel: string, kind: string): Promise<Buffer> {
  const region = page.getByRole('region', { name: panel, exact: true });
  await expect(region.locator('svg.figure')).toBeVisible();
  const download = page.waitForEvent('download');
  await region.getByRole('button', { name: 'Export this panel' }).click();
  await page.getByRole('button', { name: new RegExp(`^${kind} `) }).click();
  return readFileSync(await (await download).path());
}

/** Opens the sample study and waits until its marks stand where they stay. */
async function openSample(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('./');
  await page.getByRole('button', { name: /Classroom talk/ }).click();
  const panel = page.getByRole('region', { name: 'By model', exact: true });
  await expect(panel.locator('svg.figure')).toContainText('Vega-70B');
}

test('an SVG brings its font with it, and shows the same away from the page and the network', async ({
  page,
  browser,
}) => {
  await openSample(page);
  const drawn = page.getByRole('region', { name: 'By model', exact: true }).locator('svg.figure');
  const texts = await drawn.locator('text').allTextContents();
  const svg = (await exported(page, 'By model', 'SVG')).toString();
  expect(svg).toMatch(
    /@font-face \{ font-family: 'Inter'; .*url\(data:font\/woff2;base64,[\w+/]{1000}/,
  );
  expect(svg.replace(/base64,[\w+/=]+/g, '')).not.toMatch(/var\(--|https?:(?!\/\/www\.w3\.org)/);

  const context = await browser.newContext({ offline: true });
  const other = await context.newPage();
  await other.setContent(`<!doctype html>${svg}`);
  expect(await other.locator('svg text').allTextContents()).toEqual(texts);
  const used = await other.evaluate(async () => ({
    faces: [...(await document.fonts.ready)].map(({ status }) => status),
    families: [...document.querySelectorAll('text')].map((t) => getComputedStyle(t).fontFamily),
  }));
  expect(used.faces).toContain('loaded');
  expect(used.families.filter((family) => !/^"?Inter\b/.test(family))).toEqual([]);
  await context.close();
});

test('a font is brought in the parts that the text needs', async ({ page }) => {
  await openSample(page);
  const plain = (await exported(page, 'By model', 'SVG')).toString();
  expect(plain.match(/@font-face/g)).toHaveLength(1);
  await page.evaluate(() => {
    document.querySelector('svg.figure text')!.append(' τ Łódź');
  });
  const more = (await exported(page, 'By model', 'SVG')).toString();
  expect(more.match(/@font-face/g)).toHaveLength(3);
});

test('a PNG is the drawing in its font, at two pixels per pixel', async ({ page }) => {
  await openSample(page);
  const svg = (await exported(page, 'By model', 'SVG')).toString();
  const png = await exported(page, 'By model', 'PNG');
  const compared = await page.evaluate(
    async ({ svg, png }) => {
      const draw = async (blob: Blob) => {
        const image = new Image();
        image.src = URL.createObjectURL(blob);
        await image.decode();
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [width, height];
        const context = canvas.getContext('2d')!;
        context.drawImage(image, 0, 0, width, height);
        return context.getImageData(0, 0, width, height).data;
      };
      const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
      const picture = new Blob([bytes], { type: 'image/png' });
      const { width, height } = await createImageBitmap(picture);
      const own = await draw(picture);
      const asSvg = await draw(new Blob([svg], { type: 'image/svg+xml' }));
      const fontless = svg.replace(/@font-face[^}]*\}/g, '');
      const other = await draw(new Blob([fontless], { type: 'image/svg+xml' }));
      const differing = (a: Uint8ClampedArray, b: Uint8ClampedArray) =>
        a.reduce((sum, value, i) => sum + Number(Math.abs(value - b[i]) > 24), 0);
      const colours = new Set(new Uint32Array(own.buffer)).size;
      return { width, height, colours, same: differing(own, asSvg), other: differing(own, other) };
    },
    { svg, png: png.toString('base64') },
  );
  const size = /^<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(svg);
  expect(compared.width).toBe(Math.ceil(Number(size![1]) * 2));
  expect(compared.colours).toBeGreaterThan(50);
  expect(compared.same).toBe(0);
  // In a font that was not its own the letters would stand elsewhere.
  expect(compared.other).toBeGreaterThan(1000);
});
