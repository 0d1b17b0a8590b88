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

type Kind = keyof typeof NOTES;

/** In the order of the report. */
const KINDS: readonly Kind[] = ['spread', 'groups', 'percent'];

/** Says of the numbers of a column what a reader might have meant otherwise; only texts can be such. */
export class NumberNotes {
  #plain = 0;
  readonly #noted = new Map<Kind, { readonly where: string; count: number }>();

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
      const text = (textAt(column, row) ?? '').trim();
      const bare = withoutSpread(text);
      if (bare !== text) this.#note('spread', firstRow + row, text);
      if (bare.endsWith('%')) this.#note('percent', firstRow + row, text);
      else {
        this.#plain++;
        if (this.decimalComma && /^[+-]?[1-9]\d{0,2}(\.\d{3})+$/.test(bare))
          this.#note('groups', firstRow + row, text);
      }
    }
  }

  /** To be called behind the last row. */
  close(): void {
    for (const kind of KINDS) {
      const noted = this.#noted.get(kind);
      if (noted) this.tally.add('note', NOTES[kind], noted.where, noted.count);
    }
    const percent = this.#noted.get('percent');
    if (percent)
      this.tally.add(
        'note',
        'numbers without a sign for per cent beside others that have one: make sure they are on one scale',
        percent.where,
        this.#plain,
      );
  }

  /** Counts; only the first is written out, for there may be millions. */
  #note(kind: Kind, row: number, text: string): void {
    const known = this.#noted.get(kind);
    if (known) known.count++;
    else this.#noted.set(kind, { where: place(this.file, row, text), count: 1 });
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
