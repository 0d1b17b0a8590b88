import type { ReportSection } from '../analyses/report/report-html.ts';

/** Views that are put by for a report, until it is saved or other data are loaded. */
export class ReportDraft {
  #sections = $state.raw<readonly ReportSection[]>([]);
  #version = 0;

  /** The sections that were put by for these data. */
  of(version: number): readonly ReportSection[] {
    return version === this.#version ? this.#sections : [];
  }

  /** Puts a section by; one of the same view and question takes its place. */
  put(version: number, section: ReportSection): void {
    const others = this.of(version).filter((other) => !isSame(other, section));
    this.#version = version;
    this.#sections = [...others, section];
  }

  remove(section: ReportSection): void {
    this.#sections = this.#sections.filter((other) => other !== section);
  }

  clear(): void {
    this.#sections = [];
  }
}

/** Whether two sections are of the same view and question. */
export function isSame(a: ReportSection, b: ReportSection): boolean {
  return a.view === b.view && a.question === b.question;
}
