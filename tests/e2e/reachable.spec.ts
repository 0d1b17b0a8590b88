import type { Page } from '@playwright/test';
import { dropFiles, expect, test } from './fixtures.ts';
import { openView } from './panels.ts';
import { lackingControls } from './reachable.ts';

/** Waits until a panel of a view, one that comes late, is there, and nothing is being worked out. */
async function settled(page: Page, panel: string): Promise<void> {
  await expect(page.getByRole('region', { name: panel }).first()).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('main [aria-busy=true]')).toHaveCount(0, { timeout: 60_000 });
  await expect(page.locator('main [role=progressbar]')).toHaveCount(0, { timeout: 60_000 });
}

/** Views by the sample study that they have something to say of, with a panel of each. */
const VIEWS: readonly (readonly [
  sample: RegExp,
  first: string,
  views: Readonly<Record<string, string>>,
])[] = [
  [
    /Classroom talk/,
    'By model',
    {
      Slices: 'By model',
      Data: 'For the next visit',
      Variance: 'Which prompt, which model',
      Agreement: 'Who agrees with whom',
      Ladder: 'From benchmark to impact',
      Ensembles: 'Rules beside single models',
      SQL: 'Result',
    },
  ],
  [/Own words/, 'Ratings of the writers', { Judges: 'Ratings of the writers' }],
  [/Trust in answers/, 'Can it be foretold?', { Generalization: 'Can it be foretold?' }],
];

/** Dialogs by the command that opens them. */
const DIALOGS = { settings: 'Settings', report: 'Report', shortcuts: 'Keyboard shortcuts' };

for (const width of [1440, 390]) {
  test.describe(`at ${width} pixels`, () => {
    test.use({ viewport: { width, height: 900 } });
    test.beforeEach(({ page }) => page.emulateMedia({ reducedMotion: 'reduce' }));

    test('every control of the first page is reached by Tab, named, and seen to be focused', async ({
      page,
    }) => {
      await page.goto('./');
      await expect(page.getByRole('button', { name: /Trust in answers/ })).toBeVisible();
      const { controls, lacking } = await lackingControls(page);
      expect(lacking).toEqual([]);
      expect(controls).toBeGreaterThan(5);
    });

    for (const [sample, first, views] of VIEWS)
      for (const [view, panel] of Object.entries(views))
        test(`every control of ${view} is reached by Tab, named, and seen to be focused`, async ({
          page,
        }) => {
          test.setTimeout(180_000);
          await page.goto('./');
          await page.getByRole('button', { name: sample }).click();
          await settled(page, first);
          await openView(page, view);
          if (view === 'SQL') await page.getByRole('button', { name: /^Run/ }).click();
          await settled(page, panel);
          if (view === 'Variance')
            await expect(page.getByRole('combobox', { name: /^Term whose/ })).toBeVisible({
              timeout: 60_000,
            });
          const { controls, lacking } = await lackingControls(page);
          console.log(`${view}, ${width} pixels: ${controls} controls.`);
          expect(lacking).toEqual([]);
          expect(controls).toBeGreaterThan(15);
        });

    test('every control of every dialog is reached by Tab, named, and seen to be focused', async ({
      page,
    }) => {
      test.setTimeout(120_000);
      await page.goto('./');
      await page.getByRole('button', { name: /Classroom talk/ }).click();
      await settled(page, 'By model');
      const lacking: Record<string, string[]> = {};
      const check = async (name: string, root: string) => {
        await expect(page.getByRole('dialog', { name })).toBeVisible();
        const found = await lackingControls(page, root);
        if (found.lacking.length > 0 || found.controls === 0) lacking[name] = found.lacking;
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog', { name })).toHaveCount(0);
      };
      for (const [hand, name] of Object.entries(DIALOGS)) {
        await page.keyboard.press('ControlOrMeta+k');
        await expect(page.getByRole('combobox', { name: 'Command' })).toBeFocused();
        await page.keyboard.type(hand);
        await page.keyboard.press('Enter');
        await check(name, 'dialog[open]');
      }
      await page.keyboard.press('ControlOrMeta+k');
      await check('Commands', 'dialog[open]');
      await page.getByRole('button', { name: 'Share' }).click();
      await check('Share this question', '.popover:popover-open');
      await page.getByRole('button', { name: 'Filter', exact: true }).click();
      await check('Add a filter', '.popover:popover-open');
      await dropFiles(page, [{ name: 'other.csv', content: 'wer,was,wieviel\na,1,2\nb,1,3\n' }]);
      await check('What is in other.csv?', 'dialog[open]');
      expect(lacking).toEqual({});
    });
  });
}
