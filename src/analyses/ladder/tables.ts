import { count, fixed } from '../../domain/format.ts';
import { numberCell, word } from '../../domain/panel.ts';
import type { Cell, NumberTable } from '../../domain/panel.ts';
import type { Estimate } from '../../stats/agreement/types.ts';
import { inOrder, lineName, publishedScore } from './answers.ts';
import type { LadderAnswer, RungCorrelation } from './answers.ts';
import { correlation, interval, scoreDecimals } from './numbers.ts';

/** Every line with its three rungs, then the people. */
export function ladderTable(answer: LadderAnswer): NumberTable {
  const lines = [...inOrder(answer), ...answer.ladder.humans];
  const scores = lines.map((line) => publishedScore(answer, line));
  const decimals = scoreDecimals(scores.filter((score) => score !== null));
  return {
    columns: [
      { name: answer.ladder.humans.length > 0 ? 'Model or person' : 'Model', numeric: false },
      { name: 'Benchmark', numeric: true },
      { name: 'Experts, r', numeric: true },
      { name: '95 % interval', numeric: true },
      { name: 'Impact, r', numeric: true },
      { name: '95 % interval of the impact', numeric: true },
      { name: 'Units', numeric: true },
    ],
    rows: lines.map((line, i) => [
      word(lineName(answer, line)),
      numberCell(scores[i], (x) => fixed(x, decimals)),
      ...estimateCells(line.experts),
      ...estimateCells(line.outcome),
      numberCell(line.units, count),
    ]),
  };
}

function estimateCells(found: Estimate | null): Cell[] {
  return [
    numberCell(found?.value ?? null, correlation),
    found === null ? word('–') : word(interval(found)),
  ];
}

/** The rungs, two at a time, and what stands between them. */
export function betweenRows(
  answer: LadderAnswer,
): readonly { readonly name: string; readonly found: RungCorrelation | null }[] {
  const { benchmarkExperts, benchmarkOutcome, expertsOutcome } = answer.ladder;
  return [
    { name: 'benchmark and experts', found: benchmarkExperts },
    { name: 'benchmark and impact', found: benchmarkOutcome },
    { name: 'experts and impact', found: expertsOutcome },
  ];
}

/** Rank correlations between the rungs. */
export function betweenTable(answer: LadderAnswer): NumberTable {
  return {
    columns: [
      { name: 'Between', numeric: false },
      { name: 'Spearman’s rho', numeric: true },
      { name: '95 % interval', numeric: true },
      { name: 'p', numeric: true },
      { name: 'Lines', numeric: true },
    ],
    rows: betweenRows(answer).map(({ name, found }) => [
      word(name),
      numberCell(found?.value ?? null, correlation),
      word(found ? interval(found) : '–'),
      numberCell(found?.p ?? null, (p) => (p < 0.001 ? '<0.001' : fixed(p, 3))),
      numberCell(found?.lines ?? null, count),
    ]),
  };
}
