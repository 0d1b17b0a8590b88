import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { dropFiles, expect, fileToDrop, test } from './fixtures.ts';

const corpus = process.env['DECLINATION_CORPUS'] ?? '';
const study = join(corpus, 'self-recognition');

async function openJudges(page: Page): Promise<void> {
  await expect(page.getByRole('region', { name: 'Import report' })).toBeVisible();
  await page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('link', { name: 'Judges' })
    .click();
}

/** Rows of a panel's table by column name. */
async function tableOf(page: Page, panel: string): Promise<Record<string, string>[]> {
  const region = page.getByRole('region', { name: panel, exact: true });
  const toggle = region.getByRole('button', { name: 'Table', exact: true });
  if ((await toggle.getAttribute('aria-pressed')) !== 'true') await toggle.click();
  const table = page.getByRole('region', { name: `${panel}, as a table` });
  await expect(table).toBeVisible();
  const texts = (selector: string) =>
    table.locator(selector).evaluateAll((cells) => cells.map((cell) => cell.textContent!.trim()));
  const heads = await texts('thead th');
  const cells = await texts('tbody tr > *');
  return Array.from({ length: cells.length / heads.length }, (_, r) =>
    Object.fromEntries(heads.map((head, c) => [head, cells[r * heads.length + c]])),
  );
}

function value(text: string): number {
  return Number(text.replaceAll(',', '').replace('−', '-'));
}

/** A self-recognition result: the judge is the file's name. */
function pairs(scores: readonly (readonly [string, string, number | string, number | string])[]) {
  const records = scores.map(
    ([key, model, recognition, preference]) =>
      `{"key": "${key}", "model": "${model}", "forward_detection": "1", "backward_detection": "2", "detection_score": ${recognition}, "forward_comparison": "1", "backward_comparison": "1", "self_preference": ${preference}}`,
  );
  return `[${records.join(', ')}]`;
}

test('the tables hold the figures that the self-recognition study printed (needs DECLINATION_CORPUS)', async ({
  page,
}) => {
  test.skip(!existsSync(study), 'DECLINATION_CORPUS names no folder with self-recognition/');
  const expected = JSON.parse(readFileSync(join(study, 'expected.json'), 'utf8')) as {
    dataset: string;
    evaluators: Record<string, number[]>;
  };
  const folder = join(study, expected.dataset);
  await page.goto('./');
  await dropFiles(
    page,
    readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => fileToDrop(join(folder, name))),
  );
  await openJudges(page);
  await expect(page.locator('main .answer').first()).toContainText('Judges favour their own texts');
  const rows = await tableOf(page, 'Preference on recognition');
  expect(rows.map((row) => row['Judge']).toSorted()).toEqual(
    Object.keys(expected.evaluators).toSorted(),
  );
  for (const [judge, wanted] of Object.entries(expected.evaluators)) {
    const row = rows.find((r) => r['Judge'] === judge)!;
    const found = [
      'n',
      'Self-recognition',
      'Self-preference',
      'Ambiguous recognition',
      'Ambiguous preference',
      'Kendall tau-b',
    ].map((name) => value(row[name]));
    wanted.forEach((figure, i) => expect(Math.abs(found[i] - figure)).toBeLessThanOrEqual(1e-6));
  }
});

test('a score that is NaN is missing: counted, no number, no failed import', async ({ page }) => {
  await page.goto('./');
  await dropFiles(page, [
    {
      name: 'ada_results.json',
      content: pairs([
        ['1', 'human', 0.5, 0.75],
        ['2', 'human', 'NaN', 0.25],
        ['3', 'human', 1, 'NaN'],
        ['3', 'bob', 0.25, 1],
      ]),
    },
  ]);
  await openJudges(page);
  const [row] = await tableOf(page, 'Preference on recognition');
  expect(row).toMatchObject({
    Judge: 'ada',
    n: '4',
    'Self-recognition': '0.583333',
    'Self-preference': '0.666667',
    'Ambiguous recognition': '0.000000',
    'Ambiguous preference': '1.000000',
    'Kendall tau-b': '-1.000000'.replace('-', '−'),
    'Missing recognition': '1',
    'Missing preference': '1',
  });
  await expect(page.getByText('2 missing')).toBeVisible();
});

test('sources, family and conditions are part of the link', async ({ page, context }) => {
  await page.goto('./');
  const files = ['gpt-x', 'gpt-x_ft_1'].map((name, f) => ({
    name: `${name}_results.json`,
    content: pairs(
      Array.from({ length: 40 }, (_, i) => [
        String(i),
        ['human', 'gpt-y', 'claude-z'][i % 3],
        (0.4 + 0.2 * f + 0.01 * (i % 7)).toFixed(2),
        (0.5 + 0.2 * f + 0.02 * (i % 5)).toFixed(2),
      ]),
    ),
  }));
  await dropFiles(page, files);
  await openJudges(page);
  const asked = page.getByRole('group', { name: 'What is asked of judges' });
  await expect(asked).toContainText('80 examples');
  await expect(page.getByRole('region', { name: 'Conditions', exact: true })).toContainText(
    'From as they are to fine-tuned',
  );
  await asked.getByRole('button', { name: 'its own texts' }).click();
  await page.getByRole('menuitemradio', { name: /texts of its family/ }).click();
  // 13 of each 40 are against a model of the same family.
  await expect(asked).toContainText('54 examples');
  await asked.getByRole('button', { name: 'all other sources' }).click();
  await page.getByRole('checkbox', { name: 'human' }).uncheck();
  await expect(asked).toContainText('26 examples');
  await page.keyboard.press('Escape');
  await page.getByText('Edit families').click();
  await page.getByRole('textbox', { name: /One family a line/ }).fill('Mine: gpt-x*\nOther: *');
  await page.getByRole('button', { name: 'Apply' }).first().click();
  await expect(asked).toContainText('52 examples');
  await page.getByRole('button', { name: 'Share' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  const other = await context.newPage();
  await other.goto(link);
  await dropFiles(other, files);
  await expect(other.getByRole('group', { name: 'What is asked of judges' })).toContainText(
    '52 examples',
  );
  await expect(other.getByText('Mine', { exact: true })).toBeVisible();
});

test('files without judgements leave the view saying what it needs', async ({ page }) => {
  await page.goto('./');
  const rows = Array.from({ length: 20 }, (_, i) => `${'ab'[i % 2]},${i},${i % 3}`);
  await dropFiles(page, [{ name: 's.csv', content: `model,item,score\n${rows.join('\n')}\n` }]);
  await openJudges(page);
  await expect(page.getByText('No judgements in these files.')).toBeVisible();
  await expect(page.getByText(/MT-bench or Arena pairs, AlpacaEval/)).toBeVisible();
});

test('the sample study opens here, adjusted for quality by what people say', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: /Own words/ }).click();
  await expect(page.locator('main .answer').first()).toContainText(
    'Judges favour their own texts more than people do',
  );
  for (const panel of ['Position bias', 'Example by example', 'Ratings of the writers'])
    await expect(page.getByRole('region', { name: panel, exact: true })).toBeVisible();
  const against = await tableOf(page, 'Judges against people');
  expect(against.map((row) => row['Judge'])).toEqual(['Altair-1', 'Rigel-3', 'Vega-2']);
  for (const row of against) expect(value(row['Kappa'])).toBeGreaterThan(0.3);
  const corrected = await tableOf(page, 'Win shares corrected by people');
  expect(corrected).toHaveLength(4);
  for (const row of corrected) expect(value(row['SE'])).toBeLessThan(value(row['People SE']));
  const shares = await tableOf(page, 'Own, own family, others');
  const favour = shares.find((row) => row['Quantity'] === 'log odds, own text, with strengths')!;
  // 0.8 in truth.
  expect(value(favour['Low'])).toBeLessThan(0.8);
  expect(value(favour['High'])).toBeGreaterThan(0.8);
  const region = page.getByRole('region', { name: 'Ratings of the writers', exact: true });
  await region.getByRole('button', { name: 'Show SQL' }).click();
  await region.getByRole('button', { name: 'Open in SQL' }).click();
  await expect(page.getByRole('grid', { name: 'Rows of the result' })).toBeVisible();
});

test('texts judged one at a time: own less others, the area, and NaN missing (needs DECLINATION_CORPUS)', async ({
  page,
}) => {
  const folder = join(study, 'xsum-individual');
  test.skip(!existsSync(folder), 'DECLINATION_CORPUS names no folder with self-recognition/');
  await page.goto('./');
  await dropFiles(
    page,
    readdirSync(folder).map((name) => fileToDrop(join(folder, name))),
  );
  await openJudges(page);
  await expect(page.locator('main .answer').first()).toContainText('Judges score their own texts');
  const rows = await tableOf(page, 'Single texts');
  const records = JSON.parse(readFileSync(join(folder, 'gpt4_recognition.json'), 'utf8')) as {
    target_model: string;
    recognition_score: number;
  }[];
  const own = records.filter((r) => r.target_model === 'gpt4').map((r) => r.recognition_score);
  const mean = own.reduce((a, b) => a + b, 0) / own.length;
  const row = rows.find(
    (r) => r['Judge'] === 'gpt4' && r['Question'] === 'recognition' && r['Writer'] === 'gpt4 (own)',
  )!;
  expect(Math.abs(value(row['Mean']) - mean)).toBeLessThan(1e-6);
});
