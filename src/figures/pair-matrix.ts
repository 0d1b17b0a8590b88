import type { PairCell, PairMatrixModel } from '../analyses/slices/pair-matrix.ts';
import { inkClass, stepClass, KEY_HEIGHT, stepKey } from './step-key.ts';
import { chooser, figureRoot, moved, NARROW, rowHeight, svgMaker } from './svg.ts';
import type { Make, Stage } from './svg.ts';
import { shownNames } from './shown-names.ts';
import { widest } from './text.ts';

const ROW = 28;
const INSET = 0.75;
const BASE = 4.5;

/** Sizes in pixels. */
interface Layout {
  readonly names: number;
  readonly cell: number;
  readonly row: number;
  readonly text: number;
}

/**
 * Differences of every two levels: the lower triangle, best first, each column's name on the diagonal;
 * a cell is coloured where its two can be told apart.
 */
export function pairMatrix(model: PairMatrixModel, stage: Stage): SVGSVGElement {
  const make = svgMaker(stage.document);
  const narrow = stage.width < NARROW;
  const text = narrow ? 11 : 12.5;
  const texts = model.cells.flatMap((row) => row.flatMap((cell) => (cell ? [cell.text] : [])));
  const names = Math.min(widest(model.names, 12.5) + 10, stage.width * (narrow ? 0.3 : 0.24));
  const shown = shownNames(model.names, 12.5, names - 8);
  const across = Math.max(1, model.names.length - 1);
  const last = Math.min(140, widest(model.names.slice(-2, -1), 12) + 12);
  const cell = Math.min(
    96,
    Math.max(widest(texts, text) + 8, 34, (stage.width - names - last) / across),
  );
  const at: Layout = { names, cell, row: rowHeight(stage, ROW), text };
  const rows = model.names.length;
  const width = Math.max(stage.width, names + across * cell + last);
  const height = rows * at.row + KEY_HEIGHT;
  const svg = figureRoot(make, { width, height }, 'pair-matrix', 'Differences of every two levels');
  if (narrow) svg.classList.add('narrow');
  model.names.forEach((name, i) => {
    const y = i * at.row;
    const middle = y + at.row / 2 + BASE;
    if (i > 0)
      svg.append(
        make('text', { class: 'name', x: 0, y: middle }, shown(name), make('title', {}, name)),
      );
    if (i < rows - 1)
      svg.append(
        make(
          'text',
          { class: 'column', x: names + i * cell + 4, y: middle },
          shownNames(model.names, 12, i < rows - 2 ? width - names - i * cell - 8 : last)(name),
          make('title', {}, name),
        ),
      );
    model.cells[i].forEach((pair, j) => {
      const x = names + j * cell;
      svg.append(pair ? drawCell(make, model, pair, x, y, at) : dash(make, x, y, at));
    });
  });
  svg.append(
    stepKey(make, model.steps, rows * at.row + 14, { width, narrow }, [
      'row errs less',
      'row errs more',
    ]),
  );
  return svg;
}

function drawCell(
  make: Make,
  model: PairMatrixModel,
  pair: PairCell,
  x: number,
  y: number,
  at: Layout,
): SVGGElement {
  const box = (inset: number): Record<string, number> => ({
    x: inset,
    y: inset,
    width: at.cell - 2 * inset,
    height: at.row - 2 * inset,
    rx: 2,
  });
  const place = { x: at.cell / 2, y: at.row / 2 + BASE, 'text-anchor': 'middle' };
  const fill = pair.step === null ? 'unknown' : stepClass(model.steps, pair.step);
  const ink = pair.step === null ? 'untold' : inkClass(model.steps, pair.step);
  return make(
    'g',
    { ...chooser(pair), transform: moved(x, y) },
    make('rect', { class: `cell ${fill}`, ...box(INSET) }),
    make('text', { class: `cell-text ${ink}`, ...place }, pair.text),
    make('rect', { class: 'outline', ...box(INSET + 1) }),
  );
}

function dash(make: Make, x: number, y: number, at: Layout): SVGTextElement {
  const place = { x: x + at.cell / 2, y: y + at.row / 2 + BASE, 'text-anchor': 'middle' };
  return make('text', { class: 'margin', ...place }, '–');
}
