import type { PromptsModel } from '../analyses/slices/prompts.ts';
import { extent } from '../domain/extent.ts';
import { tickLabels } from './axis.ts';
import { bar } from './dot-interval.ts';
import { glyph, GLYPHS } from './glyph.ts';
import { framed } from './scale.ts';
import { chooser, figureRoot, rowHeight, moved, svgMaker } from './svg.ts';
import type { Make, Stage } from './svg.ts';
import { shownNames } from './shown-names.ts';
import { fitted, textWidth, widest } from './text.ts';

const ROW = 28;
const HEAD = 26;
const GAP = 14;
const TEXT = 13;

/** Prompts within models: a glyph per prompt, joined from the lowest to the highest, and their spread. */
export function prompts(model: PromptsModel, stage: Stage): SVGSVGElement {
  const { width } = stage;
  const make = svgMaker(stage.document);
  const rowSize = rowHeight(stage, ROW);
  const names = model.rows.map((row) => row.model);
  const nameRoom = Math.min(widest([...names, 'model'], TEXT), width * 0.34);
  const shown = shownNames(names, TEXT, nameRoom);
  const spreadRoom = Math.max(
    textWidth('Spread', 12),
    widest(
      model.rows.map((r) => r.spreadText),
      TEXT,
    ),
  );
  const from = nameRoom + GAP + 6;
  const to = Math.max(from + 60, width - spreadRoom - GAP - 6);
  const key = promptKey(make, model.prompts, width, HEAD + model.rows.length * rowSize + 14);
  const bottom = HEAD + model.rows.length * rowSize + 4;
  const height = bottom + key.height;
  const values = model.rows.flatMap((row) => row.marks.map((mark) => mark.value));
  const { low, high } = extent(model.zero ? [...values, 0] : values);
  const { x, ticks } = framed(low, high, from, to, Math.max(3, Math.floor((to - from) / 44)));
  const svg = figureRoot(make, { width, height }, 'prompts', 'Mean error by model and prompt');
  if (model.rows.some((row) => row.marks.some((mark) => mark.lit))) svg.classList.add('has-choice');
  svg.append(
    make(
      'g',
      { class: 'head' },
      make('text', { class: 'heading', x: 0, y: 14 }, 'Model'),
      ...tickLabels(make, ticks, x, 14, model.zero),
      make('text', { class: 'heading', x: width, y: 14, 'text-anchor': 'end' }, 'Spread'),
      make('line', { class: 'head-rule', x1: 0, x2: width, y1: HEAD - 3.5, y2: HEAD - 3.5 }),
    ),
    make(
      'g',
      { class: 'back' },
      ...ticks.values.map((t) =>
        make('line', {
          class: t === 0 && model.zero ? 'zero' : 'grid',
          x1: x(t),
          x2: x(t),
          y1: HEAD - 3,
          y2: bottom,
        }),
      ),
    ),
  );
  model.rows.forEach((row, i) => {
    const middle = rowSize / 2;
    const reach = extent(row.marks.map((mark) => mark.value));
    svg.append(
      make(
        'g',
        {
          class: 'prompt-row',
          'data-key': row.model,
          transform: moved(0, HEAD + i * rowSize),
        },
        make(
          'text',
          { class: 'name', x: 0, y: middle + 4.5 },
          shown(row.model),
          make('title', {}, row.model),
        ),
        bar(make, 'span', x(reach.low), x(reach.high), middle, 2),
        ...row.marks.map((mark) =>
          make(
            'g',
            {
              ...chooser(mark),
              class: mark.lit ? 'mark chosen' : 'mark',
              transform: moved(x(mark.value), middle),
            },
            make('circle', { class: 'hit', r: stage.touch ? 16 : 10 }),
            glyph(make, mark.glyph),
          ),
        ),
        make(
          'text',
          { class: 'value', x: width, y: middle + 4.5, 'text-anchor': 'end' },
          row.spreadText,
        ),
      ),
    );
  });
  svg.append(key.group);
  return svg;
}

/** Which glyph is which prompt, wrapped to the width. */
function promptKey(
  make: Make,
  names: readonly string[],
  width: number,
  top: number,
): { group: SVGGElement; height: number } {
  const group = make('g', { class: 'key' });
  let left = 6;
  let y = top + 6;
  const shown = names.slice(0, GLYPHS);
  shown.forEach((name, i) => {
    const text =
      i === GLYPHS - 1 && names.length > GLYPHS
        ? `${name} and ${names.length - GLYPHS} more`
        : name;
    const label = fitted(text, 12, width - 20);
    const room = textWidth(label, 12) + 30;
    if (left > 6 && left + room - 14 > width) {
      left = 6;
      y += 20;
    }
    group.append(
      make('g', { transform: moved(left, y) }, glyph(make, i)),
      make('text', { class: 'key-name', x: left + 10, y: y + 4 }, label),
    );
    left += room;
  });
  return { group, height: y - top + 24 };
}
