/**
 * Bytes that are read in parts: a Blob, or `NearContent`. Making or reading a part of a Blob asks another
 * process of the browser, which takes longer than parsing a small file.
 */
export interface Content {
  readonly size: number;
  slice(from: number, to: number): Content;
  arrayBuffer(): Promise<ArrayBuffer>;
  stream(): ReadableStream<Uint8Array<ArrayBuffer>>;
}

/** Content in this worker's own memory, or made there anew when it is read. */
export class NearContent implements Content {
  readonly #load: () => Promise<Uint8Array>;
  readonly #from: number;

  /** `load` gives all the bytes, of which `size` from `from` on are meant; nobody changes them. */
  constructor(
    readonly size: number,
    load: () => Promise<Uint8Array>,
    from = 0,
  ) {
    this.#load = load;
    this.#from = from;
  }

  static of(bytes: Uint8Array): NearContent {
    return new NearContent(bytes.length, () => Promise.resolve(bytes));
  }

  slice(from: number, to: number): NearContent {
    const start = Math.min(from, this.size);
    const end = Math.max(start, Math.min(to, this.size));
    return new NearContent(end - start, this.#load, this.#from + start);
  }

  /** A copy, which the caller may change. */
  async arrayBuffer(): Promise<ArrayBuffer> {
    const bytes = await this.#load();
    return new Uint8Array(bytes.subarray(this.#from, this.#from + this.size)).buffer;
  }

  stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    return new ReadableStream({
      start: async (controller) => {
        controller.enqueue(new Uint8Array(await this.arrayBuffer()));
        controller.close();
      },
    });
  }
}

/** The content as a Blob, for readers that take nothing else. */
export async function asBlob(content: Content): Promise<Blob> {
  return content instanceof Blob ? content : new Blob([await content.arrayBuffer()]);
}

/** Bytes last used, up to a number of them: what is looked at, hashed and read is loaded once. */
export class RecentBytes {
  readonly #kept = new Map<object, Promise<Uint8Array>>();
  readonly #sizes = new Map<object, number>();
  #size = 0;

  constructor(readonly most: number) {}

  /** The bytes of a key: those kept, else loaded. `size` is how many they are. */
  get(key: object, size: number, load: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const bytes = this.#kept.get(key) ?? load();
    this.#forget(key);
    this.#kept.set(key, bytes);
    this.#sizes.set(key, size);
    this.#size += size;
    for (const oldest of this.#kept.keys()) {
      if (this.#size <= this.most || oldest === key) break;
      this.#forget(oldest);
    }
    return bytes;
  }

  #forget(key: object): void {
    this.#size -= this.#sizes.get(key) ?? 0;
    this.#sizes.delete(key);
    this.#kept.delete(key);
  }
}
