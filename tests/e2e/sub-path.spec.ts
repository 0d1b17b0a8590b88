import { serveFolder } from '../tooling/static-server.mjs';
import { dist, expect, test } from './fixtures.ts';

test('the built site works under a sub-path of a dumb static host, and asks for nothing outside it', async ({
  page,
}) => {
  const path = '/some/deep/path/';
  const site = await serveFolder(dist, { path });
  const failures: string[] = [];
  page.on('response', (response) => {
    if (!response.ok()) failures.push(`${response.status()} ${response.url()}`);
  });
  page.on('requestfailed', (request) => failures.push(`failed ${request.url()}`));
  await page.goto(site.url);
  await page.getByText('Classroom talk').click();
  await expect(page.getByRole('heading', { name: 'By model' })).toBeVisible();
  expect(site.requests.filter((request) => !request.includes(` ${path}`))).toEqual([]);
  expect(failures).toEqual([]);
  await site.close();
});
