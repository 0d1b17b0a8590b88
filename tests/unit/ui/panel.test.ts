import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { numberCell, word } from '../../../src/domain/panel.ts';
import { toCsv } from '../../../src/ui/panel/csv.ts';
import { show } from '../../../src/ui/panel/morph.ts';

describe('a table as CSV', () => {
  const csv = (...words: string[]): string =>
    toCsv({ columns: [{ name: 'x', numeric: false }], rows: words.map((text) => [word(text)]) });

  test('keeps full precision and leaves what is absent empty', () => {
    const columns = ['model', 'mean'].map((name, i) => ({ name, numeric: i === 1 }));
    const rows = [
      [word('Vega'), numberCell(1.23456789, (x) => x.toFixed(2))],
      [word('Mute'), numberCell(Number.NaN, String)],
    ];
    expect(toCsv({ columns, rows })).toBe('model,mean\r\nVega,1.23456789\r\nMute,\r\n');
  });

  test('quotes commas, quotes and line breaks', () => {
    expect(csv('a,b', 'say "no"', 'one\ntwo')).toBe('x\r\n"a,b"\r\n"say ""no"""\r\n"one\ntwo"\r\n');
  });

  test('never lets a spreadsheet run a name as a formula', () => {
    expect(csv('=1+1', '@sum', '-5', '+3.5')).toBe("x\r\n'=1+1\r\n'@sum\r\n-5\r\n+3.5\r\n");
  });
});

describe('showing the next figure in place of the last', () => {
  const { document } = new JSDOM('<div id="host"></div>').window;
  const host = document.getElementById('host')!;
  const drawing = (marks: readonly (readonly [key: string, y: number])[]): Element => {
    const holder = document.createElement('div');
    holder.innerHTML = `<svg>${marks
      .map(([key, y]) => `<g data-key="${key}" tabindex="0" transform="${y}"><text>${y}</text></g>`)
      .join('')}</svg>`;
    return holder.firstElementChild!;
  };

  test('keeps the elements of marks that stay, wherever they move', () => {
    host.replaceChildren();
    show(host, drawing([['a', 1], ['b', 2], ['c', 3]])); // prettier-ignore
    const before = host.querySelector('[data-key=c]');
    show(host, drawing([['c', 1], ['a', 2], ['d', 3]])); // prettier-ignore
    expect(host.querySelector('[data-key=c]')).toBe(before);
    expect(host.innerHTML).toBe(drawing([['c', 1], ['a', 2], ['d', 3]]).outerHTML); // prettier-ignore
  });

  test('keeps the focus on the mark that had it', () => {
    host.replaceChildren();
    show(host, drawing([['a', 1], ['b', 2]])); // prettier-ignore
    host.querySelector<HTMLElement>('[data-key=b]')!.focus();
    show(host, drawing([['b', 1], ['a', 2]])); // prettier-ignore
    expect(document.activeElement?.getAttribute('data-key')).toBe('b');
  });
});
