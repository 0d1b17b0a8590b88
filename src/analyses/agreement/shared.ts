import { count, directed, range } from '../../domain/format.ts';
import { numberCell, word } from '../../domain/panel.ts';
import type { NumberTable } from '../../domain/panel.ts';
import type { Estimate, MeanAgreement, SharedBehaviour } from '../../stats/agreement/types.ts';
import type { SharedBehaviourAnswer } from './answers.ts';
import { coefficient } from './coefficient-words.ts';

export type { Estimate };

/** A row of the figure: raw, and with the noise of both sides taken out. */
export interface SharedRow {
  readonly name: string;
  readonly raw: Estimate | null;
  readonly disattenuated: Estimate | null;
  readonly text: string;
  readonly interval: string;
  readonly label: string;
}

export interface SharedModel {
  readonly correlations: readonly SharedRow[];
  readonly differences: readonly SharedRow[];
}

const ROWS = [
  ['modelModel', 'Model, model'],
  ['acrossTasks', '… on different tasks'],
  ['modelReference', 'Model, experts'],
  ['humanCeiling', 'Rater, other raters'],
] as const satisfies readonly (readonly [keyof SharedBehaviour, string])[];

const DIFFERENCES = [
  ['difference', 'Model less experts'],
  ['differenceAcross', '… on different tasks'],
] as const satisfies readonly (readonly [keyof SharedBehaviour, string])[];

/** View model of shared behaviour; rows that the data do not have are left out. */
export function sharedModel({ raw, disattenuated }: SharedBehaviourAnswer): SharedModel {
  const rows = (
    which: readonly (readonly [keyof SharedBehaviour, string])[],
    write: (x: number) => string,
  ): SharedRow[] =>
    which.flatMap(([key, name]) => {
      const own = raw[key] as Estimate | null;
      if (own === null) return [];
      const interval = intervalText(own, write);
      const without = disattenuated[key] as Estimate | null;
      return [
        {
          name,
          raw: own,
          disattenuated: without,
          text: write(own.value),
          interval,
          label: `${name}: ${write(own.value)}${interval && `, 95 % ${interval}`}${
            without ? `; disattenuated ${write(without.value)}` : ''
          }`,
        },
      ];
    });
  return {
    correlations: rows(ROWS, coefficient),
    differences: rows(DIFFERENCES, (x) => directed(x, 2)),
  };
}

/** `0.39 to 0.55`, or nothing where there is no interval. */
export function intervalText(
  { low, high }: Estimate,
  write: (x: number) => string = coefficient,
): string {
  return low === null || high === null ? '' : range(low, high, write);
}

/** Means and differences, raw and disattenuated, with their intervals. */
export function sharedTable({ raw, disattenuated }: SharedBehaviourAnswer): NumberTable {
  const row = ([key, name]: readonly [keyof SharedBehaviour, string], what: string) => {
    const own = raw[key] as (Estimate & Partial<MeanAgreement>) | null;
    const without = disattenuated[key] as Estimate | null;
    const cells = (estimate: Estimate | null) =>
      [estimate?.value, estimate?.low, estimate?.high].map((x) =>
        numberCell(x ?? null, coefficient),
      );
    return [
      word(what),
      word(name.replace('… on', 'Models on')),
      ...cells(own),
      ...cells(without),
      numberCell(own?.pairs ?? null, count),
    ];
  };
  return {
    columns: [
      { name: 'what', numeric: false },
      { name: 'between', numeric: false },
      { name: 'raw', numeric: true },
      { name: 'raw 95 % low', numeric: true },
      { name: 'raw 95 % high', numeric: true },
      { name: 'disattenuated', numeric: true },
      { name: 'disattenuated 95 % low', numeric: true },
      { name: 'disattenuated 95 % high', numeric: true },
      { name: 'pairs', numeric: true },
    ],
    rows: [
      ...ROWS.map((one) => row(one, 'mean r')),
      ...DIFFERENCES.map((one) => row(one, 'difference')),
    ],
  };
}
