import type { OrderBar, OrderModel } from '../analyses/judges/order.ts';
import { figureRoot, NARROW, svgMaker } from './svg.ts';
import type { Make, Stage } from './svg.ts';
import { fitted, textWidth, widest } from './text.ts';

const BAR = 20;
const GAP = 4;
const AIR = 16;
const LINE = 18;

/** Per judge and question, what both orders of the texts gave: shares of one bar, the order's in ochre. */
export function orderBars(model: OrderModel, stage: Stage): SVGSVGElement {
  const make = svgMaker(stage.document);
  const { width } = stage;
  const narrow = width < NARROW;
  const names = narrow
    ? 0
    : Math.min(
        widest(
          model.judges.map((j) => j.name),
          13,
        ) + 12,
        width * 0.3,
      );
  const questions = narrow ? 66 : 76;
  const right = 54;
  const from = names + questions;
  const inner = width - from - right;
  const rows = model.judges.reduce((sum, j) => sum + j.bars.length, 0);
  const keys = keyLines(model, width);
  const top = 24;
  const body = rows * (BAR + GAP) + model.judges.length * (AIR + (narrow ? LINE : 0));
  const height = top + body + 6 + keys.length * LINE;
  const svg = figureRoot(make, { width, height }, 'order-bars', 'Position bias by judge');
  svg.setAttribute('role', 'img');
  svg.append(
    make('text', { class: 'heading', x: from, y: 12 }, 'of 100 examples'),
    make('text', { class: 'heading', x: width, y: 12, 'text-anchor': 'end' }, '1st place'),
  );
  let y = top;
  for (const judge of model.judges) {
    const title = make('title', {}, judge.name);
    if (narrow) {
      svg.append(
        make('text', { class: 'name strong', x: 0, y: y + 13 }, fitted(judge.name, 13, width)),
      );
      y += LINE;
    } else
      svg.append(
        make(
          'text',
          { class: 'name strong', x: 0, y: y + BAR / 2 + 4.5 },
          fitted(judge.name, 13, names - 8),
          title,
        ),
      );
    svg.append(
      make(
        'text',
        { class: 'value', x: width, y: y + BAR / 2 + 4.5, 'text-anchor': 'end' },
        judge.first,
      ),
    );
    for (const bar of judge.bars) {
      svg.append(
        make('text', { class: 'axis-title', x: names, y: y + BAR / 2 + 4 }, bar.question),
        barMarks(make, bar, from, y, inner),
      );
      y += BAR + GAP;
    }
    y += AIR;
  }
  keys.forEach((line, i) => {
    let x = 0;
    for (const { part, words } of line) {
      const baseline = top + body + 14 + i * LINE;
      svg.append(
        make('rect', { class: `order-${part}`, x, y: baseline - 9, width: 10, height: 10, rx: 2 }),
        make('text', { class: 'key-name', x: x + 15, y: baseline }, words),
      );
      x += keyWidth(words);
    }
  });
  return svg;
}

function barMarks(make: Make, bar: OrderBar, from: number, y: number, width: number): SVGGElement {
  const group = make('g', {}, make('title', {}, bar.label));
  let x = from;
  for (const { part, share, text } of bar.parts) {
    const w = share * width;
    if (w > 0.25)
      group.append(
        make('rect', { class: `order-${part}`, x, y, width: Math.max(0.5, w - 1), height: BAR }),
      );
    if (w > textWidth(text, 12) + 6)
      group.append(
        make(
          'text',
          {
            class: `share-small on-order-${part}`,
            x: x + w / 2 - 0.5,
            y: y + BAR / 2 + 4.5,
            'text-anchor': 'middle',
          },
          text,
        ),
      );
    x += w;
  }
  return group;
}

function keyWidth(words: string): number {
  return 15 + textWidth(words, 12) + 16;
}

/** The key broken into lines that fit. */
function keyLines(model: OrderModel, width: number): OrderModel['key'][number][][] {
  const lines: OrderModel['key'][number][][] = [[]];
  let used = 0;
  for (const entry of model.key) {
    const needed = keyWidth(entry.words);
    if (used > 0 && used + needed > width) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1)!.push(entry);
    used += needed;
  }
  return lines;
}
