import type { Comparisons, NameRoles } from './types.ts';

/** What people said of a pair of texts. */
export interface Verdict {
  /** Their mean preference for A. */
  readonly value: number;
  readonly votes: number;
}

/** Any run, as a run of its own. */
const ANY_RUN = -2;

/**
 * Mean human preference per pair of texts: item, the two writers in either order, and run (a turn, say)
 * where people's files name it. Numbers are made of the writers' own codes, which are few: names of people
 * are not among them. O(n).
 */
export class HumanVerdicts {
  readonly #writers = new Map<number, number>();
  readonly #runs: number;
  readonly #place = new Map<number, number>();
  readonly #sum: number[] = [];
  readonly #votes: number[] = [];

  constructor(of: Comparisons, roles: NameRoles) {
    const hasBoth = [0, 1].every((person) =>
      of.judge.some((judge) => judge >= 0 && roles.human[judge] === person),
    );
    // Without people, or without a model among the judges, there is nobody to compare.
    if (!hasBoth) {
      this.#runs = 2;
      return;
    }
    let runs = 0;
    for (let i = 0; i < of.count; i++) {
      for (const writer of [of.a[i], of.b[i]])
        if (!this.#writers.has(writer)) this.#writers.set(writer, this.#writers.size);
      runs = Math.max(runs, of.run[i] + 1);
    }
    this.#runs = runs + 2;
    for (let i = 0; i < of.count; i++) {
      const judge = of.judge[i];
      if (judge < 0 || roles.human[judge] !== 1 || of.a[i] === of.b[i]) continue;
      if (of.question[i] !== 0 || Number.isNaN(of.preference[i])) continue;
      const value = of.a[i] < of.b[i] ? of.preference[i] : 1 - of.preference[i];
      this.#add(this.#key(of.item[i], of.a[i], of.b[i], of.run[i]), value);
      this.#add(this.#key(of.item[i], of.a[i], of.b[i], ANY_RUN), value);
    }
  }

  /** Whether people judged anything that models could have judged too. */
  get isEmpty(): boolean {
    return this.#place.size === 0;
  }

  /**
   * What people said of a pair of texts; null where nobody judged it. Where either side names no run, the
   * texts are taken as the same whatever run the other names.
   */
  of(item: number, a: number, b: number, run: number): Verdict | null {
    if (a === b || !this.#writers.has(a) || !this.#writers.has(b)) return null;
    const place =
      run < 0
        ? this.#place.get(this.#key(item, a, b, ANY_RUN))
        : (this.#place.get(this.#key(item, a, b, run)) ??
          this.#place.get(this.#key(item, a, b, -1)));
    if (place === undefined) return null;
    const value = this.#sum[place] / this.#votes[place];
    return { value: a < b ? value : 1 - value, votes: this.#votes[place] };
  }

  #key(item: number, a: number, b: number, run: number): number {
    const low = this.#writers.get(Math.min(a, b))!;
    const high = this.#writers.get(Math.max(a, b))!;
    return ((item * this.#writers.size + low) * this.#writers.size + high) * this.#runs + run + 2;
  }

  #add(key: number, value: number): void {
    const place = this.#place.get(key);
    if (place === undefined) {
      this.#place.set(key, this.#sum.length);
      this.#sum.push(value);
      this.#votes.push(1);
    } else {
      this.#sum[place] += value;
      this.#votes[place]++;
    }
  }
}
