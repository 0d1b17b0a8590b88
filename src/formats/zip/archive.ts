import type { Content } from '../content.ts';
import { NearContent } from '../content.ts';

/** Bytes read at once: the small files of an archive lie beside each other. */
const WINDOW = 4 << 20;
const LARGEST_NEAR = WINDOW / 4;

/** The bytes of an archive, read a few megabytes at a time. */
export class Archive {
  #window: { readonly from: number; readonly bytes: Promise<Uint8Array> } | null = null;

  constructor(readonly content: Content) {}

  get size(): number {
    return this.content.size;
  }

  /** The bytes from `from` up to `to`, fewer where the archive ends before. */
  part(from: number, to: number): Content {
    const end = Math.min(to, this.size);
    if (end - from > LARGEST_NEAR || from >= end) return this.content.slice(from, to);
    return new NearContent(end - from, () => this.#read(from, end));
  }

  async #read(from: number, to: number): Promise<Uint8Array> {
    const known = this.#window;
    const holds = known && from >= known.from && to <= known.from + WINDOW;
    const window = holds ? known : { from, bytes: this.#load(from) };
    this.#window = window;
    return (await window.bytes).subarray(from - window.from, to - window.from);
  }

  async #load(from: number): Promise<Uint8Array> {
    return new Uint8Array(await this.content.slice(from, from + WINDOW).arrayBuffer());
  }
}
