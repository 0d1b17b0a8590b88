import type { ScatterModel } from '../analyses/judges/recognition.ts';
import { fixed } from '../domain/format.ts';
import { placeLabels } from './place-labels.ts';
import { linear, ticksFor } from './scale.ts';
import type { Scale } from './scale.ts';
import { figureRoot, NARROW, svgMaker } from './svg.ts';
import type { Make, Stage } from './svg.ts';
import { fitted, textWidth } from './text.ts';

const EVEN = 0.5;

/**
 * Preference on recognition: a large point with both intervals per judge, a small one per judge and source,
 * chance dashed, the line with its equation.
 */
export function judgeScatter(model: ScatterModel, stage: Stage): SVGSVGElement {
  const make = svgMaker(stage.document);
  const { width } = stage;
  const narrow = width < NARROW;
  const [left, right, top, bottom] = [narrow ? 40 : 52, 14, 16, 48];
  const inner = { width: width - left - right, height: narrow ? 300 : 392 };
  const height = top + inner.height + bottom;
  const xs = [...model.points.map((p) => p.x.value), ...model.small.map((p) => p.x), EVEN];
  const ys = [...model.points.map((p) => p.y.value), ...model.small.map((p) => p.y), EVEN];
  const xTicks = ticksFor(Math.min(...xs) - 0.02, Math.max(...xs), narrow ? 5 : 7);
  const yTicks = ticksFor(Math.min(...ys) - 0.02, Math.max(...ys), narrow ? 5 : 7);
  const x = linear(xTicks.values[0], xTicks.values.at(-1)!, left, left + inner.width);
  const y = linear(yTicks.values[0], yTicks.values.at(-1)!, top + inner.height, top);
  const svg = figureRoot(make, { width, height }, 'judge-scatter', model.label);
  svg.setAttribute('role', 'img');
  for (const t of xTicks.values)
    svg.append(
      make('path', { class: 'grid', d: `M${x(t)},${top}V${top + inner.height}` }),
      make(
        'text',
        { class: 'tick', x: x(t), y: top + inner.height + 18, 'text-anchor': 'middle' },
        fixed(t, xTicks.decimals),
      ),
    );
  for (const t of yTicks.values)
    svg.append(
      make('path', { class: 'grid', d: `M${left},${y(t)}H${left + inner.width}` }),
      make(
        'text',
        { class: 'tick', x: left - 8, y: y(t) + 4, 'text-anchor': 'end' },
        fixed(t, yTicks.decimals),
      ),
    );
  svg.append(
    make('path', { class: 'ref', d: `M${x(EVEN)},${top}V${top + inner.height}` }),
    make('path', { class: 'ref', d: `M${left},${y(EVEN)}H${left + inner.width}` }),
    make('text', { class: 'tick halo', x: x(EVEN) + 6, y: top + 8 }, 'chance'),
    make(
      'text',
      { class: 'axis-title', x: left + inner.width / 2, y: height - 6, 'text-anchor': 'middle' },
      narrow
        ? 'self-recognition, mean probability'
        : 'self-recognition, mean probability that the own text is called own',
    ),
    make(
      'text',
      {
        class: 'axis-title',
        transform: `translate(11,${top + inner.height / 2}) rotate(-90)`,
        'text-anchor': 'middle',
      },
      'self-preference, mean probability',
    ),
  );
  const large = model.points.map((p) => ({ x: x(p.x.value), y: y(p.y.value) }));
  const small = model.small.map((p) => ({ x: x(p.x), y: y(p.y) }));
  const equation = model.line ? placeOfEquation(model.line, x, y, [...large, ...small]) : null;
  if (model.line && equation) svg.append(...lineMarks(make, model.line, x, y, equation));
  for (const p of model.small)
    svg.append(
      make(
        'circle',
        { class: 'pt-small', cx: x(p.x), cy: y(p.y), r: 3 },
        make('title', {}, p.label),
      ),
    );
  const size = 13;
  const names = model.points.map((p) => fitted(p.name, size, inner.width * 0.7));
  const labels = placeLabels(
    large.map((p, i) => ({ ...p, text: names[i] })),
    size,
    { width: left + inner.width + right, height: top + inner.height },
    [...small, ...alongLine(model, x, y), ...(equation ? alongText(equation) : [])],
  );
  model.points.forEach((p, i) => {
    const [cx, cy] = [x(p.x.value), y(p.y.value)];
    const inside = (v: number, scale: Scale): number =>
      scale(Math.max(scale.low, Math.min(scale.high, v)));
    const arms =
      (p.x.low === null || p.x.high === null
        ? ''
        : `M${inside(p.x.low, x)},${cy}H${inside(p.x.high, x)}`) +
      (p.y.low === null || p.y.high === null
        ? ''
        : `M${cx},${inside(p.y.low, y)}V${inside(p.y.high, y)}`);
    svg.append(
      make(
        'g',
        { class: 'judge' },
        make('path', { class: 'arm', d: arms }),
        make('circle', { class: 'pt', cx, cy, r: 5 }),
        make(
          'text',
          {
            class: 'name strong halo',
            x: labels[i].x,
            y: labels[i].y,
            'text-anchor': labels[i].anchor,
          },
          names[i],
        ),
        make('title', {}, p.label),
      ),
    );
  });
  return svg;
}

/** The line in steps, which labels should not cover. */
function alongLine({ line }: ScatterModel, x: Scale, y: Scale): { x: number; y: number }[] {
  if (!line) return [];
  const steps = Array.from({ length: 81 }, (_, i) => x.low + (i / 80) * (x.high - x.low));
  return steps.map((v) => ({ x: x(v), y: y(line.intercept + line.slope * v) }));
}

/** The equation in steps, likewise. */
function alongText({ end, baseline, width }: Place): { x: number; y: number }[] {
  const steps = Math.ceil(width / 8);
  return Array.from({ length: steps + 1 }, (_, i) => ({
    x: end - (i / steps) * width,
    y: baseline - 4,
  }));
}

/** Where the line's equation stands: the end of its text, its baseline and its width. */
interface Place {
  readonly end: number;
  readonly baseline: number;
  readonly width: number;
}

/** The place beside the line, below its upper end first, that covers the fewest points. */
function placeOfEquation(
  line: NonNullable<ScatterModel['line']>,
  x: Scale,
  y: Scale,
  points: readonly { readonly x: number; readonly y: number }[],
): Place {
  const width = textWidth(line.text, 12);
  const at = (v: number): number =>
    y(Math.max(y.low, Math.min(y.high, line.intercept + line.slope * v)));
  const [below, above] = line.slope >= 0 ? [46, -34] : [-28, 40];
  const shares = [0.78, 0.6, 0.42, 0.9].map((share) => x.low + (x.high - x.low) * share);
  const places: Place[] = [
    ...shares.map((v) => ({
      end: Math.min(x(x.high), x(v) + width / 2 + 12),
      baseline: at(v) + below,
      width,
    })),
    ...shares.map((v) => ({
      end: Math.max(x(x.low) + width + 8, x(v) - 16),
      baseline: at(v) + above,
      width,
    })),
  ];
  const covered = ({ end, baseline }: Place): number => {
    const isIn = baseline - 12 > y(y.high) && baseline < y(y.low) - 4;
    const hit = points.filter(
      (p) => p.x > end - width - 4 && p.x < end + 4 && p.y > baseline - 16 && p.y < baseline + 8,
    );
    return hit.length + (isIn ? 0 : 100);
  };
  return places.reduce((best, place) => (covered(place) < covered(best) ? place : best));
}

/** The line inside the frame, and its equation. */
function lineMarks(
  make: Make,
  line: NonNullable<ScatterModel['line']>,
  x: Scale,
  y: Scale,
  { end, baseline }: Place,
): SVGElement[] {
  const at = (v: number): number => line.intercept + line.slope * v;
  const cut = (v: number): number => Math.max(y.low, Math.min(y.high, v));
  const bounds = [x.low, x.high].map((v) =>
    line.slope === 0
      ? v
      : Math.max(x.low, Math.min(x.high, (cut(at(v)) - line.intercept) / line.slope)),
  );
  const d = `M${x(bounds[0])},${y(cut(at(bounds[0])))}L${x(bounds[1])},${y(cut(at(bounds[1])))}`;
  return [
    make('path', { class: 'fit-line', d }),
    make('text', { class: 'fit-text halo', x: end, y: baseline, 'text-anchor': 'end' }, line.text),
  ];
}
