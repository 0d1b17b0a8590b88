import { count } from '../../domain/format.ts';
import { numberCell, word } from '../../domain/panel.ts';
import type { Cell, NumberTable } from '../../domain/panel.ts';
import { valueOf } from './answers.ts';
import type { AgreementAnswer, AgreementIntervals } from './answers.ts';
import { coefficient, COEFFICIENT_WORDS } from './coefficient-words.ts';
import { orderedRows } from './matrix.ts';
import type { AgreementOptions } from './options.ts';
import { scorerName } from './scorer-names.ts';

/** Every pair of rows, those that agree most first, with interval and numbers of scores shared. */
export function matrixTable(
  answer: AgreementAnswer,
  intervals: AgreementIntervals | null,
  options: AgreementOptions,
): NumberTable {
  const { matrix, loaded, request, disattenuated } = answer;
  const { agreement, scorers } = matrix;
  const width = scorers.length;
  const rows = orderedRows(answer, options.order);
  const names = scorers.map((scorer) => scorerName(scorer, loaded));
  const kinds = scorers.map(({ kind }) => (kind.startsWith('model') ? 'model' : 'human'));
  const pairs = rows
    .flatMap((a, i) => rows.slice(0, i).map((b) => ({ a, b, value: valueOf(answer, a, b).value })))
    .toSorted((x, y) => rank(y.value) - rank(x.value));
  const { symbol } = COEFFICIENT_WORDS[request.coefficient];
  const number = (value: number | undefined): Cell => numberCell(value ?? null, coefficient);
  return {
    columns: [
      { name: 'one', numeric: false },
      { name: 'other', numeric: false },
      { name: 'pair of', numeric: false },
      ...(disattenuated ? [{ name: 'disattenuated r', numeric: true }] : []),
      ...(disattenuated ? [] : [{ name: symbol, numeric: true }]),
      { name: '95 % low', numeric: true },
      { name: '95 % high', numeric: true },
      ...(disattenuated ? [{ name: 'raw r', numeric: true }] : []),
      { name: 'shared scores', numeric: true },
      { name: 'tasks', numeric: true },
    ],
    rows: pairs.map(({ a, b, value }) => {
      const at = a * width + b;
      return [
        word(names[b]),
        word(names[a]),
        word(kinds[a] === kinds[b] ? `${kinds[a]}s` : 'model, human'),
        number(value),
        number(intervals?.low[at]),
        number(intervals?.high[at]),
        ...(disattenuated ? [number(agreement.values[at])] : []),
        numberCell(agreement.n[at], count),
        numberCell(agreement.tasks[at], count),
      ];
    }),
  };
}

function rank(value: number): number {
  return Number.isFinite(value) ? value : -Infinity;
}
