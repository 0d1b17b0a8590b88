import { dropFiles, expect, test } from './fixtures.ts';
import { openView } from './panels.ts';

// Ratings from 1 to 10 without a reference, as a judge gives them.
const RATINGS = ['a', 'b', 'c'].flatMap((model, m) =>
  Array.from(
    { length: 12 },
    (_, i) => [model, `i${i}`, 1 + ((3 * m + 5 * i + m * i) % 10)] as const,
  ),
);
const CSV = `model,item,score\n${RATINGS.map((row) => row.join(',')).join('\n')}\n`;

test('ratings without a reference are asked about once the reader says which is right', async ({
  page,
}) => {
  await page.goto('./');
  await dropFiles(page, [{ name: 'ratings.csv', content: CSV }]);
  await expect(page.getByText('36 scores of 3 models')).toBeVisible();

  const way = page.getByRole('button', { name: 'Count 10 as right and 1 as wrong' });
  for (const view of ['Ensembles', 'Variance', 'Slices'] as const) {
    await openView(page, view);
    await expect(page.getByText('These scores do not say right or wrong')).toBeVisible();
    await expect(way).toBeVisible();
  }
  await way.click();
  const mean = RATINGS.reduce((sum, [, , score]) => sum + score, 0) / RATINGS.length;
  const share = (100 * (10 - mean)) / 9;
  const answer = page.locator('main .answer').first();
  await expect(answer).toContainText('The share missed is');
  const shown = Number(/([\d.]+)\s%/.exec(await answer.innerText())![1]);
  expect(Math.abs(shown - share)).toBeLessThan(0.51);
  await expect(page.getByText('A score of 10 counts as right, 1 as wrong.')).toBeVisible();

  for (const view of ['Variance', 'Ensembles'] as const) {
    await openView(page, view);
    await expect(page.locator('main .answer').first()).toContainText('%');
  }

  // The ends are part of the question, so that other ends are set with the measure and a link keeps them.
  await openView(page, 'Slices');
  await page.getByRole('button', { name: 'miss', exact: true }).click();
  await page.getByLabel('Low').fill('0');
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  await expect(page.getByText('A score of 10 counts as right, 0 as wrong.')).toBeVisible();
  await page.goBack();
  await expect(page.getByText('A score of 10 counts as right, 1 as wrong.')).toBeVisible();
});
