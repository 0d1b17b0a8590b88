import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { tableFromIPC } from 'apache-arrow';
import { tQuantile } from '../../src/stats/special/t-quantile.ts';
import { readCsv } from './csv.ts';

type Value = string | number | null;
/** Rows of an answer or of a panel's file. */
export interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Value[])[];
}

/** Runs a statement on the page's own database; numbers as numbers, all else as text. */
export async function run(page: Page, text: string): Promise<Rows> {
  const answer = await page.evaluate(async (sql) => {
    const result = await window.declination!.query(sql);
    if (!result.ok) return { problem: result.problem.detail ?? result.problem.message };
    let binary = '';
    for (const byte of result.value) binary += String.fromCharCode(byte);
    return { ipc: btoa(binary) };
  }, text);
  if (answer.ipc === undefined) throw new Error(`${answer.problem}\n${text}`);
  const table = tableFromIPC(Buffer.from(answer.ipc, 'base64'));
  const columns = table.schema.fields.map((field) => field.name);
  const plain = (value: unknown): Value =>
    value === null || value === undefined
      ? null
      : typeof value === 'bigint' || typeof value === 'number'
        ? Number(value)
        : String(value as string);
  const rows = Array.from({ length: table.numRows }, (_, row) =>
    columns.map((_, column) => plain(table.getChildAt(column)!.get(row))),
  );
  return { columns, rows };
}

/** The numbers of a panel as it exports them, at full precision. */
export async function exported(page: Page, panel: Locator): Promise<Rows> {
  await panel.getByRole('button', { name: 'Export this panel' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /^CSV/ }).click();
  const [columns, ...rows] = readCsv(readFileSync(await (await download).path(), 'utf8'));
  const value = (text: string): Value =>
    text === '' ? null : Number.isNaN(Number(text)) ? text : Number(text);
  return { columns, rows: rows.map((row) => row.map(value)) };
}

const near = (a: number, b: number) => Math.abs(a - b) <= 1e-8 * Math.max(1, Math.abs(a));

/**
 * Columns of the panel whose every number stands in a row of the answer that names the same levels:
 * those of the panel's row and, where the panel is a cross table, of its column.
 */
export function found(panel: Rows, answer: Rows): string[] {
  const levels = new Set(answer.rows.flat().filter((value) => typeof value === 'string'));
  return panel.columns.filter((name, c) => {
    const cells = panel.rows.filter((row) => typeof row[c] === 'number');
    const hasRowOf = (row: readonly Value[]): boolean => {
      const named = [...row.map(String), name].filter((text) => levels.has(text));
      return answer.rows.some(
        (candidate) =>
          named.every((text) => candidate.includes(text)) &&
          candidate.some((v) => typeof v === 'number' && near(v, row[c] as number)),
      );
    };
    return cells.length > 0 && cells.every(hasRowOf);
  });
}

/**
 * The largest share by which intervals of a panel are wider or narrower than mean and clustered standard
 * error of its statement make them, with one degree of freedom less than clusters. The panel's own are
 * Pustejovsky and Tipton's (2018), which no statement gives and which differ little on many clusters. Null
 * where the statement has no standard errors; 1 where a row of the panel is not in it.
 */
export function intervalsOff(panel: Rows, answer: Rows): number | null {
  const [low, high] = ['95 % low', '95 % high'].map((name) => panel.columns.indexOf(name));
  const [se, clusters] = ['clustered_se', 'clusters'].map((name) => answer.columns.indexOf(name));
  if (Math.min(low, high, se, clusters) < 0) return null;
  const levels = new Set(answer.rows.flat().filter((value) => typeof value === 'string'));
  const offs = panel.rows
    .filter((row) => typeof row[low] === 'number')
    .map((row) => {
      const named = row.map(String).filter((text) => levels.has(text));
      const of = answer.rows.find(
        (candidate) =>
          named.every((text) => candidate.includes(text)) &&
          candidate.some(
            (v) => typeof v === 'number' && near(Math.abs(v), Math.abs(row[low - 1] as number)),
          ),
      );
      if (!of) return 1;
      const own = (Number(row[high]) - Number(row[low])) / 2;
      return Math.abs(own / (tQuantile(0.975, Number(of[clusters]) - 1) * Number(of[se])) - 1);
    });
  return Math.max(...offs);
}
