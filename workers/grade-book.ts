import type { GradeValue } from '../src/domain/grade.ts';
import type { GradeRule } from '../src/formats/grades.ts';
import { gradeOf, labelName } from '../src/formats/grades.ts';
import { Interner } from '../src/formats/interner.ts';

/** A longer text is an answer that no number was found in. */
const LONGEST_LABEL = 40;
/** Beyond so many different ones, what stands in a score's place is no grade. */
const MOST_LABELS = 500;

/** Labels met among scores and references, a code each, and the numbers they count as. */
export class GradeBook {
  readonly #labels = new Interner();
  /** By code; null where no usual rule knows the label. */
  readonly #usual: (number | null)[] = [];
  #changed: readonly GradeValue[] = [];

  get size(): number {
    return this.#labels.size;
  }

  /** Counts labels as the question says from now on. */
  count(changed: readonly GradeValue[]): void {
    this.#changed = changed;
  }

  /** Code of a label that `rule` is the usual one for; -1 where the text is no label. */
  codeOf(text: string, rule: GradeRule): number {
    const name = labelName(text, rule);
    if (name === '' || name.length > LONGEST_LABEL) return -1;
    const known = this.#labels.find(name);
    if (known >= 0) return known;
    if (this.#labels.size >= MOST_LABELS) return -1;
    this.#usual.push(gradeOf(text, rule));
    return this.#labels.codeOf(name);
  }

  label(code: number): string {
    return this.#labels.name(code);
  }

  usual(code: number): number | null {
    return this.#usual[code];
  }

  /** What a label counts as; null is no score. */
  value(code: number): number | null {
    const label = this.#labels.name(code);
    const changed = this.#changed.find((grade) => grade.label === label);
    return changed ? changed.value : this.#usual[code];
  }

  /** All labels with what they usually count as, by code. */
  all(): [label: string, usual: number | null][] {
    return this.#labels.names().map((label, code) => [label, this.#usual[code]]);
  }

  /** Takes labels over that `all` gave. */
  put(labels: readonly (readonly [label: string, usual: number | null])[]): void {
    for (const [label, usual] of labels) {
      this.#labels.codeOf(label);
      this.#usual.push(usual);
    }
  }

  truncate(size: number): void {
    this.#labels.truncate(size);
    this.#usual.length = Math.min(this.#usual.length, size);
  }
}
