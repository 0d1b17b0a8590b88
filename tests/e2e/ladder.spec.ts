import { dropFiles, expect, test } from './fixtures.ts';
import { numberOf, openStudy, tableOf, truthOf } from './alignment-studies.ts';

for (const [title, study, way, benchmark] of [
  ['Classroom talk', 'classroom-talk', 'worse', 'General knowledge'],
  ['Short answers', 'short-answers', 'better', 'Reading'],
] as const)
  test(`${title}: a better benchmark means ${way} alignment, in words and in numbers`, async ({
    page,
  }) => {
    await openStudy(page, title, 'Ladder');
    const answer = page.locator('main .answer').first();
    await expect(answer).toContainText(`A better benchmark score means ${way} alignment`);
    await expect(answer).toContainText(`and ${way} with the outcome`);
    await expect(page.locator('main')).toContainText(`Benchmark: ${benchmark}`);

    const { ladder } = truthOf(study);
    const lines = await tableOf(page, 'From benchmark to impact');
    for (const truth of ladder) {
      const line = lines.find(([name]) => name === truth.model)!;
      expect(numberOf(line[1])).toBe(truth.benchmark);
      expect(Math.abs(numberOf(line[2]) - truth.experts)).toBeLessThan(0.1);
      expect(Math.abs(numberOf(line[4]) - truth.outcome)).toBeLessThan(0.25);
      const [low, high] = line[3].split(' to ').map(numberOf);
      expect(low).toBeLessThan(numberOf(line[2]));
      expect(high).toBeGreaterThan(numberOf(line[2]));
    }
    const between = await tableOf(page, 'Between the rungs');
    const sign = way === 'worse' ? -1 : 1;
    expect(Math.sign(numberOf(between[0][1]))).toBe(sign);
    expect(Math.sign(numberOf(between[1][1]))).toBe(sign);
    expect(numberOf(between[2][1])).toBeGreaterThan(0.5);
    await expect(answer).toContainText(between[0][1]);

    const panel = page.getByRole('region', { name: 'From benchmark to impact', exact: true });
    await panel.getByRole('button', { name: 'model × prompt' }).click();
    const prompts = title === 'Classroom talk' ? 3 : 2;
    const people = lines.length - ladder.length;
    await expect(panel.locator('tbody tr')).toHaveCount(ladder.length * prompts + people);
  });

test('benchmarks are typed in where no file has any, and travel in the link', async ({ page }) => {
  const models = ['a', 'b', 'c', 'd'];
  const rows = models.flatMap((model, m) =>
    Array.from({ length: 24 }, (_, i) => {
      const truth = (i * 7) % 11;
      return `${model},${i},${truth + m * ((i * 5) % 3)},${truth}`;
    }),
  );
  const file = { name: 's.csv', content: `model,item,score,reference\n${rows.join('\n')}\n` };
  await page.goto('./');
  await dropFiles(page, [file]);
  await expect(page.getByText('96 scores of 4 models')).toBeVisible();
  await page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('link', { name: 'Ladder' })
    .click();
  await expect(page.getByText('No benchmark.')).toBeVisible();
  await expect(page.getByText('No outcome.')).toBeVisible();
  await page.getByRole('button', { name: 'Type them in' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Benchmark', { exact: true }).fill('Mine');
  for (const [m, model] of models.entries())
    await dialog.getByLabel(model, { exact: true }).fill(m === 3 ? 'many' : String(10 * m));
  await expect(dialog).toContainText('No number: d.');
  await expect(dialog.getByRole('button', { name: 'Use scores' })).toBeDisabled();
  await dialog.getByLabel('d', { exact: true }).fill('30');
  await dialog.getByRole('button', { name: 'Use scores' }).click();
  await expect(page.locator('main')).toContainText('Benchmark: Mine, typed in');
  const lines = await tableOf(page, 'From benchmark to impact');
  expect(lines.slice(0, 4).map((line) => [line[0], line[1]])).toEqual([
    ['d', '30'],
    ['c', '20'],
    ['b', '10'],
    ['a', '0'],
  ]);
  const address = page.url();
  await page.goto('about:blank');
  await page.goto(address);
  await dropFiles(page, [file]);
  await expect(page.locator('main')).toContainText('Benchmark: Mine, typed in');
});

test('a table that might be benchmarks or scores is asked about', async ({ page }) => {
  await page.goto('./');
  await dropFiles(page, [
    { name: 'b.csv', content: 'model,task,score\na,T1,0.5\na,T2,0.6\nb,T1,0.7\nb,T2,0.9\n' },
  ]);
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('task is the')).toHaveValue('benchmark');
  await dialog.getByRole('button', { name: 'Use mapping' }).click();
  await expect(page.getByText('4 benchmark figures').first()).toBeVisible();
});
