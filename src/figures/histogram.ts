import * as Plot from '@observablehq/plot';
import type { DistributionModel } from '../analyses/slices/distribution.ts';
import { directed } from '../domain/format.ts';
import { ticksFor } from './scale.ts';
import type { Stage } from './svg.ts';
import { textWidth } from './text.ts';

const HEIGHT = 262;
/** Bars of so few values are not drawn wider than so many pixels. */
const FEW = 5;
const WIDEST_BAR = 72;

/**
 * The distribution of the signed error: zero in ink, the mean in magenta, the shares on either side
 * written out. Drawn by Observable Plot; its style element, which a strict policy would block, is
 * taken out and stands in figures.css.
 */
export function histogram(model: DistributionModel, stage: Stage): SVGSVGElement {
  const { bins, mean } = model;
  const low = Math.min(bins[0].from, mean, 0);
  const high = Math.max(bins[bins.length - 1].to, mean, 0);
  const top = Math.max(...bins.map((bin) => bin.share));
  const inner = Math.max(80, stage.width - 16);
  const barWidth = (inner * (bins[0].to - bins[0].from)) / (high - low);
  const isFew = bins.length <= FEW && barWidth > WIDEST_BAR;
  const ticks = ticksFor(low, high, Math.max(3, Math.floor(stage.width / 48)));
  // A bar that stands for one value is named by it.
  const drawn = isFew
    ? bins.map((bin) => (bin.from + bin.to) / 2)
    : ticks.values.filter((t) => t >= low - 1e-9 && t <= high + 1e-9);
  const beside = isFew ? (barWidth - WIDEST_BAR) / 2 : 0.75;
  const insets = { inset: 0.75, insetLeft: beside, insetRight: beside };
  const side = (which: (typeof bins)[number]['side'], className: string): Plot.Markish =>
    Plot.rectY(
      bins.filter((bin) => bin.side === which),
      {
        x1: 'from',
        x2: 'to',
        y: 'share',
        ...insets,
        className,
      },
    );
  const right =
    (mean - low) / (high - low) > 0.5 &&
    textWidth(model.meanText, 12) + 10 > inner * (1 - (mean - low) / (high - low));
  const svg = Plot.plot({
    document: stage.document,
    className: 'figure-plot',
    width: stage.width,
    height: HEIGHT,
    marginTop: 46,
    marginBottom: 44,
    marginLeft: 8,
    marginRight: 8,
    x: { domain: [low, high], axis: null },
    y: { domain: [0, top], axis: null },
    marks: [
      side('below', 'bar-below'),
      side('zero', 'bar-zero'),
      side('above', 'bar-above'),
      Plot.ruleY([0], { className: 'base' }),
      Plot.ruleX([0], { className: 'zero-rule', insetTop: -4 }),
      Plot.ruleX([mean], { className: 'mean-rule', insetTop: -18 }),
      Plot.text([mean], {
        x: (d: number) => d,
        frameAnchor: 'top',
        text: () => model.meanText,
        dx: right ? -7 : 7,
        dy: -18,
        textAnchor: right ? 'end' : 'start',
        className: 'mean-text',
      }),
      Plot.text([model.belowText], {
        text: (d: string) => d,
        frameAnchor: 'top-left',
        dy: -42,
        className: 'side-text',
      }),
      Plot.text([model.aboveText], {
        text: (d: string) => d,
        frameAnchor: 'top-right',
        dy: -42,
        className: 'side-text',
      }),
      Plot.text(drawn, {
        x: (d: number) => d,
        frameAnchor: 'bottom',
        text: (d: number) => directed(d, ticks.decimals),
        dy: 16,
        className: 'tick-text',
      }),
      Plot.text([model.axis], {
        text: (d: string) => d,
        frameAnchor: 'bottom',
        dy: 36,
        className: 'axis-text',
      }),
    ],
  }) as SVGSVGElement;
  for (const style of svg.querySelectorAll('style')) style.remove();
  // Plot names its groups; within an image they have no role that a name could belong to.
  for (const group of svg.querySelectorAll('g[aria-label]')) group.removeAttribute('aria-label');
  svg.setAttribute('class', 'figure histogram');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', model.label);
  return svg;
}
