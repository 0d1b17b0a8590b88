import type { ItemScoresModel } from '../analyses/slices/item-scores.ts';
import { tickLabels } from './axis.ts';
import { bar } from './dot-interval.ts';
import { linear, ticksFor } from './scale.ts';
import { figureRoot, moved, svgMaker } from './svg.ts';
import type { Stage } from './svg.ts';
import { fitted, textWidth, widest } from './text.ts';

const ROW = 28;
const HEAD = 26;
const GAP = 14;
const TEXT = 13;

/** One item: the references as diamonds, each model's scores as rings around their mean. */
export function itemScores(model: ItemScoresModel, stage: Stage): SVGSVGElement {
  const { width } = stage;
  const make = svgMaker(stage.document);
  const nameRoom = Math.min(
    widest(
      model.rows.map((r) => r.name),
      TEXT,
    ),
    width * 0.34,
  );
  const valueRoom = Math.max(
    textWidth('Score', 12),
    widest(
      model.rows.map((r) => r.text),
      TEXT,
    ),
  );
  const from = nameRoom + GAP + 6;
  const to = Math.max(from + 60, width - valueRoom - GAP - 6);
  const height = HEAD + model.rows.length * ROW + 4;
  const ticks = ticksFor(
    model.low,
    model.high,
    Math.max(2, Math.min(8, Math.floor((to - from) / 40))),
  );
  const x = linear(ticks.values[0], ticks.values[ticks.values.length - 1], from, to);
  const svg = figureRoot(make, { width, height }, 'item-scores', model.label);
  svg.append(
    make(
      'g',
      { class: 'head' },
      ...tickLabels(make, ticks, x, 14, false),
      make('text', { class: 'heading', x: width, y: 14, 'text-anchor': 'end' }, 'Score'),
      make('line', { class: 'head-rule', x1: 0, x2: width, y1: HEAD - 3.5, y2: HEAD - 3.5 }),
    ),
    make(
      'g',
      { class: 'back' },
      ...ticks.values.map((t) =>
        make('line', { class: 'grid', x1: x(t), x2: x(t), y1: HEAD - 3, y2: height }),
      ),
    ),
  );
  model.rows.forEach((row, i) => {
    const y = HEAD + i * ROW + ROW / 2;
    const group = make(
      'g',
      { class: row.reference ? 'reference-row' : 'score-row' },
      make(
        'text',
        { class: 'name', x: 0, y: y + 4.5 },
        fitted(row.name, TEXT, nameRoom),
        make('title', {}, row.name),
      ),
    );
    if (!row.reference && row.mean !== null && model.reference !== null)
      group.append(
        bar(
          make,
          'span',
          Math.min(x(model.reference), x(row.mean)),
          Math.max(x(model.reference), x(row.mean)),
          y,
          1.5,
        ),
      );
    row.values.forEach((value, j) => {
      const same = row.values.slice(0, j).filter((v) => v === value).length;
      if (row.reference)
        group.append(
          make('path', {
            class: 'diamond',
            d: 'M0,-5L5,0L0,5L-5,0Z',
            transform: moved(x(value), y - 3 + 6 * Math.min(same, 1)),
          }),
        );
      else if (row.values.length > 1)
        group.append(make('circle', { class: 'ring', cx: x(value), cy: y, r: 3 }));
    });
    if (!row.reference && row.mean !== null)
      group.append(make('circle', { class: 'pt', cx: x(row.mean), cy: y, r: 4 }));
    group.append(
      make(
        'text',
        {
          class: row.reference ? 'value strong' : 'value',
          x: width,
          y: y + 4.5,
          'text-anchor': 'end',
        },
        row.text,
      ),
    );
    svg.append(group);
  });
  return svg;
}
