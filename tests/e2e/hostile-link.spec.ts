import { packLink } from '../../src/state/link.ts';
import { INITIAL_STATE, writeHash } from '../../src/state/url.ts';
import { dropFiles, expect, test } from './fixtures.ts';

/** A study of two models, whose names are as given, on two tasks of thirty items. */
function study(models: readonly string[]): string {
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const rows = models.flatMap((model, m) =>
    Array.from({ length: 60 }, (_, i) => {
      const score = ((i * 7 + m * 3) % 10) / 10;
      return [quote(model), `task-${i % 2}`, `item-${i}`, score, ((i * 3) % 10) / 10].join(',');
    }),
  );
  return ['model,task,item,score,reference', ...rows].join('\n');
}

const deep = (depth: number): unknown => (depth === 0 ? 0 : [deep(depth - 1)]);

const damaged: readonly (readonly [string, string])[] = [
  ['is no link at all', '#<script>alert(1)</script>'],
  ['is cut short', writeHash(INITIAL_STATE).slice(0, -12)],
  ['is of a newer version', '#v99.AAAA'],
  ['holds no base64', '#v1.%00%ff'],
  ['inflates beyond measure', `#${packLink('0'.repeat(50_000_000))}`],
  ['holds something else', `#${packLink(['question'])}`],
  ['holds another question', `#${packLink({ ...INITIAL_STATE, question: { version: 7 } })}`],
  ['nests without end', `#${packLink({ ...INITIAL_STATE, question: deep(2000) })}`],
  ['carries a prototype', `#${packLink(JSON.parse('{"__proto__": {"view": "slices"}}'))}`],
];

for (const [what, hash] of damaged) {
  test(`a link that ${what} is a Problem, and the page stays usable`, async ({ page }) => {
    await page.goto(`./${hash}`);
    await expect(
      page
        .getByRole('alert')
        .or(page.getByRole('status'))
        .filter({ hasText: /link|question/i })
        .first(),
    ).toBeVisible();
    await dropFiles(page, [{ name: 'study.csv', content: study(['alpha', 'beta']) }]);
    await expect(page.getByText('120 scores of 2 models')).toBeVisible();
  });
}

test('a link whose names are SQL and markup asks nobody and changes nothing', async ({
  page,
  stranger,
}) => {
  const names = [
    `'; ATTACH '${stranger.origin}/attach.db'; --`,
    `"; COPY (SELECT 1) TO '${stranger.origin}/copy.csv'; --`,
    `<img src="${stranger.origin}/image.png" onerror="fetch('${stranger.origin}/error')">`,
    `{@html '<script src=${stranger.origin}/script.js>'}`,
  ];
  const unknown = writeHash({
    ...INITIAL_STATE,
    view: 'slices',
    question: {
      ...INITIAL_STATE.question,
      cluster: names[1],
      filters: [{ facet: names[0], levels: [names[2]] }],
    },
    options: {
      ...INITIAL_STATE.options,
      slices: { ...INITIAL_STATE.options.slices, by: names[1], rows: names[2] },
    },
  });
  await page.goto(`./${unknown}`);
  // The file speaks as the link does: its levels and its name are the same texts.
  await dropFiles(page, [{ name: `${names[2].replaceAll('/', '')}.csv`, content: study(names) }]);
  await expect(page.getByText('240 scores of 4 models')).toBeVisible();
  await page.getByRole('button', { name: 'See how large the error is' }).click();
  await expect(page.locator('main')).toContainText('no facet');

  const known = writeHash({
    ...INITIAL_STATE,
    view: 'slices',
    question: { ...INITIAL_STATE.question, filters: [{ facet: 'model', levels: names.slice(1) }] },
  });
  await page.evaluate((hash) => (location.hash = hash), known);
  const byModel = page.getByRole('region', { name: /^By model/ });
  await expect(byModel).toContainText('COPY (SELECT 1)');
  await expect(page.locator('main img, main script')).toHaveCount(0);
});
