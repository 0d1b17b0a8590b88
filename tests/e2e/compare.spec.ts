import { dropFiles, expect, test } from './fixtures.ts';
import { openView } from './panels.ts';
import { numberOf, openStudy, tableOf } from './alignment-studies.ts';

const PANEL = 'Is the difference real?';

for (const [title, first, last] of [
  ['Classroom talk', 'Altair-7B', 'Mira-32B'],
  ['Short answers', 'Norma-XL', 'Corvus-1B'],
] as const)
  test(`${title}: pairs, their matrix, and the items that would show a difference`, async ({
    page,
  }) => {
    await openStudy(page, title, 'Slices');
    const means = await tableOf(page, 'By model');
    const ofModel = (name: string): number => numberOf(means.find((row) => row[0] === name)![1]);

    const panel = page.getByRole('region', { name: PANEL, exact: true });
    await expect(panel).toContainText('after Holm');
    await panel.getByLabel('First of the two').selectOption(last);
    await panel.getByLabel('Second of the two').selectOption(first);
    await expect(panel).toContainText(`${last} errs more than ${first}`);
    const forest = await tableOf(page, PANEL);
    expect(forest).toHaveLength(means.length - 1);
    const row = forest.find(([name]) => name === first)!;
    // The same items but for failed scores: the difference of the means, nearly.
    expect(Math.abs(-numberOf(row[2]) - (ofModel(last) - ofModel(first)))).toBeLessThan(0.02);
    const [low, high, se, naive] = [row[3], row[4], row[7], row[8]].map(numberOf);
    expect(low).toBeLessThan(numberOf(row[2]));
    expect(high).toBeLessThan(0);
    expect(se).toBeGreaterThan(naive);

    const pairs = await tableOf(page, 'All pairs');
    expect(pairs).toHaveLength((means.length * (means.length - 1)) / 2);
    const told = pairs.filter((pair) => numberOf(pair[6].replace('<', '')) < 0.05).length;
    await expect(page.getByRole('region', { name: 'All pairs', exact: true })).toContainText(
      `${told} of ${pairs.length} pairs of models can be told apart`,
    );

    const power = page.getByRole('region', { name: 'How many items would show it?', exact: true });
    await power.getByLabel('to show').fill('0.01');
    await power.getByLabel('to show').press('Enter');
    await expect(power).toContainText('for 0.01');
    const needed = await tableOf(page, 'How many items would show it?');
    const most = Math.max(...needed.map((line) => numberOf(line[1])));
    await expect(power).toContainText(`${most.toLocaleString('en-US')}\u00a0items`);
    // Half the difference takes about four times the items: the table is in order.
    expect(needed.map((line) => numberOf(line[1]))).toEqual(
      needed.map((line) => numberOf(line[1])).sort((a, b) => a - b),
    );

    const address = page.url();
    await page.goto('about:blank');
    await page.goto(address);
    // The pair and the target are in the link, and the sample with them.
    await expect(panel).toContainText(`${last} errs more than ${first}`);
    await expect(power.getByLabel('to show')).toHaveValue('0.01');
  });

test('one model alone, and models on other items: what a comparison needs is said', async ({
  page,
}) => {
  const scores = (model: string, from: number): string[] =>
    Array.from({ length: 20 }, (_, i) => `${model},i${from + i},${i % 3 > 0 ? 1 : 0}`);
  await page.goto('./');
  await dropFiles(page, [
    { name: 'a.csv', content: `model,item,score\n${scores('a', 0).join('\n')}\n` },
  ]);
  await expect(page.getByText('20 scores of 1 model')).toBeVisible();
  await openView(page, 'Slices');
  await expect(page.getByText('One model has nothing to be compared with.')).toBeVisible();
  await expect(page.getByText(/Drop the results of another model/)).toBeVisible();
  await expect(page.getByRole('region', { name: PANEL, exact: true })).toHaveCount(0);
  await dropFiles(page, [
    { name: 'b.csv', content: `model,item,score\n${scores('b', 20).join('\n')}\n` },
  ]);
  await openView(page, 'Slices');
  await expect(page.getByText('No two levels of model can be compared.')).toBeVisible();
  await expect(page.getByText(/Drop results on the same items/)).toBeVisible();
  await dropFiles(page, [
    { name: 'c.csv', content: `model,item,score\n${scores('c', 0).join('\n')}\n` },
  ]);
  await openView(page, 'Slices');
  await expect(page.getByRole('region', { name: PANEL, exact: true })).toBeVisible();
});
