import type { HeatCell, HeatLine, HeatMapModel } from '../analyses/slices/heat-map.ts';
import { shownNames, widestShown } from './shown-names.ts';
import { inkClass, KEY_HEIGHT, stepClass, stepKey } from './step-key.ts';
import { chooser, figureRoot, NARROW, rowHeight, moved, svgMaker } from './svg.ts';
import type { Make, Stage } from './svg.ts';
import { widest } from './text.ts';

const ROW = 30;
const GAP = 1.5;
/** From the middle of a row to the baseline of its text. */
const BASE = 4.5;
/** The longest name of a column that stands upright. */
const LONGEST = 132;

/** Sizes in pixels. */
interface Layout {
  readonly narrow: boolean;
  readonly text: number;
  /** Room for the names of the rows. */
  readonly names: number;
  readonly cell: number;
  readonly row: number;
  /** Height of the names of the columns, and whether they stand upright. */
  readonly head: number;
  readonly turned: boolean;
  readonly width: number;
  readonly rowName: (name: string) => string;
  readonly columnName: (name: string) => string;
}

/**
 * Means by two facets: the value in every cell, seven colour steps with their bounds in the key,
 * margins unfilled. Wider than the stage where cells would become too narrow to read.
 */
export function heatMap(model: HeatMapModel, stage: Stage): SVGSVGElement {
  const make = svgMaker(stage.document);
  const at = layOut(model, stage);
  const last = at.head + model.rows.length * at.row;
  const size = { width: at.width, height: last + at.row + KEY_HEIGHT };
  const label = `Mean error by ${model.rowFacet} and ${model.columnFacet}`;
  const svg = figureRoot(make, size, 'heat-map', label);
  if (at.narrow) svg.classList.add('narrow');
  if (model.cells.some((row) => row.some((c) => c?.chosen))) svg.classList.add('has-choice');

  const x = (column: number): number => at.names + column * at.cell;
  const middle = (column: number): number => x(column) + at.cell / 2;
  const all = model.columns.length;
  model.columns.forEach((column, j) => {
    const box = { x: x(j), y: 0, width: at.cell, height: at.head };
    svg.append(line(make, column, box, columnName(make, column.name, middle(j), at)));
  });
  svg.append(columnName(make, 'All', middle(all), at));
  model.rows.forEach((row, i) => {
    const y = at.head + i * at.row;
    const place = { class: 'name', x: 0, y: y + at.row / 2 + BASE };
    const text = make('text', place, at.rowName(row.name));
    text.append(make('title', {}, row.name));
    svg.append(line(make, row, { x: 0, y, width: at.names - 4, height: at.row }, text));
    model.cells[i].forEach((c, j) => {
      svg.append(c ? cell(make, model, c, x(j), y, at) : margin(make, '–', middle(j), y, at));
    });
    svg.append(margin(make, row.margin, middle(all), y, at));
  });
  svg.append(make('text', { class: 'margin', x: 0, y: last + at.row / 2 + BASE }, 'All'));
  model.columns.forEach((column, j) => {
    svg.append(margin(make, column.margin, middle(j), last, at));
  });
  const total = margin(make, model.total, middle(all), last, at);
  total.classList.add('strong');
  svg.append(total, stepKey(make, model.steps, last + at.row + 14, at));
  return svg;
}

function layOut(model: HeatMapModel, stage: Stage): Layout {
  const narrow = stage.width < NARROW;
  const text = narrow ? 12 : 13;
  const texts = model.cells.flatMap((row) => row.flatMap((c) => (c ? [c.text] : [])));
  const least = Math.max(30, widest([...texts, model.total], text) + (narrow ? 4 : 10));
  const rowNames = model.rows.map((row) => row.name);
  const columnNames = model.columns.map((column) => column.name);
  const room = Math.max(64, stage.width * (narrow ? 0.24 : 0.28));
  const names = widestShown(rowNames, text, room - 10) + 10;
  const across = columnNames.length + 1;
  const cellWidth = Math.max(least, (stage.width - names) / across);
  const longest = widestShown(columnNames, 12, LONGEST);
  const turned = longest > cellWidth - 4;
  return {
    narrow,
    text,
    names,
    cell: cellWidth,
    row: rowHeight(stage, ROW),
    head: turned ? longest + 14 : 24,
    turned,
    rowName: shownNames(rowNames, text, names - 8),
    columnName: shownNames(columnNames, 12, LONGEST),
    width: Math.max(stage.width, names + across * cellWidth),
  };
}

function columnName(make: Make, name: string, x: number, at: Layout): SVGTextElement {
  if (!at.turned)
    return make('text', { class: 'column', x, y: at.head - 8, 'text-anchor': 'middle' }, name);
  const transform = `${moved(x + 4, at.head - 8)} rotate(-90)`;
  const text = make('text', { class: 'column', transform }, at.columnName(name));
  text.append(make('title', {}, name));
  return text;
}

/** The name of a row or column, which can be chosen as a whole. */
function line(
  make: Make,
  of: HeatLine,
  box: { x: number; y: number; width: number; height: number },
  text: SVGTextElement,
): SVGGElement {
  const label = `${of.name}, all: ${of.margin}`;
  const hit = make('rect', { class: 'hit', ...box, rx: 2 });
  return make('g', chooser({ ...of, label }), hit, text);
}

function cell(
  make: Make,
  model: HeatMapModel,
  of: HeatCell,
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
  const transform = moved(x, y);
  return make(
    'g',
    { ...chooser(of), transform },
    make('rect', { class: `cell ${stepClass(model.steps, of.step)}`, ...box(GAP / 2) }),
    make('text', { class: `cell-text ${inkClass(model.steps, of.step)}`, ...place }, of.text),
    make('rect', { class: 'outline', ...box(GAP / 2 + 1) }),
  );
}

function margin(make: Make, text: string, x: number, y: number, at: Layout): SVGTextElement {
  const place = { x, y: y + at.row / 2 + BASE, 'text-anchor': 'middle' };
  return make('text', { class: 'margin', ...place }, text);
}
