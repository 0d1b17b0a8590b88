import type { HeatLine, HeatMapModel } from '../analyses/slices/heat-map.ts';
import { fixed } from '../domain/format.ts';
import { chooser, figureRoot, NARROW, svgMaker } from './svg.ts';
import type { Make, Stage } from './svg.ts';
import { fitted, textWidth, widest } from './text.ts';

const ROW = 30;
const GAP = 1.5;
const KEY = 40;

/**
 * Means by two facets: the value in every cell, seven colour steps with their bounds in the key,
 * margins unfilled. Wider than the stage where cells would become too narrow to read.
 */
export function heatMap(model: HeatMapModel, stage: Stage): SVGSVGElement {
  const make = svgMaker(stage.document);
  const narrow = stage.width < NARROW;
  const size = narrow ? 12 : 13;
  const texts = model.cells.flatMap((row) => row.flatMap((cell) => (cell ? [cell.text] : [])));
  const least = Math.max(30, widest([...texts, model.total], size) + (narrow ? 4 : 10));
  const nameRoom = Math.min(
    widest(
      model.rows.map((row) => row.name),
      size,
    ) + 10,
    Math.max(64, stage.width * (narrow ? 0.24 : 0.28)),
  );
  const across = model.columns.length + 1;
  const cell = Math.max(least, (stage.width - nameRoom) / across);
  const width = Math.max(stage.width, nameRoom + across * cell);
  const widestName = widest(
    model.columns.map((c) => c.name),
    12,
  );
  const turned = widestName > cell - 4;
  const head = turned ? Math.min(120, widestName + 14) : 24;
  const bottom = head + (model.rows.length + 1) * ROW;
  const height = bottom + KEY;
  const svg = figureRoot(
    make,
    { width, height },
    'heat-map',
    `Mean error by ${model.rowFacet} and ${model.columnFacet}`,
  );
  if (narrow) svg.classList.add('narrow');
  if (model.cells.some((row) => row.some((c) => c?.chosen))) svg.classList.add('has-choice');

  const x = (column: number): number => nameRoom + column * cell;
  const label = (name: string, column: number): SVGTextElement => {
    const at = x(column) + cell / 2;
    return turned
      ? make(
          'text',
          {
            class: 'column',
            transform: `translate(${(at + 4).toFixed(1)},${head - 8}) rotate(-90)`,
          },
          fitted(name, 12, head - 10),
          make('title', {}, name),
        )
      : make('text', { class: 'column', x: at, y: head - 8, 'text-anchor': 'middle' }, name);
  };
  model.columns.forEach((column, j) => {
    svg.append(
      line(make, column, { x: x(j), y: 0, width: cell, height: head }, label(column.name, j)),
    );
  });
  svg.append(label('All', model.columns.length));
  model.rows.forEach((row, i) => {
    const y = head + i * ROW;
    svg.append(
      line(
        make,
        row,
        { x: 0, y, width: nameRoom - 4, height: ROW },
        make(
          'text',
          { class: 'name', x: 0, y: y + ROW / 2 + 4.5 },
          fitted(row.name, size, nameRoom - 8),
          make('title', {}, row.name),
        ),
      ),
    );
    model.cells[i].forEach((c, j) => {
      if (c)
        svg.append(
          make(
            'g',
            { ...chooser(c), transform: `translate(${x(j).toFixed(2)},${y})` },
            make('rect', {
              class: `cell ${stepClass(model, c.step)}`,
              x: GAP / 2,
              y: GAP / 2,
              width: cell - GAP,
              height: ROW - GAP,
              rx: 2,
            }),
            make(
              'text',
              {
                class: `cell-text ${inkClass(model, c.step)}`,
                x: cell / 2,
                y: ROW / 2 + 4.5,
                'text-anchor': 'middle',
              },
              c.text,
            ),
            make('rect', {
              class: 'outline',
              x: GAP / 2 + 1,
              y: GAP / 2 + 1,
              width: cell - GAP - 2,
              height: ROW - GAP - 2,
              rx: 2,
            }),
          ),
        );
      else
        svg.append(
          make(
            'text',
            { class: 'tick', x: x(j) + cell / 2, y: y + ROW / 2 + 4.5, 'text-anchor': 'middle' },
            '–',
          ),
        );
    });
    svg.append(margin(make, row.margin, x(model.columns.length) + cell / 2, y));
  });
  const last = head + model.rows.length * ROW;
  svg.append(make('text', { class: 'margin', x: 0, y: last + ROW / 2 + 4.5 }, 'All'));
  model.columns.forEach((column, j) =>
    svg.append(margin(make, column.margin, x(j) + cell / 2, last)),
  );
  const total = margin(make, model.total, x(model.columns.length) + cell / 2, last);
  total.classList.add('strong');
  svg.append(total, key(make, model, bottom + 14, narrow));
  return svg;
}

function line(
  make: Make,
  of: HeatLine,
  box: { x: number; y: number; width: number; height: number },
  text: SVGTextElement,
): SVGGElement {
  const label = `${of.name}, all: ${of.margin}`;
  return make('g', chooser({ ...of, label }), make('rect', { class: 'hit', ...box, rx: 2 }), text);
}

function margin(make: Make, text: string, x: number, y: number): SVGTextElement {
  return make('text', { class: 'margin', x, y: y + ROW / 2 + 4.5, 'text-anchor': 'middle' }, text);
}

/** The seven steps, each with the bound it begins at. */
function key(make: Make, model: HeatMapModel, y: number, narrow: boolean): SVGGElement {
  const { bounds, decimals, kind } = model.steps;
  const texts = [`<${fixed(bounds[0], decimals)}`, ...bounds.map((b) => fixed(b, decimals))];
  const step = Math.max(narrow ? 30 : 38, widest(texts, 11) + 8);
  const before = kind === 'amount' ? 'less' : 'below';
  const from = textWidth(before, 11) + 8;
  return make(
    'g',
    { class: 'key' },
    make('text', { class: 'tick', x: 0, y: y + 12 }, before),
    ...texts.flatMap((text, i) => [
      make('rect', {
        class: stepClass(model, i + 1),
        x: from + i * step,
        y,
        width: step,
        height: 17,
      }),
      make(
        'text',
        {
          class: `key-text ${inkClass(model, i + 1)}`,
          x: from + (i + 0.5) * step,
          y: y + 12.5,
          'text-anchor': 'middle',
        },
        text,
      ),
    ]),
    make(
      'text',
      { class: 'tick', x: from + texts.length * step + 8, y: y + 12 },
      kind === 'amount' ? 'more' : 'above',
    ),
  );
}

function stepClass(model: HeatMapModel, step: number): string {
  return `${model.steps.kind === 'amount' ? 'seq' : 'div'}-${step}`;
}

function inkClass(model: HeatMapModel, step: number): string {
  return `${model.steps.kind === 'amount' ? 'seq' : 'div'}-ink-${step}`;
}
