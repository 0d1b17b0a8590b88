import type { MatrixModel } from '../analyses/generalization/matrix.ts';
import { fixed } from '../domain/format.ts';
import { figureRoot, moved, NARROW, svgMaker } from './svg.ts';
import type { Make, Stage } from './svg.ts';
import { shownNames } from './shown-names.ts';
import { textWidth, widest } from './text.ts';

const ROW = 26;
const KEY = 40;
const GAP = 1.5;
const LEAST_CELL = 30;
const MOST_CELL = 72;

/** Percentages by two sources, a cell each, seven colour steps with their bounds in the key. */
export function sourceMatrix(model: MatrixModel, stage: Stage): SVGSVGElement {
  const make = svgMaker(stage.document);
  const narrow = stage.width < NARROW;
  const text = narrow ? 12 : 13;
  const names = Math.min(widest(model.names, text) + 10, stage.width * (narrow ? 0.32 : 0.3));
  const across = model.names.length;
  const cell = Math.min(MOST_CELL, Math.max(LEAST_CELL, (stage.width - names) / across));
  const turned = widest(model.names, 12) > cell - 4;
  const head = (turned ? Math.min(130, widest(model.names, 12) + 14) : 24) + 16;
  const last = head + across * ROW;
  const width = Math.max(stage.width, names + across * cell);
  const svg = figureRoot(make, { width, height: last + KEY }, 'source-matrix', model.label);
  svg.setAttribute('role', 'img');
  const rowShown = shownNames(model.names, text, names - 8);
  const columnShown = shownNames(model.names, 12, head - 28);
  svg.append(
    make('text', { class: 'axis-title', x: names, y: 10 }, 'second question from'),
    make('text', { class: 'axis-title', x: 0, y: head - 6 }, 'first question from'),
    ...model.names.map((name, j) =>
      columnName(make, { name, shown: columnShown(name) }, names + (j + 0.5) * cell, head, turned),
    ),
  );
  model.names.forEach((name, i) => {
    const y = head + i * ROW;
    svg.append(
      make(
        'text',
        { class: 'name', x: 0, y: y + ROW / 2 + 4.5 },
        rowShown(name),
        make('title', {}, name),
      ),
    );
    model.cells[i].forEach((c, j) => {
      const middle = names + (j + 0.5) * cell;
      const place = { x: middle, y: y + ROW / 2 + 4.5, 'text-anchor': 'middle' };
      if (!c) {
        svg.append(make('text', { class: 'tick', ...place }, '–'));
        return;
      }
      svg.append(
        make(
          'rect',
          {
            class: `cell seq-${c.step}`,
            x: names + j * cell + GAP / 2,
            y: y + GAP / 2,
            width: cell - GAP,
            height: ROW - GAP,
            rx: 2,
          },
          make('title', {}, c.label),
        ),
        make('text', { class: `cell-text seq-ink-${c.step}`, ...place }, c.text),
      );
    });
  });
  svg.append(key(make, model, last + 14));
  return svg;
}

function columnName(
  make: Make,
  { name, shown }: { readonly name: string; readonly shown: string },
  x: number,
  head: number,
  turned: boolean,
): SVGTextElement {
  if (!turned)
    return make('text', { class: 'column', x, y: head - 8, 'text-anchor': 'middle' }, name);
  const transform = `${moved(x + 4, head - 8)} rotate(-90)`;
  const text = make('text', { class: 'column', transform }, shown);
  text.append(make('title', {}, name));
  return text;
}

/** The seven steps, each with the bound it begins at. */
function key(make: Make, { steps }: MatrixModel, y: number): SVGGElement {
  const { bounds, decimals } = steps;
  const texts = [`<${fixed(bounds[0], decimals)}`, ...bounds.map((b) => fixed(b, decimals))];
  const step = Math.max(32, widest(texts, 11) + 8);
  const from = textWidth('less', 11) + 8;
  const group = make('g', { class: 'key' });
  group.append(make('text', { class: 'tick', x: 0, y: y + 12 }, 'less'));
  texts.forEach((label, i) => {
    const box = { x: from + i * step, y, width: step, height: 17 };
    const place = { x: from + (i + 0.5) * step, y: y + 12.5, 'text-anchor': 'middle' };
    group.append(
      make('rect', { class: `seq-${i + 1}`, ...box }),
      make('text', { class: `key-text seq-ink-${i + 1}`, ...place }, label),
    );
  });
  const end = from + texts.length * step + 8;
  group.append(make('text', { class: 'tick', x: end, y: y + 12 }, 'more'));
  return group;
}
