import type { SpanKind, SpanModel, SpanRow } from '../analyses/judges/spans.ts';
import { directed, fixed } from '../domain/format.ts';
import { tickLabels } from './axis.ts';
import { framed } from './scale.ts';
import type { Scale } from './scale.ts';
import { figureRoot, NARROW, svgMaker } from './svg.ts';
import type { Make, Stage } from './svg.ts';
import { fitted, textWidth, widest } from './text.ts';

const ROW = 36;
const KEY_LINE = 20;
const MARKS: Readonly<Record<SpanKind, string>> = {
  full: 'pt',
  open: 'pt-open',
  quiet: 'pt-quiet',
};

/** Names with one or two estimates and their 95 % intervals on one axis; values at the end of the row. */
export function spans(model: SpanModel, stage: Stage): SVGSVGElement {
  const make = svgMaker(stage.document);
  const { width } = stage;
  const narrow = width < NARROW;
  const write = (x: number): string =>
    model.signed ? directed(x, model.decimals) : fixed(x, model.decimals);
  const most = Math.max(1, ...model.rows.map((row) => row.marks.length));
  const values = narrow ? 0 : most * 50 + 8;
  const names = Math.min(
    Math.max(...model.rows.map((r) => Math.max(textWidth(r.name, 13), textWidth(r.detail, 11)))) +
      12,
    width * (narrow ? 0.4 : 0.34),
  );
  const numbers = model.rows.flatMap((row) =>
    row.marks.flatMap(({ mean }) =>
      mean ? [mean.value, mean.low ?? mean.value, mean.high ?? mean.value] : [],
    ),
  );
  if (model.reference !== null) numbers.push(model.reference);
  const { x, ticks } = framed(
    Math.min(...numbers),
    Math.max(...numbers),
    names,
    width - values - 8,
    Math.max(3, Math.floor((width - values - names) / 60)),
  );
  const top = 8;
  const bottom = top + model.rows.length * ROW;
  const keys = keyLines(model, names, width);
  const height = bottom + 44 + keys.length * KEY_LINE;
  const svg = figureRoot(make, { width, height }, 'spans', model.label);
  svg.setAttribute('role', 'img');
  for (const t of ticks.values)
    svg.append(make('path', { class: 'grid', d: `M${x(t)},${top}V${bottom}` }));
  if (model.reference !== null)
    svg.append(
      make('path', { class: 'ref', d: `M${x(model.reference)},${top - 4}V${bottom + 4}` }),
    );
  model.rows.forEach((row, i) => {
    svg.append(rowMarks(make, row, x, top + i * ROW, names, width, values > 0 ? write : null));
  });
  svg.append(
    ...tickLabels(make, ticks, x, bottom + 18, model.signed),
    make(
      'text',
      {
        class: 'axis-title',
        x: (names + width - values) / 2,
        y: bottom + 36,
        'text-anchor': 'middle',
      },
      fitted(model.axis, 11, width - 8),
    ),
  );
  keys.forEach((line, i) => {
    let at = line.from;
    const y = height - 6 - (keys.length - 1 - i) * KEY_LINE;
    for (const { kind, words } of line.entries) {
      svg.append(
        make('circle', { class: MARKS[kind], cx: at + 5, cy: y - 4, r: 4.5 }),
        make('text', { class: 'key-name', x: at + 15, y }, words),
      );
      at += keyWidth(words);
    }
  });
  return svg;
}

function keyWidth(words: string): number {
  return 15 + widest([words], 12) + 18;
}

/** The key on one line below the marks, or from the left edge on as many as it takes. */
function keyLines(
  { key }: SpanModel,
  names: number,
  width: number,
): { from: number; entries: SpanModel['key'][number][] }[] {
  const needed = key.reduce((sum, { words }) => sum + keyWidth(words), 0);
  if (key.length === 0) return [];
  if (needed - 18 <= width - names) return [{ from: names, entries: [...key] }];
  const lines: { from: number; entries: SpanModel['key'][number][] }[] = [];
  let left = 0;
  for (const entry of key) {
    const own = keyWidth(entry.words);
    if (lines.length === 0 || own - 18 > left) {
      lines.push({ from: 0, entries: [] });
      left = width;
    }
    lines.at(-1)!.entries.push(entry);
    left -= own;
  }
  return lines;
}

function rowMarks(
  make: Make,
  row: SpanRow,
  x: Scale,
  y: number,
  names: number,
  width: number,
  write: ((x: number) => string) | null,
): SVGGElement {
  const middle = y + ROW / 2;
  const words = row.marks.map(({ mean }) => (mean ? fixed(mean.value, 3) : '–')).join(', ');
  const group = make('g', {}, make('title', {}, `${row.name}: ${words}`));
  const second = row.detail !== '';
  group.append(
    make(
      'text',
      { class: 'name', x: 0, y: second ? middle - 1 : middle + 4.5 },
      fitted(row.name, 13, names - 8),
    ),
  );
  if (second)
    group.append(
      make('text', { class: 'tick', x: 0, y: middle + 13 }, fitted(row.detail, 11, names - 8)),
    );
  row.marks.forEach(({ kind, mean }, i) => {
    if (mean === null) return;
    const at = middle + (i - (row.marks.length - 1) / 2) * 9;
    if (mean.low !== null && mean.high !== null)
      group.append(make('path', { class: 'arm', d: `M${x(mean.low)},${at}H${x(mean.high)}` }));
    group.append(
      make('circle', {
        class: MARKS[kind],
        cx: x(mean.value),
        cy: at,
        r: 4.5,
      }),
    );
    if (write)
      group.append(
        make(
          'text',
          {
            class: i === row.marks.length - 1 ? 'value strong' : 'value',
            x: width - (row.marks.length - 1 - i) * 50,
            y: middle + 4.5,
            'text-anchor': 'end',
          },
          write(mean.value),
        ),
      );
  });
  return group;
}
