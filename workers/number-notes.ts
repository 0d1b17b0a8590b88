import type { Column } from '../src/formats/batch.ts';
import { withoutSpread } from '../src/formats/parse-number.ts';
import { textAt } from './coder.ts';
import { place } from './tally.ts';
import type { Tally } from './tally.ts';

const [PLUS, DOT, NINE, ASCII] = [43, 46, 57, 128];
/** Bytes that stand in nothing but numbers with something behind them. */
const TELLING = new Set(Array.from('%()[]*', (letter) => letter.charCodeAt(0)));

const NOTES = {
  percent: 'numbers with a sign for per cent: they count as they are written, 87.5% as 87.5',
  spread: 'numbers with an error or interval behind them: the number is read, the rest is left out',
  groups: 'numbers such as 1.234 in a file of decimal commas: read as 1234',
} as const;

/** Says of the numbers of a column what a reader might have meant otherwise; only texts can be such. */
export class NumberNotes {
  #plain = 0;
  #percent: string | null = null;
  #percents = 0;

  constructor(
    readonly file: string,
    readonly decimalComma: boolean,
    readonly tally: Tally,
  ) {}

  /** Looks at the rows of a column that gave a number. */
  take(column: Column, numbers: Float64Array, firstRow: number): void {
    if (column.kind !== 'text' && column.kind !== 'values') return;
    for (let row = 0; row < numbers.length; row++) {
      if (Number.isNaN(numbers[row])) continue;
      if (this.#isPlain(column, row)) {
        this.#plain++;
        continue;
      }
      const text = textAt(column, row) ?? '';
      const where = place(this.file, firstRow + row, text);
      const bare = withoutSpread(text.trim());
      if (bare !== text.trim()) this.tally.add('note', NOTES.spread, where);
      if (bare.endsWith('%')) {
        this.#percents++;
        this.#percent ??= where;
      } else {
        this.#plain++;
        if (this.decimalComma && /^[+-]?[1-9]\d{0,2}(\.\d{3})+$/.test(bare))
          this.tally.add('note', NOTES.groups, where);
      }
    }
  }

  /** To be called behind the last row. */
  close(): void {
    this.tally.add('note', NOTES.percent, this.#percent, this.#percents);
    if (this.#percents > 0 && this.#plain > 0)
      this.tally.add(
        'note',
        'numbers without a sign for per cent beside others that have one: make sure they are on one scale',
        this.#percent,
        this.#plain,
      );
  }

  /** Without a byte that would tell of more than a number: nothing to say about. */
  #isPlain(column: Column & { kind: 'text' | 'values' }, row: number): boolean {
    if (column.kind === 'values') {
      const value = column.values[row];
      if (typeof value !== 'string') return true;
      return !/[%()[\]*±†‡§]|.\+/.test(value) && !(this.decimalComma && value.includes('.'));
    }
    const { data, starts, ends } = column;
    for (let i = starts[row]; i < ends[row]; i++) {
      const byte = data[i];
      if (byte >= PLUS && byte < ASCII) {
        if (byte === DOT ? this.decimalComma : byte > NINE && TELLING.has(byte)) return false;
        if (byte === PLUS && i > starts[row]) return false;
      } else if (byte >= ASCII || TELLING.has(byte)) return false;
    }
    return true;
  }
}
