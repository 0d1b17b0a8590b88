import { count, counted, fixed, percent, range } from '../../domain/format.ts';
import { numberCell, word } from '../../domain/panel.ts';
import type { NumberTable, Sentence, Span } from '../../domain/panel.ts';
import type {
  Coefficient,
  CoefficientInterval,
  Reliability,
  StudyCurve,
  StudyFacet,
} from '../../stats/generalizability/types.ts';
import type { StudyAnswer, StudyIntervals } from './study.ts';

/** A line of the D-study; its points are whole numbers of what varies and a coefficient in [0, 1]. */
export interface StudyLine {
  readonly label: string;
  /** The line of the present design. */
  readonly now: boolean;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** A design marked in the figure. */
export interface StudyMark {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly detail: string;
}

/** View model of the D-study. */
export interface StudyModel {
  readonly axis: string;
  readonly to: number;
  readonly lines: readonly StudyLine[];
  readonly target: { readonly y: number; readonly text: string };
  readonly present: StudyMark | null;
  readonly cheapest: StudyMark | null;
  readonly label: string;
}

/** What the coefficients are called. */
export const COEFFICIENTS: Readonly<Record<Coefficient, { symbol: string; name: string }>> = {
  relative: { symbol: 'Eρ²', name: 'ranking' },
  absolute: { symbol: 'Φ', name: 'level' },
};

/** View model of the D-study. */
export function studyModel(answer: StudyAnswer): StudyModel {
  const { plan, study, curves } = answer;
  const { coefficient, target } = plan.options;
  const { vary, lines } = plan;
  const now = lines === null ? null : numberOf(plan.design.facets, lines);
  const drawn = curves.map((curve, i): StudyLine => {
    const others = Object.entries(curve.held).filter(([name]) => name !== lines);
    const isNow = others.length === 0 && (lines === null || curve.held[lines] === now);
    const n = lines === null ? null : curve.held[lines];
    const parts = [
      ...(n === null ? [] : [i === 0 ? counted(n, lines!) : count(n)]),
      ...others.map(([name, number]) => counted(number, name)),
      ...(isNow && (n === null || curves.length > 1) ? ['now'] : []),
    ];
    return { label: parts.join(', '), now: isNow, points: pointsOf(curve, coefficient) };
  });
  const present = study.present[coefficient];
  const { cheapest } = study;
  const best = cheapest?.reliability[coefficient] ?? null;
  return {
    axis: `${vary}s`,
    to: curves[0]?.points.length ?? 1,
    lines: drawn,
    target: { y: target, text: `target ${targetText(target)}` },
    present:
      present === null
        ? null
        : {
            x: numberOf(plan.design.facets, vary),
            y: present,
            text: `this study ${fixed(present, 2)}`,
            detail: designText(plan.design.facets, answer),
          },
    cheapest:
      cheapest && best !== null
        ? {
            x: numberOf(cheapest.facets, vary),
            y: best,
            text: 'cheapest',
            detail: designText(cheapest.facets, answer),
          }
        : null,
    label: `Reliability of the ${COEFFICIENTS[coefficient].name} of ${plan.design.object}s by number of ${vary}s`,
  };
}

/** What this study reaches, what more of it would, and what reaches the target for the least cost. */
export function studySentence(answer: StudyAnswer, intervals: StudyIntervals | null): Sentence {
  const { plan, study, limit } = answer;
  const { coefficient, target } = plan.options;
  const present = study.present[coefficient];
  if (present === null)
    return [{ text: `There is no variance at all between ${plan.design.object}s.` }];
  if (present === 0)
    return [
      { text: `No variance between ${plan.design.object}s is found beyond chance: ` },
      { text: 'no number of anything would rank them', role: 'strong' },
      ...(intervals?.present
        ? [
            { text: ', though reliability may be as high as ' },
            { text: fixed(intervals.present.high, 2), role: 'strong' as const },
          ]
        : []),
      { text: '.' },
    ];
  return [
    { text: `With ${designText(plan.design.facets, answer)} it is ` },
    { text: fixed(present, 2), role: 'strong' },
    ...intervalSpan(intervals?.present ?? null),
    {
      text:
        // A limit that rounds to one is none.
        limit === null || plan.lines === null || limit >= 0.995
          ? ''
          : `; more ${plan.lines}s alone never lift it above ${fixed(limit, 2)}`,
    },
    { text: '. ' },
    ...cheapestSpans(answer, target),
  ];
}

function cheapestSpans({ plan, study }: StudyAnswer, target: number): Span[] {
  const { cheapest, best } = study;
  if (!cheapest)
    return [
      {
        text: `No number of them that is looked at reaches ${targetText(target)}${best === null ? '' : `: the most is ${fixed(best, decimalsOf(target))}`}.`,
      },
    ];
  return [
    { text: designText(cheapest.facets, { plan }), role: 'strong' },
    { text: ` reach ${targetText(target)} at the least cost.` },
  ];
}

/** A target as it was asked for: two decimals, or as many as it has. */
function targetText(target: number): string {
  return fixed(target, decimalsOf(target));
}

function decimalsOf(target: number): number {
  const places = String(target).split('.')[1]?.length ?? 0;
  return Math.min(Math.max(places, 2), 6);
}

/** Cost of the cheapest design and how sure its reliability is; empty where there is none. */
export function cheapestText(answer: StudyAnswer, intervals: StudyIntervals | null): string {
  const { cheapest } = answer.study;
  const { coefficient } = answer.plan.options;
  const value = cheapest?.reliability[coefficient];
  if (!cheapest || value === null || value === undefined) return '';
  const ends = intervals?.cheapest;
  return `cost ${count(Math.round(cheapest.cost))}, ${COEFFICIENTS[coefficient].symbol} ${fixed(value, 2)}${ends ? ` (${writeEnds(ends)})` : ''}, ${counted(cheapest.observations, 'response')}`;
}

/** How the facets enter, and where the other coefficient is. */
export function studyNote({ plan }: StudyAnswer, intervals: StudyIntervals | null): string {
  const { object, objectWithin, facets } = plan.design;
  const kinds = (kind: StudyFacet['kind']): string =>
    facets
      .filter((f) => f.kind === kind)
      .map((f) => (f.within.length > 0 ? `${f.name} within ${f.within.join(' and ')}` : f.name))
      .join(', ');
  const other = plan.options.coefficient === 'relative' ? 'Φ' : 'Eρ²';
  return [
    plan.lines === null ? '' : `One line for each number of ${plan.lines}s.`,
    `Object: ${object}${objectWithin.length > 0 ? ` within ${objectWithin.join(' and ')}` : ''}, ${counted(plan.ranked, 'level')}.`,
    `Random: ${kinds('random') || 'none'}${kinds('fixed') === '' ? '' : `; fixed, as they are: ${kinds('fixed')}`}.`,
    plan.scored !== null && plan.scored < 0.95
      ? `Reckoned as if every combination were scored; ${percent(plan.scored, 0)} are.`
      : '',
    `${other} is in the table.`,
    intervals?.present ? `Intervals: ${intervals.present.method}.` : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** Both coefficients of this study, of the cheapest design, and along every line. */
export function studyTable(answer: StudyAnswer, intervals: StudyIntervals | null): NumberTable {
  const { plan, study, curves } = answer;
  const { coefficient } = plan.options;
  const names = plan.design.facets.map((f) => f.name);
  const three = (x: number): string => fixed(x, 3);
  const row = (
    what: string,
    numbers: Readonly<Record<string, number>>,
    { relative, absolute }: Pick<Reliability, 'relative' | 'absolute'>,
    ends: CoefficientInterval | null,
  ) => [
    word(what),
    ...names.map((name) => numberCell(numbers[name] ?? null, count)),
    numberCell(relative, three),
    numberCell(absolute, three),
    numberCell(ends?.low ?? null, three),
    numberCell(ends?.high ?? null, three),
  ];
  const present = numbersOf(plan.design.facets);
  return {
    columns: [
      { name: 'design', numeric: false },
      ...names.map((name) => ({ name: `${name}s`, numeric: true })),
      { name: 'Eρ²', numeric: true },
      { name: 'Φ', numeric: true },
      { name: `${COEFFICIENTS[coefficient].symbol} 95 % low`, numeric: true },
      { name: '95 % high', numeric: true },
    ],
    rows: [
      row('this study', present, study.present, intervals?.present ?? null),
      ...(study.cheapest
        ? [
            row(
              'cheapest',
              numbersOf(study.cheapest.facets),
              study.cheapest.reliability,
              intervals?.cheapest ?? null,
            ),
          ]
        : []),
      ...curves.flatMap((curve) =>
        curve.points.map((point) =>
          row('line', { ...present, ...curve.held, [curve.facet]: point.n }, point, null),
        ),
      ),
    ],
  };
}

/** `3 prompts and 120 items`: what is varied and what makes the lines, and whatever else differs. */
function designText(facets: readonly StudyFacet[], { plan }: Pick<StudyAnswer, 'plan'>): string {
  const told = facets.filter(
    (f) =>
      f.name === plan.vary || f.name === plan.lines || f.n !== numberOf(plan.design.facets, f.name),
  );
  const words = told.map((f) => counted(f.n, f.name));
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}

function intervalSpan(ends: CoefficientInterval | null): Span[] {
  return ends ? [{ text: ` (${writeEnds(ends)})`, role: 'interval' }] : [];
}

function writeEnds({ low, high }: CoefficientInterval): string {
  return range(low, high, (x) => fixed(x, 2));
}

function pointsOf(curve: StudyCurve, coefficient: Coefficient): { x: number; y: number }[] {
  return curve.points.flatMap((point) => {
    const y = point[coefficient];
    return y === null ? [] : [{ x: point.n, y }];
  });
}

function numberOf(facets: readonly StudyFacet[], name: string): number {
  return facets.find((f) => f.name === name)?.n ?? 1;
}

function numbersOf(facets: readonly StudyFacet[]): Record<string, number> {
  return Object.fromEntries(facets.map((f) => [f.name, f.n]));
}

/** Title of the panel. */
export function studyTitle(answer: StudyAnswer): string {
  const { object } = answer.plan.design;
  return answer.plan.options.coefficient === 'relative'
    ? `How sure is the ranking of ${object}s?`
    : `How sure is the level of ${object}s?`;
}
