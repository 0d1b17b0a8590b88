import { expect, test } from './fixtures.ts';
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
