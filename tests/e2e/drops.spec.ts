import { cpSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Page } from '@playwright/test';
import { zipSync } from 'fflate';
import { expect, test } from './fixtures.ts';

const SAMPLES = join(import.meta.dirname, '../../data-samples/formats');

/**
 * Drops files and folders of the disk as the system does, by the browser's own drag events: folders
 * come as directories, which no script can put into a transfer.
 */
async function dropFromDisk(page: Page, files: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  await session.detach();
}

/** A folder of the samples, less what the tests are told of it, in a place of its own. */
function copyOf(...names: string[]): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'declination-')), 'results');
  for (const name of names)
    cpSync(join(SAMPLES, name), join(folder, name), {
      recursive: true,
      filter: (path) => !path.endsWith('expected.json'),
    });
  return folder;
}

function zipOf(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const members = files.map((file) => {
    const path = join(file.parentPath, file.name);
    return [relative(folder, path), new Uint8Array(readFileSync(path))] as const;
  });
  const archive = `${folder}.zip`;
  writeFileSync(archive, zipSync(Object.fromEntries(members)));
  return archive;
}

const HELM = /^96.scores of 3.models, 1.prompt, 1.task and 8.items are in\.$/;

test('a dropped ZIP of runs is read run by run', async ({ page }) => {
  await page.goto('./');
  await dropFromDisk(page, [zipOf(copyOf('helm'))]);
  await expect(page.getByText(HELM)).toBeVisible();
});

test('a dropped folder is read as the same files in a ZIP are, and counts once beside it', async ({
  page,
}) => {
  const folder = copyOf('helm');
  await page.goto('./');
  await dropFromDisk(page, [folder]);
  await expect(page.getByText(HELM)).toBeVisible();
  await dropFromDisk(page, [zipOf(folder)]);
  await expect(page.getByText('Same content').first()).toBeVisible();
  await expect(page.getByText(HELM)).toBeVisible();
});

test('a chosen folder is read as a dropped one', async ({ page }) => {
  await page.goto('./');
  await page.getByLabel('Folder', { exact: true }).first().setInputFiles(copyOf('helm'));
  await expect(page.getByText(HELM)).toBeVisible();
});

test('what lies beside results in a folder is one line, and not asked about', async ({ page }) => {
  const folder = copyOf('helm');
  writeFileSync(join(folder, 'README.md'), '# How this was run\n');
  writeFileSync(join(folder, 'colours.csv'), 'name,colour\nx,red\ny,blue\n');
  writeFileSync(join(folder, 'plot.png'), Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10));
  await page.goto('./');
  await dropFromDisk(page, [folder]);
  await expect(page.getByText(HELM)).toBeVisible();
  await expect(page.getByText(/^3.files beside the results/)).toBeVisible();
  await expect(page.getByText('Set aside')).toHaveCount(1);
  await expect(page.getByText('Skipped')).toHaveCount(0);
});

test('six formats at once, in folders and loose, are told apart by content', async ({ page }) => {
  const folder = copyOf('inspect', 'lm-eval', 'lighteval');
  const loose = copyOf('promptfoo', 'openai-evals', 'tables');
  await page.goto('./');
  await dropFromDisk(page, [
    folder,
    join(loose, 'promptfoo/output.json'),
    join(loose, 'openai-evals/matches.jsonl'),
    join(loose, 'tables/scores.csv.zst'),
  ]);
  const files = page.getByRole('region', { name: 'Files' });
  for (const label of [
    'Inspect',
    'lm-evaluation-harness',
    'lighteval',
    'promptfoo',
    'OpenAI evals',
    'CSV table',
  ])
    await expect(files.getByRole('cell', { name: label }).first()).toBeVisible();
  await expect(files.getByText('Skipped')).toHaveCount(0);
  await expect(page.getByText(/^399.scores of 3.models/)).toBeVisible();
});

test('exported tables, dropped again, are the same data', async ({ page }) => {
  await page.goto('./');
  await dropFromDisk(page, [copyOf('helm')]);
  await expect(page.getByText(HELM)).toBeVisible();
  for (const format of ['Parquet', 'CSV', 'Arrow']) {
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: format, exact: true }).click();
    const file = join(mkdtempSync(join(tmpdir(), 'declination-')), 'tables.zip');
    await (await saving).saveAs(file);
    await page.getByRole('button', { name: 'Forget all data' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Forget all data' }).click();
    await expect(page.getByRole('region', { name: 'Drop zone' })).toBeVisible();
    await dropFromDisk(page, [file]);
    await expect(page.getByText(HELM)).toBeVisible();
  }
});
