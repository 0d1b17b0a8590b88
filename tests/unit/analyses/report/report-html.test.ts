import { JSDOM } from 'jsdom';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { questionWords } from '../../../../src/analyses/question-words.ts';
import { reportHtml } from '../../../../src/analyses/report/report-html.ts';
import type { Report } from '../../../../src/analyses/report/report-html.ts';
import { numberCell, word } from '../../../../src/domain/panel.ts';
import { DEFAULT_QUESTION } from '../../../../src/domain/question.ts';
import { VERSION } from '../../../../src/domain/version.ts';
import { findCommands } from '../../../../src/views/frame/commands.ts';

const hostile = `<img src=x onerror="alert(1)">&"'`;
const report: Report = {
  title: hostile,
  sections: [
    {
      view: hostile,
      link: 'https://example.test/#v1.AAAA',
      answer: `Off by 1. ${hostile}`,
      question: questionWords({
        ...DEFAULT_QUESTION,
        filters: [{ facet: 'model', levels: [hostile] }],
      }),
      panels: [
        {
          title: hostile,
          unit: 'points',
          says: hostile,
          note: hostile,
          svg: '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"></svg>',
          table: {
            columns: [
              { name: hostile, numeric: false },
              { name: 'mean', numeric: true },
            ],
            rows: [[word(hostile), numberCell(1.25, String)]],
          },
          sql: `SELECT '${hostile}'`,
          words: hostile,
        },
      ],
    },
  ],
  files: [{ name: hostile, size: 12, hash: 'ab'.repeat(32), rows: 3 }],
  versions: [['Declination', VERSION]],
  date: new Date('2026-01-02T03:04:05Z'),
};

test('a report says everything it is given, as text', () => {
  const { document } = new JSDOM(reportHtml(report, '')).window;
  expect(document.querySelectorAll('img, script, [onerror]')).toHaveLength(0);
  expect(document.querySelector('h1')!.textContent).toBe(hostile);
  expect(document.querySelector('.says')!.textContent).toBe(hostile);
  expect(document.querySelector('.words')!.textContent).toBe(hostile);
  expect(document.querySelector('h2')!.textContent).toBe(hostile);
  expect(document.querySelector('td')!.textContent).toBe(hostile);
  expect(document.querySelector('td.num')!.textContent).toBe('1.25');
  expect(document.querySelector('pre')!.textContent).toBe(`SELECT '${hostile}'`);
  expect(document.querySelectorAll('figure svg')).toHaveLength(1);
  expect(document.body.textContent).toContain('ab'.repeat(32));
  expect(document.body.textContent).toContain('2026-01-02');
  expect(document.querySelector('a')!.href).toBe(report.sections[0].link);
});

test('a report refers to nothing that would have to be loaded', () => {
  const html = reportHtml(report, '');
  expect(html).toContain("default-src 'none'");
  const { document } = new JSDOM(html).window;
  expect(document.querySelectorAll('link, [src], iframe, object')).toHaveLength(0);
});

test('the version is that of the package', () => {
  const path = join(import.meta.dirname, '../../../../package.json');
  expect(VERSION).toBe((JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version);
});

test('commands are found by the beginnings of their words, in any order', () => {
  const commands = ['signed error', 'squared error', 'absolute error'].map((label) => ({
    group: 'Measure',
    label,
    run: () => undefined,
  }));
  const found = (typed: string) => findCommands(commands, typed).map(({ label }) => label);
  expect(found('err sq')).toEqual(['squared error']);
  expect(found('meas')).toHaveLength(3);
  expect(found('')).toHaveLength(3);
  expect(found('uared')).toEqual([]);
});
