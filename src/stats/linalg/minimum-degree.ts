import { cliquesOfNodes } from './cliques.ts';
import type { Cliques } from './cliques.ts';
import { DegreeLists } from './degree-lists.ts';
import { initialDegrees, postponedNodes } from './initial-degrees.ts';

/**
 * Fill-reducing elimination order by approximate minimum degree (Amestoy, Davis & Duff 1996) on a
 * quotient graph: eliminated nodes live on as elements (cliques), indistinguishable nodes as one
 * weighted variable, and a variable's degree is bounded from above by the sizes of its elements.
 * The input is itself a set of elements, so no variable ever has a plain edge.
 *
 * Returns `order`: the node eliminated at each step. Cost is near-linear in the size of the input
 * plus the size of the elements formed.
 */
export function minimumDegreeOrder(graph: Cliques): Int32Array {
  return new QuotientGraph(graph).eliminate();
}

class QuotientGraph {
  readonly #nodes: number;
  /** Variables of each element; null once the element is absorbed. */
  readonly #variables: (Int32Array | null)[] = [];
  /** Weighted number of live variables of each element. */
  readonly #size: Int32Array;
  /** Elements of each variable: the first `#elementCount[v]` entries, in the order of forming. */
  readonly #elements: Int32Array[] = [];
  readonly #elementCount: Int32Array;
  /** Number of nodes a variable stands for; 0 once eliminated or merged into another. */
  readonly #weight: Int32Array;
  /** Nodes merged into a variable, as linked lists: first, then next. */
  readonly #mergedFirst: Int32Array;
  readonly #mergedNext: Int32Array;
  readonly #degrees: DegreeLists;
  /** Nodes left out of the graph and ordered last. */
  readonly #postponed: Int32Array;
  readonly #order: Int32Array;
  #eliminated = 0;
  /** Per element, valid where its stamp is the current one: weight of its variables outside the pivot's. */
  readonly #outside: Int32Array;
  readonly #outsideStamp: Int32Array;
  /** Per variable: the sum of `#outside` over its elements. */
  readonly #outsideSum: Float64Array;
  readonly #seen: Int32Array;
  #stamp = 0;

  constructor(graph: Cliques) {
    const { nodes, start, members } = graph;
    const cliques = start.length - 1;
    const transpose = cliquesOfNodes(graph);
    this.#nodes = nodes;
    this.#weight = new Int32Array(nodes).fill(1);
    let degree = initialDegrees(graph, transpose);
    this.#postponed = postponedNodes(transpose.start, degree);
    if (this.#postponed.length > 0) degree = initialDegrees(graph, transpose, this.#postponed);
    for (const v of this.#postponed) this.#weight[v] = 0;
    this.#size = new Int32Array(cliques + nodes);
    for (let c = 0; c < cliques; c++) {
      this.#variables.push(members.subarray(start[c], start[c + 1]));
      for (let t = start[c]; t < start[c + 1]; t++) this.#size[c] += this.#weight[members[t]];
    }
    this.#elementCount = new Int32Array(nodes);
    this.#degrees = new DegreeLists(nodes);
    for (let v = 0; v < nodes; v++) {
      // One entry to spare for the first element formed.
      this.#elements.push(transpose.cliques.slice(transpose.start[v], transpose.start[v + 1] + 1));
      this.#elementCount[v] = transpose.start[v + 1] - transpose.start[v];
      if (this.#weight[v] > 0) this.#degrees.insert(v, degree[v]);
    }
    this.#mergedFirst = new Int32Array(nodes).fill(-1);
    this.#mergedNext = new Int32Array(nodes).fill(-1);
    this.#order = new Int32Array(nodes);
    this.#outside = new Int32Array(cliques + nodes);
    this.#outsideStamp = new Int32Array(cliques + nodes);
    this.#outsideSum = new Float64Array(nodes);
    this.#seen = new Int32Array(nodes);
  }

  eliminate(): Int32Array {
    const pivots = this.#nodes - this.#postponed.length;
    while (this.#eliminated < pivots) {
      const pivot = this.#degrees.takeMinimum();
      this.#stamp++;
      const reach = this.#formElement(pivot);
      this.#output(pivot);
      this.#measureOutside(reach);
      this.#updateVariables(reach);
    }
    this.#order.set(this.#postponed, pivots);
    return this.#order;
  }

  /** Absorbs the pivot's elements into a new one and returns its variables. */
  #formElement(pivot: number): Int32Array {
    this.#seen[pivot] = this.#stamp;
    const reach: number[] = [];
    const elements = this.#elements[pivot];
    for (let t = 0; t < this.#elementCount[pivot]; t++) {
      const variables = this.#variables[elements[t]];
      if (variables === null) continue;
      for (const v of variables) {
        if (this.#weight[v] > 0 && this.#seen[v] !== this.#stamp) {
          this.#seen[v] = this.#stamp;
          reach.push(v);
        }
      }
      this.#variables[elements[t]] = null;
    }
    return Int32Array.from(reach);
  }

  /** Appends a variable and all nodes merged into it to the order. */
  #output(variable: number): void {
    this.#weight[variable] = 0;
    const stack = [variable];
    for (let v = stack.pop(); v !== undefined; v = stack.pop()) {
      this.#order[this.#eliminated++] = v;
      for (let u = this.#mergedFirst[v]; u >= 0; u = this.#mergedNext[u]) stack.push(u);
    }
  }

  /** Drops absorbed elements from the lists of `reach` and weighs what the others hold beside it. */
  #measureOutside(reach: Int32Array): void {
    for (const v of reach) {
      const elements = this.#elements[v];
      const weight = this.#weight[v];
      let count = 0;
      for (let t = 0; t < this.#elementCount[v]; t++) {
        const e = elements[t];
        if (this.#variables[e] === null) continue;
        elements[count++] = e;
        if (this.#outsideStamp[e] !== this.#stamp) {
          this.#outsideStamp[e] = this.#stamp;
          this.#outside[e] = this.#size[e];
        }
        this.#outside[e] -= weight;
      }
      this.#elementCount[v] = count;
    }
  }

  #updateVariables(reach: Int32Array): void {
    let reachSize = 0;
    for (const v of reach) reachSize += this.#weight[v];
    const byHash = new Map<number, number[]>();
    for (const v of reach) {
      const hash = this.#sumOutside(v);
      if (this.#elementCount[v] === 0) {
        // Mass elimination: nothing but the new element is left around v.
        reachSize -= this.#weight[v];
        this.#degrees.remove(v);
        this.#output(v);
        continue;
      }
      const bucket = byHash.get(hash);
      if (bucket) bucket.push(v);
      else byHash.set(hash, [v]);
    }
    for (const bucket of byHash.values()) this.#mergeIndistinguishable(bucket);
    const left = reach.filter((v) => this.#weight[v] > 0);
    const element = this.#variables.push(left) - 1;
    this.#size[element] = reachSize;
    for (const v of left) {
      const own = this.#weight[v];
      const bound = Math.min(
        this.#nodes - this.#postponed.length - this.#eliminated - own,
        this.#degrees.degree(v) + reachSize - own,
        this.#outsideSum[v] + reachSize - own,
      );
      this.#append(v, element);
      this.#degrees.remove(v);
      this.#degrees.insert(v, bound);
    }
  }

  /**
   * Sums over v's elements what they hold outside the new one, and returns a hash of those elements.
   * An element with nothing outside says nothing of its own and is absorbed (aggressive absorption).
   */
  #sumOutside(v: number): number {
    const elements = this.#elements[v];
    let sum = 0;
    let hash = 0;
    let count = 0;
    for (let t = 0; t < this.#elementCount[v]; t++) {
      const e = elements[t];
      if (this.#outside[e] === 0) {
        this.#variables[e] = null;
        continue;
      }
      elements[count++] = e;
      sum += this.#outside[e];
      hash = (hash + Math.imul(e + 1, 0x9e3779b1)) | 0;
    }
    this.#elementCount[v] = count;
    this.#outsideSum[v] = sum;
    return hash;
  }

  #append(v: number, element: number): void {
    const count = this.#elementCount[v];
    if (count === this.#elements[v].length) {
      const longer = new Int32Array(2 * count);
      longer.set(this.#elements[v]);
      this.#elements[v] = longer;
    }
    this.#elements[v][count] = element;
    this.#elementCount[v] = count + 1;
  }

  /** Variables with the same elements will never be told apart: the first stands for the others. */
  #mergeIndistinguishable(bucket: number[]): void {
    for (let a = 0; a < bucket.length; a++) {
      const keep = bucket[a];
      if (this.#weight[keep] === 0) continue;
      for (let b = a + 1; b < bucket.length; b++) {
        const other = bucket[b];
        if (this.#weight[other] === 0 || !this.#sameElements(keep, other)) continue;
        this.#weight[keep] += this.#weight[other];
        this.#weight[other] = 0;
        this.#mergedNext[other] = this.#mergedFirst[keep];
        this.#mergedFirst[keep] = other;
        this.#degrees.remove(other);
      }
    }
  }

  /** Lists are kept in the order of forming, so equal sets are equal lists. */
  #sameElements(a: number, b: number): boolean {
    const count = this.#elementCount[a];
    if (count !== this.#elementCount[b]) return false;
    for (let t = 0; t < count; t++) {
      if (this.#elements[a][t] !== this.#elements[b][t]) return false;
    }
    return true;
  }
}
