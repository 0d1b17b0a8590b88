import { tableFromIPC } from 'apache-arrow';
import type { Question } from '../src/domain/question.ts';
import type { ItemPage, ItemRow } from '../src/domain/slice.ts';
import type { ItemsRequest } from '../src/protocol/database.ts';
import { itemReferences, itemTexts } from '../src/sql/items.ts';
import type { RankedItems } from '../src/stats/slices/rank-items.ts';
import { rankItems } from '../src/stats/slices/rank-items.ts';
import type { Catalog } from './catalog.ts';
import type { Engine } from './engine.ts';
import type { Slicer } from './slicing.ts';

/** The items of the present question in order, of which the page asks for a stretch at a time. */
export class ItemPages {
  #key = '';
  #sorted: Promise<RankedItems> | null = null;
  #references: Promise<Float64Array> | null = null;

  constructor(
    readonly engine: Engine,
    readonly catalog: Catalog,
    readonly slicer: Slicer,
  ) {}

  /** Forgets what it knows, as after an import. */
  reset(): void {
    this.#key = '';
    this.#sorted = null;
    this.#references = null;
  }

  async page(request: ItemsRequest): Promise<ItemPage> {
    const key = JSON.stringify([request.question, request.order]);
    if (key !== this.#key || !this.#sorted) {
      this.#key = key;
      this.#sorted = this.#sort(request);
    }
    const sorted = await this.#sorted;
    const references = await (this.#references ??= this.#readReferences());
    const from = Math.min(request.offset, sorted.count);
    const to = Math.min(from + request.limit, sorted.count);
    const places = Array.from({ length: to - from }, (_, i) => from + i);
    const codes = places.map((at) => this.catalog.pairs.code(sorted.task[at], sorted.item[at]));
    const texts = await this.#texts(codes);
    return {
      total: sorted.count,
      offset: from,
      rows: places.map((at, i): ItemRow => {
        const reference = references[codes[i]] ?? NaN;
        return {
          task: this.catalog.name('task', sorted.task[at]),
          item: this.catalog.name('item', sorted.item[at]),
          text: texts.get(codes[i]) ?? null,
          reference: orNull(reference),
          meanScore: meanScore(request.question, sorted.bias[at], reference),
          meanError: sorted.meanError[at],
          n: sorted.n[at],
        };
      }),
    };
  }

  async #sort(request: ItemsRequest): Promise<RankedItems> {
    const { cube } = await this.slicer.cells(request.question, []);
    const { question, order } = request;
    const signed = question.measure === 'signed' || question.measure === 'standardised';
    return rankItems(cube, this.slicer.coded(question), order, signed);
  }

  /** References by task-item code, NaN where there is none. */
  async #readReferences(): Promise<Float64Array> {
    const references = new Float64Array(this.catalog.pairs.size).fill(NaN);
    const table = tableFromIPC(await this.engine.query(itemReferences()));
    const codes = table.getChild('task_item')!;
    const values = table.getChild('reference')!;
    for (let row = 0; row < table.numRows; row++)
      references[codes.get(row) as number] = values.get(row) as number;
    return references;
  }

  async #texts(codes: readonly number[]): Promise<Map<number, string>> {
    if (codes.length === 0) return new Map();
    const table = tableFromIPC(await this.engine.query(itemTexts(codes)));
    const ids = table.getChild('task_item')!;
    const texts = table.getChild('text')!;
    return new Map(
      Array.from({ length: table.numRows }, (_, row) => [
        ids.get(row) as number,
        texts.get(row) as string,
      ]),
    );
  }
}

/** The mean score follows from the mean signed error, except where that is in units of spread. */
function meanScore({ measure, scale }: Question, bias: number, reference: number): number | null {
  if (measure === 'standardised') return null;
  if (measure !== 'miss') return orNull(bias + reference);
  const { low, high } = scale ?? { low: 0, high: 1 };
  return orNull(low + (bias + 1) * (high - low));
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
