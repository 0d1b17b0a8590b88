/** Nodes kept in doubly linked lists by degree, so that a node of least degree is found at once. */
export class DegreeLists {
  readonly #head: Int32Array;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly #degree: Int32Array;
  #least = 0;

  constructor(nodes: number) {
    this.#head = new Int32Array(nodes + 1).fill(-1);
    this.#next = new Int32Array(nodes).fill(-1);
    this.#previous = new Int32Array(nodes).fill(-1);
    this.#degree = new Int32Array(nodes).fill(-1);
  }

  degree(node: number): number {
    return this.#degree[node];
  }

  insert(node: number, degree: number): void {
    const head = this.#head[degree];
    this.#next[node] = head;
    this.#previous[node] = -1;
    if (head >= 0) this.#previous[head] = node;
    this.#head[degree] = node;
    this.#degree[node] = degree;
    if (degree < this.#least) this.#least = degree;
  }

  remove(node: number): void {
    const next = this.#next[node];
    const previous = this.#previous[node];
    if (next >= 0) this.#previous[next] = previous;
    if (previous >= 0) this.#next[previous] = next;
    else this.#head[this.#degree[node]] = next;
  }

  /** Removes and returns a node of least degree; throws if none is left. */
  takeMinimum(): number {
    while (this.#least < this.#head.length && this.#head[this.#least] < 0) this.#least++;
    const node = this.#head[this.#least];
    if (node === undefined) throw new RangeError('no node left to eliminate');
    this.remove(node);
    return node;
  }
}
