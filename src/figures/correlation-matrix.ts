import type { BlockMean } from '../analyses/agreement/block-means.ts';
import type { MatrixCell, MatrixModel } from '../analyses/agreement/matrix.ts';
import { counted, fixed } from '../domain/format.ts';
import { shownNames } from './shown-names.ts';
import { inkClass, KEY_HEIGHT, stepClass, stepKey } from './step-key.ts';
import { chooser, figureRoot, moved, NARROW, rowHeight, svgMaker } from './svg.ts';
import type { Make, Stage } from './svg.ts';
import { textWidth, widest } from './text.ts';

const ROW = 28;
/** Between models and people. */
const GAP = 10;
const INSET = 0.75;
const BLOCK = 38;
const BASE = 4.5;
/** The longest name of a column. */
const HIGHEST = 112;

/** Sizes in pixels. */
interface Layout {
  readonly names: number;
  readonly cell: number;
  readonly row: number;
  readonly text: number;
  readonly head: number;
  readonly width: number;
  readonly height: number;
  /** Positions of rows and columns; people stand after a gap. */
  x(column: number): number;
  y(row: number): number;
}

/**
 * Agreement of every two scorers: the lower triangle, models before people, each column's name on the
 * diagonal, block means in the empty half where it has room. Wider than the stage where cells would
 * become too narrow to choose.
 */
export function correlationMatrix(model: MatrixModel, stage: Stage): SVGSVGElement {
  const make = svgMaker(stage.document);
  const narrow = stage.width < NARROW;
  const at = layOut(model, stage, narrow);
  const beside = blocksFit(model, at);
  const blocks = beside ? 0 : model.blocks.length * 18 + 10;
  const size = { width: at.width, height: at.height + KEY_HEIGHT + blocks };
  const svg = figureRoot(make, size, 'correlation-matrix', model.label);
  if (narrow) svg.classList.add('narrow');
  if (model.hasChoice) svg.classList.add('has-choice');

  const names = model.rows.map(({ name }) => name);
  const shown = shownNames(names, at.text, at.names - 8);
  const shownHead = shownNames(names, 12, HIGHEST);
  names.forEach((name, i) => {
    if (i > 0) {
      const place = { class: 'name', x: 0, y: at.y(i) + at.row / 2 + BASE };
      svg.append(make('text', place, shown(name), make('title', {}, name)));
    }
    if (i + 1 === model.rows.length) return;
    const place = moved(at.x(i) + at.cell / 2 + 4, at.y(i + 1) - 6);
    const head = { class: 'column', transform: `${place} rotate(-90)` };
    svg.append(make('text', head, shownHead(name), make('title', {}, name)));
  });
  model.cells.forEach((row, i) =>
    row.forEach((cell, j) => svg.append(cellMark(make, model, cell, at, i + 1, j))),
  );
  if (beside) svg.append(...blockNotes(make, model.blocks, at));
  svg.append(
    stepKey(make, model.steps, at.height + 14, { width: at.width, narrow }, ['weaker', 'stronger']),
  );
  if (!beside) svg.append(...blockLines(make, model.blocks, at.height + KEY_HEIGHT + 8));
  return svg;
}

function layOut(model: MatrixModel, stage: Stage, narrow: boolean): Layout {
  const text = narrow ? 12 : 13;
  const columns = model.rows.length - 1;
  const people = model.rows.findIndex(({ human }) => human);
  const gapAt = people > 0 ? people : Infinity;
  const names = Math.min(
    widest(
      model.rows.slice(1).map(({ name }) => name),
      text,
    ) + 10,
    Math.max(72, stage.width * (narrow ? 0.26 : 0.24)),
  );
  const texts = model.cells.flatMap((row) => row.map((cell) => cell.text));
  const least =
    columns > 24 ? 16 : Math.max(narrow ? 20 : 24, widest(texts, 12) + (narrow ? 1 : 4));
  const room = (stage.width - names - GAP - 2) / Math.max(1, columns);
  const cell = Math.min(66, Math.max(stage.touch ? Math.max(28, least) : least, room));
  const row = rowHeight(stage, columns > 24 ? 20 : ROW);
  // The diagonal rises with the rows: only the first names need room above.
  const head = model.rows
    .slice(0, -1)
    .reduce(
      (most, { name }, i) =>
        Math.max(most, Math.min(HIGHEST, textWidth(name, 12)) + 8 - (i + 1) * row),
      0,
    );
  const x = (column: number): number => names + column * cell + (column >= gapAt ? GAP : 0);
  const y = (i: number): number => head + i * row + (i >= gapAt ? GAP : 0);
  const width = Math.max(stage.width, x(columns) + 2);
  return { names, cell, row, text, head, width, height: y(columns + 1), x, y };
}

function cellMark(
  make: Make,
  model: MatrixModel,
  of: MatrixCell,
  at: Layout,
  row: number,
  column: number,
): SVGGElement {
  const box = (inset: number): Record<string, number> => ({
    x: inset,
    y: inset,
    width: at.cell - 2 * inset,
    height: at.row - 2 * inset,
    rx: 2,
  });
  const transform = moved(at.x(column), at.y(row));
  const fill = of.step === null ? 'cell unknown' : `cell ${stepClass(model.steps, of.step)}`;
  const ink = of.step === null ? 'cell-text' : `cell-text ${inkClass(model.steps, of.step)}`;
  const size = at.row < ROW ? 10 : 12;
  const isRead = textWidth(of.text, size) <= at.cell;
  const place = { x: at.cell / 2, y: at.row / 2 + BASE - 0.5, 'text-anchor': 'middle' };
  return make(
    'g',
    { ...chooser(of), transform },
    make('title', {}, of.label),
    make('rect', { class: fill, ...box(INSET) }),
    isRead
      ? make('text', { class: `${ink}${at.row < ROW ? ' small' : ''}`, ...place }, of.text)
      : null,
    make('rect', { class: 'outline', ...box(INSET + 1) }),
  );
}

function blockText({ block, pairs }: BlockMean): string {
  return block === 'reference' ? counted(pairs, 'model') : counted(pairs, 'pair');
}

/** Whether the means of the blocks have room right of the cells and names that stand beside them. */
function blocksFit({ blocks, rows }: MatrixModel, at: Layout): boolean {
  const room = widest(
    blocks.map(({ name }) => `${name}  0.00`),
    13,
  );
  const bottom = blocks.length * BLOCK + 8;
  // A name stands above its column's first cell.
  const reach = rows
    .slice(0, -1)
    .findLastIndex(({ name }, i) => at.y(i + 1) - Math.min(HIGHEST, textWidth(name, 12)) < bottom);
  return bottom < at.height && at.width - at.x(reach + 1) >= room + 16;
}

function blockNotes(make: Make, blocks: readonly BlockMean[], at: Layout): SVGTextElement[] {
  return blocks.flatMap((block, i) => {
    const y = 14 + i * BLOCK;
    const end = { x: at.width, 'text-anchor': 'end' };
    return [
      make(
        'text',
        { class: 'name', ...end, y },
        `${block.name}  `,
        make('tspan', { class: 'strong' }, fixed(block.value, 2)),
      ),
      make('text', { class: 'tick', ...end, y: y + 15 }, `mean of ${blockText(block)}`),
    ];
  });
}

function blockLines(make: Make, blocks: readonly BlockMean[], y: number): SVGTextElement[] {
  return blocks.map((block, i) =>
    make(
      'text',
      { class: 'name', x: 0, y: y + i * 18 },
      `${block.name}  `,
      make('tspan', { class: 'strong' }, fixed(block.value, 2)),
      make('tspan', { class: 'tick' }, `  mean of ${blockText(block)}`),
    ),
  );
}
