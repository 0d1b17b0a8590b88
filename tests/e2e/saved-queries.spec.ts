import { dropFiles, expect, test } from './fixtures.ts';

const study = ['model,item,score,reference']
  .concat(['a', 'b'].flatMap((m) => [0, 1, 2, 3, 4, 5].map((i) => `${m},i${i},${i % 3},${i % 2}`)))
  .join('\n');

test('a query is saved with its question, survives a reload, and travels as a file', async ({
  page,
}) => {
  const open = async () => {
    await page.goto('./');
    await dropFiles(page, [{ name: 'study.csv', content: study }]);
    await expect(page.getByText('12 scores of 2 models')).toBeVisible();
    await page
      .getByRole('navigation', { name: 'Views' })
      .getByRole('link', { name: 'SQL' })
      .click();
  };
  const saved = page.getByRole('complementary', { name: 'Saved queries' });
  const editor = page.getByRole('textbox', { name: 'SQL statement' });
  await open();
  await page.getByRole('button', { name: 'absolute error' }).click();
  await page.getByText('signed error', { exact: true }).last().click();
  await editor.press('ControlOrMeta+a');
  await page.keyboard.insertText('SELECT avg(error) AS bias FROM slice');
  await saved.getByRole('button', { name: 'Save' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save this query' });
  await dialog.getByLabel('Name').fill('Bias');
  await dialog.getByLabel('Description').fill('Where it points');
  await dialog.getByLabel('Tags').fill('bias, draft');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(saved.getByRole('button', { name: /^Bias/ })).toContainText('signed');

  await page.evaluate(() => history.replaceState(null, '', location.pathname));
  await open();
  await expect(page.getByRole('button', { name: 'absolute error' })).toBeVisible();
  await saved.getByRole('button', { name: /^Bias/ }).click();
  await expect(page.getByRole('button', { name: 'signed error' })).toBeVisible();
  await expect(editor).toContainText('avg(error) AS bias');

  const download = page.waitForEvent('download');
  await saved.getByRole('button', { name: 'Export' }).click();
  const file = await (await download).path();
  await saved.getByRole('button', { name: 'Change Bias' }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(saved.getByRole('button', { name: /^Bias/ })).toHaveCount(0);
  await page.getByLabel('File of saved queries').setInputFiles(file);
  await expect(saved).toContainText('1 query added');
  await saved.getByRole('button', { name: 'draft' }).click();
  await saved.getByRole('button', { name: /^Bias/ }).click();
  await expect(editor).toContainText('avg(error) AS bias');
});
