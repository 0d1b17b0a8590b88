import { dropFiles, expect, test } from './fixtures.ts';
import { answer, openSample, openSmall, panel, tableOf } from './variance-page.ts';
import { crossedStudy } from './variance-studies.ts';

test('the sample study is decomposed on opening, the answer first, every part with its interval', async ({
  page,
}) => {
  await openSample(page);
  const [share] = /^\d+/.exec((await answer(page).textContent())!)!;
  await expect(page.locator('main .answer').nth(1)).toContainText('it removes');
  await expect(page.locator('main')).toContainText('Cannot be ruled out, likelihood ratio');
  await expect(page.locator('main')).toContainText('Common item share');
  await expect(page.locator('main')).toContainText('of the variance is noise of the reference');
  const components = await tableOf(page, 'Components');
  expect(components.map((row) => row[1]).toSorted()).toEqual(
    [
      ...['model', 'prompt', 'task', 'item', 'model:prompt', 'model:task', 'prompt:task'],
      ...['model:prompt:task', 'model:item', 'prompt:item', 'task:item', 'residual'],
    ].toSorted(),
  );
  // Too few models for a Wald interval.
  expect(components.find((row) => row[1] === 'model')!.slice(6, 9)).toEqual(['–', '–', '–']);
  const sum = (group: RegExp) =>
    components
      .filter((row) => group.test(row[0]))
      .reduce((total, row) => total + Number(row[5]), 0);
  expect(sum(/./)).toBeCloseTo(100, 6);
  expect(Math.abs(sum(/^Your choice/) - Number(share))).toBeLessThan(1);
  await expect(panel(page, 'What the design can tell')).toContainText(
    '3 prompts: the prompt component is known within a factor of about 12.',
  );
  const record = panel(page, 'The fit’s own record');
  await expect(record).toContainText('converged');
  await expect(record).toContainText('Henderson I');
  await expect(panel(page, 'Which prompt, which model')).toContainText(/stands .* the mean of all/);
  await expect(panel(page, 'What no term explains, by model')).toContainText(/model|times/);
});

test('a share is tested against any number, and the number goes into the link', async ({
  page,
}) => {
  await openSmall(page);
  const share = page.getByRole('spinbutton', { name: 'Share to test, percent' });
  await expect(share).toHaveValue('15');
  await share.fill('95');
  await share.press('Enter');
  await expect(page.locator('main')).toContainText('Can be ruled out, likelihood ratio');
  const far = page.url();
  await share.fill('100');
  await share.press('Enter');
  await expect(share).toHaveAttribute('aria-invalid', 'true');
  expect(page.url()).toBe(far);
  await share.blur();
  await expect(share).toHaveValue('95');
  // The number belongs to the view, not to its steps: back leaves the view, forward finds it as it was.
  await page.goBack();
  await expect(share).toHaveCount(0);
  await page.goForward();
  await expect(share).toHaveValue('95');
  await expect(page.locator('main')).toContainText('Can be ruled out');
});

test('a link brings the panels back as they were set', async ({ page, browser }) => {
  await openSmall(page);
  const study = panel(page, 'How sure is the ranking of models?');
  const target = study.getByRole('spinbutton', { name: 'Reliability to reach' });
  await target.fill('0.7');
  await target.press('Enter');
  await panel(page, 'Which prompt, which model').getByRole('combobox').selectOption('item');
  await panel(page, 'Side by side')
    .getByRole('combobox', { name: 'What the two differ in' })
    .selectOption('task');
  await panel(page, 'Components').getByRole('button', { name: 'Profile', exact: true }).click();
  await expect(study).toContainText('reach 0.70');
  await expect(panel(page, 'Side by side')).toContainText('sums: n = 360');
  const compared = await tableOf(page, 'Side by side');
  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByText('crossed.csv').first()).toBeVisible();
  await dropFiles(other, [crossedStudy()]);
  await expect(answer(other)).toContainText('95 % interval');
  await expect(panel(other, 'How sure is the ranking of models?')).toContainText('reach 0.70');
  await expect(panel(other, 'Which prompt, which model').getByRole('combobox')).toHaveValue('item');
  await expect(
    panel(other, 'Components').getByRole('button', { name: 'Profile', exact: true }),
  ).toHaveAttribute('aria-pressed', 'true');
  await expect(panel(other, 'Side by side')).toContainText('sums: n = 360');
  expect(await tableOf(other, 'Side by side')).toEqual(compared);
  await context.close();
});

test('profile intervals come for every term, or for the one that is chosen', async ({ page }) => {
  await openSmall(page);
  const components = panel(page, 'Components');
  const model = components.getByRole('button', { name: /^model: / });
  await expect(model).toHaveAttribute('aria-label', /no interval/);
  await model.click();
  await expect(components.locator('[aria-label^="model: "]')).toHaveAttribute(
    'aria-label',
    /95 % interval/,
  );
  await components.getByRole('button', { name: 'Profile', exact: true }).click();
  await expect
    .poll(async () => (await tableOf(page, 'Components')).map((row) => row[8]))
    .toEqual((await tableOf(page, 'Components')).map(() => 'profile'));
});

test('the bootstrap tells how far it is, can be cancelled, and is the same again with its seed', async ({
  page,
}) => {
  await openSmall(page);
  const components = panel(page, 'Components');
  const workers = page.workers().length;
  await components.getByRole('button', { name: 'Bootstrap', exact: true }).click();
  const replicates = components.getByRole('spinbutton', { name: 'Replicates of the bootstrap' });
  await components.getByRole('button', { name: 'Cancel' }).click();
  await expect(components).toContainText('The bootstrap was stopped.');
  await expect.poll(() => page.workers().length).toBe(workers);

  await replicates.fill('5000');
  await replicates.press('Enter');
  const bar = components.getByRole('progressbar');
  await expect(components).toContainText(/Fitting replicates: \d+ of 5000/);
  await expect(bar).toHaveAttribute('value', /0\.\d*[1-9]/);
  await components.getByRole('button', { name: 'Cancel' }).click();
  await expect(components).toContainText('The bootstrap was stopped.');
  // A row's own question is answered at once: nothing is left running.
  await expect.poll(() => page.workers().length).toBe(workers);

  await replicates.fill('40');
  await replicates.press('Enter');
  await expect(components).toContainText('40 replicates of a parametric bootstrap (seed 1');
  const first = await tableOf(page, 'Components');
  expect(first.every((row) => row[8] === 'bootstrap')).toBe(true);
  const seed = components.getByRole('spinbutton', { name: 'Seed of the bootstrap' });
  await seed.fill('2');
  await seed.press('Enter');
  await expect(components).toContainText('bootstrap (seed 2');
  expect(await tableOf(page, 'Components')).not.toEqual(first);
  await seed.fill('1');
  await seed.press('Enter');
  await expect(components).toContainText('bootstrap (seed 1');
  expect(await tableOf(page, 'Components')).toEqual(first);
  await expect(panel(page, 'Take it along')).toContainText('(seed 1');
});

test('a target and costs give the cheapest design, with the interval it can expect', async ({
  page,
}) => {
  await openSmall(page);
  const study = panel(page, 'How sure is the ranking of models?');
  const target = study.getByRole('spinbutton', { name: 'Reliability to reach' });
  const cheapest = async () =>
    (await tableOf(page, 'How sure is the ranking of models?')).find(
      (row) => row[0] === 'cheapest',
    )!;
  await target.fill('0.88');
  await target.press('Enter');
  await expect(study).toContainText('reach 0.88 at the least cost.');
  await expect(study).toContainText(/cheapest: cost [\d,]+, Eρ² 0\.\d\d \(0\.\d\d to 0\.\d\d\)/);
  // Prompts, items and the number of each, Eρ², Φ, and the interval around Eρ².
  const first = await cheapest();
  const [relative, absolute, low, high] = first.slice(-4).map(Number);
  expect(relative).toBeGreaterThanOrEqual(0.88);
  expect(absolute).toBeLessThanOrEqual(relative);
  expect(low).toBeLessThan(relative);
  expect(high).toBeGreaterThan(relative);
  // Where items are dear and prompts are not, the cheapest design has fewer items.
  const item = study.getByRole('spinbutton', { name: 'Cost of one more item' });
  await item.fill('5000');
  await item.press('Enter');
  await expect.poll(async () => Number((await cheapest())[2])).toBeLessThan(Number(first[2]));
  await target.fill('0.9999');
  await target.press('Enter');
  await expect(study).toContainText('No number of them that is looked at reaches 0.9999');
  // The level is less sure than the ranking, and its coefficient has another name.
  await study.getByRole('button', { name: /Φ/ }).click();
  await expect(panel(page, 'How sure is the level of models?')).toContainText('Φ, reliability');
});

test('effects are shown for any term, by name', async ({ page }) => {
  await openSample(page);
  const effects = panel(page, 'Which prompt, which model');
  await effects.getByRole('combobox').selectOption('task:item');
  await expect(effects).toContainText('The 12 largest of 840; all others are in the table.');
  const rows = await tableOf(page, 'Which prompt, which model');
  expect(rows).toHaveLength(500);
  const sizes = rows.map((row) => Math.abs(Number(row[2].replace('−', '-'))));
  expect(sizes[0]).toBeGreaterThan(sizes[499]);
});

test('two slices stand side by side, two measures too', async ({ page }) => {
  await openSmall(page);
  const compare = panel(page, 'Side by side');
  await compare.getByRole('combobox', { name: 'What the two differ in' }).selectOption('task');
  await expect(compare).toContainText('Of the variance in reading, 50 % (25 to 94 %)');
  await expect(compare).toContainText('reading: n = 360');
  await expect(compare).toContainText('sums: n = 360');
  const rows = await tableOf(page, 'Side by side');
  expect(rows.find((row) => row[1] === 'residual')).toHaveLength(6);
  await compare
    .getByRole('combobox', { name: 'What the two differ in' })
    .selectOption('error measure');
  await expect(compare).toContainText('the totals have different units');
  // The question's own fit is untouched by it.
  await expect(panel(page, 'Components')).toContainText('n = 720 observations');
  await compare.getByRole('button', { name: 'Put away' }).click();
  await expect(compare).not.toContainText('n = 720');
});

test('terms are added and left out, what goes together is said, and each refusal has its reason', async ({
  page,
}) => {
  await openSmall(page);
  const components = panel(page, 'Components');
  await components.getByRole('button', { name: 'Terms', exact: true }).click();
  await expect(components).toContainText(
    'item is nested in task: each of the 36 items is seen in one task only.',
  );
  await components.getByRole('button', { name: 'Leave out model:prompt', exact: true }).click();
  await expect(components.locator('[aria-label^="model:prompt: "]')).toHaveCount(0);
  const add = components.getByRole('combobox', { name: 'Add a term' });
  await add.selectOption('task:item, same as item');
  await expect(components).toContainText(
    'task:item divides the observations exactly as item does: the two cannot be told apart, and item stands for both.',
  );
  await add.selectOption('model:prompt:item');
  await expect(panel(page, 'What the design can tell')).toContainText('1 refused');
  await components.getByRole('button', { name: 'The usual terms' }).click();
  await expect(components.locator('[aria-label^="model:prompt: "]')).toHaveCount(1);
});
