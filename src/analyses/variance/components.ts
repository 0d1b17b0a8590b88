import {
  count,
  exponentFor,
  fixed,
  largestRemainder,
  powerOfTen,
  writerFor,
} from '../../domain/format.ts';
import { numberCell, word } from '../../domain/panel.ts';
import type { NumberTable } from '../../domain/panel.ts';
import type { Component, ComponentGroup, VarianceFit } from '../../stats/variance/types.ts';
import { groupName } from './choice-words.ts';
import { componentInterval, groupInterval, NOTHING_KNOWN } from './known.ts';
import type { Known } from './known.ts';
import type { IntervalKind } from './options.ts';
import { GROUPS, groupUnits } from './share-bar.ts';

/** A term of the components table; shares in percent. */
export interface ComponentRow {
  readonly key: string;
  readonly label: string;
  /** The same where there is little room. */
  readonly short: string;
  readonly levels: string;
  readonly variance: string;
  readonly sd: string;
  readonly share: number;
  readonly shareText: string;
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly intervalText: string;
  /** How the interval was made; null where there is none, or not yet. */
  readonly intervalKind: IntervalKind | null;
  /** A word of caution beside the name: `3 levels`, `at zero`. */
  readonly caution: string | null;
  /** What a screen reader says. */
  readonly spoken: string;
}

/** A group or a part of one, with its sum. */
export interface ComponentSection {
  readonly group: ComponentGroup;
  readonly name: string;
  /** For the parts of the choice; null for the sections that are a whole group. */
  readonly part: string | null;
  readonly variance: string;
  readonly shareText: string;
  readonly intervalText: string;
  readonly rows: readonly ComponentRow[];
}

export interface ComponentsModel {
  readonly sections: readonly ComponentSection[];
  /** Heads of the columns, with the power of ten that they are written in: `Variance, 10⁻¹²`. */
  readonly heads: { readonly variance: string; readonly sd: string };
  readonly total: { readonly variance: string; readonly sd: string; readonly share: string };
  /** Whether choosing a row brings its profile interval. */
  readonly choosable: boolean;
}

/** A column of numbers up to `largest`: its head, and the numbers in its power of ten. */
interface NumberColumn {
  readonly head: string;
  readonly unit: number;
  readonly decimals: number;
}

/** Variances such that the total has five digits. */
function varianceColumn(total: number): NumberColumn {
  const exponent = exponentFor(total);
  const unit = 10 ** exponent;
  const decimals = Math.max(0, 4 - Math.floor(Math.log10(total / unit || 1)));
  return { head: headIn('Variance', exponent), unit, decimals };
}

/** Standard deviations to go with them. */
function sdColumn(total: number, variances: NumberColumn): NumberColumn {
  const exponent = exponentFor(Math.sqrt(total));
  const unit = 10 ** exponent;
  const decimals =
    variances.unit === 1
      ? Math.max(2, Math.ceil(variances.decimals / 2))
      : Math.max(0, 2 - Math.floor(Math.log10(Math.sqrt(total) / unit)));
  return { head: headIn('SD', exponent), unit, decimals };
}

function headIn(name: string, exponent: number): string {
  return exponent === 0 ? name : `${name}, ${powerOfTen(exponent)}`;
}

/**
 * View model of the components. Every sum is the sum of the terms as printed: shares are rounded to
 * tenths of a percent by largest remainders within each group, variances are added after rounding.
 */
export function componentsModel(
  fit: VarianceFit,
  known: Known = NOTHING_KNOWN,
  kind: IntervalKind = 'wald',
): ComponentsModel {
  const variances = varianceColumn(fit.total);
  const { decimals } = variances;
  const sds = sdColumn(fit.total, variances);
  const printed = new Map(
    groupUnits(fit, 1000).flatMap((units, g) => {
      const own = fit.components.filter((c) => c.group === GROUPS[g]);
      const tenths = largestRemainder(
        own.map((c) => c.variance),
        units,
      );
      return own.map((c, i) => [
        c.term,
        { variance: Number((c.variance / variances.unit).toFixed(decimals)), tenths: tenths[i] },
      ]);
    }),
  );
  const sum = (components: readonly Component[]): { variance: string; shareText: string } => ({
    variance: fixed(
      components.reduce((total, c) => total + (printed.get(c.term)?.variance ?? 0), 0),
      decimals,
    ),
    shareText: fixed(
      components.reduce((total, c) => total + (printed.get(c.term)?.tenths ?? 0), 0) / 10,
      1,
    ),
  });
  const row = (c: Component): ComponentRow => {
    const shareText = fixed((printed.get(c.term)?.tenths ?? 0) / 10, 1);
    const found = componentInterval(fit, c.term, known, kind);
    const interval =
      found && found !== 'pending' ? { low: 100 * found.low, high: 100 * found.high } : null;
    const intervalText = found === 'pending' ? '…' : writeEnds(interval);
    return {
      key: c.term,
      label: c.label,
      short: c.term === 'Residual' ? 'residual' : c.label,
      levels: c.term === 'Residual' ? '' : count(c.levels),
      variance: fixed(c.variance / variances.unit, decimals),
      sd: fixed(c.sd / sds.unit, sds.decimals),
      share: 100 * c.share.value,
      shareText,
      interval,
      intervalText,
      intervalKind: found && found !== 'pending' ? found.kind : null,
      caution: cautionOf(c),
      spoken: `${c.label}: ${shareText} % of the variance, ${interval ? `95 % interval ${intervalText}` : 'no interval'}`,
    };
  };
  const sections = GROUPS.flatMap((group): ComponentSection[] => {
    const own = fit.components.filter((c) => c.group === group);
    if (own.length === 0) return [];
    const pending = group === 'choice' && known.choice === 'pending' && kind !== 'bootstrap';
    const interval = pending
      ? null
      : groupInterval(fit, group, known, kind === 'bootstrap' ? kind : 'profile');
    const whole = {
      group,
      name: groupName(fit, group),
      part: null,
      ...sum(own),
      intervalText: pending
        ? '…'
        : writeEnds(interval && { low: 100 * interval.low, high: 100 * interval.high }),
    };
    const all = bySize(own.filter((c) => c.scope === 'all-tasks'));
    const perTask = bySize(own.filter((c) => c.scope === 'per-task'));
    if (group !== 'choice' || all.length === 0 || perTask.length === 0)
      return [{ ...whole, rows: bySize(own).map(row) }];
    const part = (name: string, components: readonly Component[]): ComponentSection => ({
      ...whole,
      ...sum(components),
      part: name,
      intervalText: '',
      rows: components.map(row),
    });
    return [{ ...whole, rows: [] }, part('one for all tasks', all), part('one per task', perTask)];
  });
  return {
    sections,
    heads: { variance: variances.head, sd: sds.head },
    total: {
      variance: sum(fit.components).variance,
      sd: fixed(Math.sqrt(fit.total) / sds.unit, variances.unit === 1 ? 2 : sds.decimals),
      share: '100.0',
    },
    choosable: kind === 'wald' && fit.components.length > 1,
  };
}

function writeEnds(ends: { readonly low: number; readonly high: number } | null): string {
  return ends ? `${fixed(ends.low, 1)} to ${fixed(ends.high, 1)}` : '–';
}

function bySize(components: readonly Component[]): Component[] {
  return components.toSorted((a, b) => b.variance - a.variance);
}

/** Below this many levels a variance is barely known (statistics.md, section 3). */
const FEW_LEVELS = 10;
/** A share below this that has no Wald interval though its levels suffice lacks it for being near zero. */
const NEAR_ZERO = 0.5;

function cautionOf(component: Component): string | null {
  if (component.boundary) return 'at zero';
  if (component.term !== 'Residual' && component.levels < FEW_LEVELS)
    return `${component.levels} levels`;
  if (component.share.wald === null && component.share.value < NEAR_ZERO) return 'near zero';
  return null;
}

/** Every term at full precision. */
export function componentsTable(
  fit: VarianceFit,
  known: Known = NOTHING_KNOWN,
  kind: IntervalKind = 'wald',
): NumberTable {
  const model = componentsModel(fit, known, kind);
  const rows = model.sections.flatMap((section) => section.rows.map((row) => ({ section, row })));
  const byTerm = new Map(fit.components.map((c) => [c.term, c]));
  // Each number by itself here, as it is in the file that can be saved.
  const far = exponentFor(fit.total) !== 0;
  const variance = writerFor(fit.total, 0);
  return {
    columns: [
      { name: 'group', numeric: false },
      { name: 'term', numeric: false },
      { name: 'levels', numeric: true },
      { name: 'variance', numeric: true },
      { name: 'sd', numeric: true },
      { name: 'share, %', numeric: true },
      { name: '95 % low', numeric: true },
      { name: '95 % high', numeric: true },
      { name: 'interval', numeric: false },
    ],
    rows: rows.map(({ section, row }) => {
      const c = byTerm.get(row.key);
      if (!c) throw new Error(`invalid components; no term ${row.key}`);
      return [
        word(section.part === null ? section.name : `${section.name}, ${section.part}`),
        word(row.label),
        numberCell(c.term === 'Residual' ? null : c.levels, count),
        numberCell(c.variance, far ? variance : () => row.variance),
        numberCell(c.sd, far ? writerFor(Math.sqrt(fit.total), 2) : () => row.sd),
        numberCell(100 * c.share.value, () => row.shareText),
        numberCell(row.interval?.low ?? null, (x) => fixed(x, 1)),
        numberCell(row.interval?.high ?? null, (x) => fixed(x, 1)),
        word(row.intervalKind ?? '–'),
      ];
    }),
  };
}
