import { NAMED_FACETS } from '../src/domain/naming.ts';
import type { Question } from '../src/domain/question.ts';
import type { SliceAnswer } from '../src/domain/slice.ts';
import type { SliceRequest } from '../src/protocol/database.ts';
import { sliceCube } from '../src/stats/slices/slice-cube.ts';
import type { CodedFilter, CodedSlice } from '../src/stats/slices/types.ts';
import type { Catalog } from './catalog.ts';
import { buildCells } from './cells.ts';
import type { Cells } from './cells.ts';
import type { BinnedErrors } from './distribution.ts';
import { binErrors, histogram } from './distribution.ts';
import type { Engine } from './engine.ts';
import { mergesOf, recode, recodeCells, recoding } from './recode-cells.ts';
import type { Merges } from './recode-cells.ts';

const ALWAYS = ['model', 'prompt', 'task', 'item'];

/** Cells with the merges under which they were read. */
interface ReadCells {
  readonly cells: Cells;
  readonly merges: Merges;
}

/** Cells that wait for other names. */
export interface HeldCells {
  readonly key: string;
  readonly read: ReadCells;
}

/** Cells of the present question, kept until something they depend on changes. */
export class Slicer {
  #key = '';
  #cells: Promise<Cells> | null = null;
  /** The present cells as they were read, once they are. */
  #read: ReadCells | null = null;
  readonly #binned = new WeakMap<Cells, Promise<BinnedErrors | null>>();

  constructor(
    readonly engine: Engine,
    readonly catalog: Catalog,
  ) {}

  /** Forgets the cells, as after an import. */
  reset(): void {
    this.#key = '';
    this.#cells = null;
    this.#read = null;
  }

  /** What of the cells outlasts other names; asked for before they change. */
  hold(): HeldCells | null {
    return this.#read && { key: this.#key, read: this.#read };
  }

  /** Takes the cells up again under the catalog's present names, where they can be told from the codes. */
  resume({ key, read }: HeldCells): void {
    const codes = recoding(read.merges, mergesOf(this.catalog));
    if (!codes) return;
    const cells = recodeCells(read.cells, codes);
    const binned = this.#binned.get(read.cells);
    if (binned)
      this.#binned.set(
        cells,
        binned.then((known) => known && { ...known, codes: recode(known.codes, codes) }),
      );
    this.#key = key;
    this.#cells = Promise.resolve(cells);
    this.#read = read;
  }

  /** Cells that hold all the facets asked for, whatever the filters' levels. */
  async cells(question: Question, facets: readonly string[]): Promise<Cells> {
    const wanted = new Set([...ALWAYS, ...facets, ...question.filters.map((f) => f.facet)]);
    const { measure, missing, scale, cluster } = question;
    const key = (names: Iterable<string>): string =>
      JSON.stringify([measure, missing, scale, cluster, [...names].sort()]);
    const held = this.#cells ? Object.keys((await this.#cells).cube.codes) : [];
    const covered = [...wanted].every((facet) => held.includes(facet));
    if (this.#cells && covered && this.#key === key(held)) return this.#cells;
    this.#key = key(wanted);
    const merges = mergesOf(this.catalog);
    const building = buildCells(this.engine, this.catalog, question, [...wanted]);
    this.#cells = building;
    this.#read = null;
    const clustersAreRenamed = NAMED_FACETS.some((facet) => facet === question.cluster);
    void building.then(
      (cells) => {
        if (this.#cells === building && !clustersAreRenamed) this.#read = { cells, merges };
      },
      () => undefined,
    );
    // A failed build must not be remembered.
    building.catch(() => {
      if (this.#cells === building) this.reset();
    });
    return building;
  }

  /** Filters with names turned into codes; a level the data do not have keeps nothing. */
  coded(question: Question): CodedFilter[] {
    return question.filters.map(({ facet, levels }) => {
      const allowed = new Uint8Array(this.catalog.size(facet));
      for (const name of levels) {
        const code = this.catalog.find(facet, name);
        if (code >= 0) allowed[code] = 1;
      }
      return { facet, allowed };
    });
  }

  async slice(request: SliceRequest): Promise<SliceAnswer> {
    const { question, groupings } = request;
    const cells = await this.cells(question, groupings.flat());
    const filters = this.coded(question);
    const coded = sliceCube(cells.cube, filters, groupings, {
      average: question.average,
      measure: question.measure,
    });
    let distribution = null;
    if (request.histogram) {
      const binned = await this.#binnedOf(cells, question);
      if (binned) distribution = await histogram(this.engine, question, binned, filters);
    }
    return {
      total: { ...coded.total, levels: [] },
      groups: coded.groups.map(({ facets, slices }) => ({
        facets,
        slices: slices.map((slice) => this.#named(slice, facets)),
      })),
      histogram: distribution,
    };
  }

  /** With the cells they belong to, since another question may be asked meanwhile. */
  #binnedOf(cells: Cells, question: Question): Promise<BinnedErrors | null> {
    let binned = this.#binned.get(cells);
    if (!binned) this.#binned.set(cells, (binned = binErrors(this.engine, question, cells)));
    return binned;
  }

  #named(slice: CodedSlice, facets: readonly string[]): SliceAnswer['total'] {
    const { codes, ...rest } = slice;
    return { ...rest, levels: facets.map((facet, i) => this.catalog.name(facet, codes[i])) };
  }
}
