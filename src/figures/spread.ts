import type { SpreadModel } from '../analyses/variance/residual-spread.ts';
import { capital } from '../domain/format.ts';
import { linear } from './scale.ts';
import { figureRoot, moved, svgMaker } from './svg.ts';
import type { Stage } from './svg.ts';
import { shownNames } from './shown-names.ts';
import { widest } from './text.ts';

const ROW = 24;
const TEXT = 13;

/** Residual spread by level: bars from zero, the widest first. */
export function spread(model: SpreadModel, stage: Stage): SVGSVGElement {
  const { width } = stage;
  const make = svgMaker(stage.document);
  const height = model.rows.length * ROW + 4;
  const names = model.rows.map((row) => row.name);
  const nameRoom = Math.min(widest(names, TEXT), width * 0.4);
  const shown = shownNames(names, TEXT, nameRoom);
  const numbers = widest(
    model.rows.map((row) => row.text),
    TEXT,
  );
  const most = Math.max(...model.rows.map((row) => row.high), 1e-12);
  const x = linear(0, most, nameRoom + 14, Math.max(nameRoom + 60, width - numbers - 10));
  const svg = figureRoot(
    make,
    { width, height },
    'spread',
    `Residual spread by ${capital(model.facet)}`,
  );
  svg.append(
    ...model.rows.map((row, i) =>
      make(
        'g',
        {
          class: 'component',
          role: 'img',
          'aria-label': row.spoken,
          transform: moved(0, i * ROW),
        },
        make(
          'text',
          { class: 'name', x: 0, y: ROW / 2 + 4.5 },
          shown(row.name),
          make('title', {}, row.name),
        ),
        make('rect', {
          class: 'bar-average',
          x: x(0),
          y: 5,
          width: x(row.value) - x(0),
          height: ROW - 10,
          rx: 2,
        }),
        make('line', {
          class: 'whisker',
          x1: x(row.low),
          x2: x(row.high),
          y1: ROW / 2,
          y2: ROW / 2,
        }),
        make(
          'text',
          { class: 'value', x: width, y: ROW / 2 + 4.5, 'text-anchor': 'end' },
          row.text,
        ),
      ),
    ),
  );
  return svg;
}
