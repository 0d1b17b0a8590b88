import type { Problem, Result } from '../domain/problem.ts';
import { fail } from '../domain/problem.ts';
import { parseStudies } from '../domain/study.ts';
import type { Study } from '../domain/study.ts';
import { SAMPLES } from './samples.ts';

const LIST = './studies.json';
const MOST_CHARACTERS = 1_000_000;

/** The studies that are published beside the page, and those that come with it. */
export class Studies {
  #published = $state.raw<readonly Study[]>([]);
  problem = $state.raw<Problem | null>(null);
  #loaded: Promise<void> | null = null;

  get published(): readonly Study[] {
    return this.#published;
  }

  /** Reads the list beside the page; where there is none, nothing is published. */
  load(): Promise<void> {
    return (this.#loaded ??= this.#load());
  }

  /** The study of that id, once the list is there; a sample's id is known at once. */
  async find(id: string): Promise<Result<Study>> {
    const known = (list: readonly Study[]) => list.find((study) => study.id === id);
    let study = known(SAMPLES);
    if (!study) {
      await this.load();
      study = known(this.#published);
    }
    return study
      ? { ok: true, value: study }
      : fail({
          code: 'unknown-study',
          message: 'The study that the link was made with is not published here.',
          found: id,
          wayOn: 'Drop its files, if you have them, or ask for the link again.',
        });
  }

  async #load(): Promise<void> {
    try {
      const response = await fetch(LIST, { cache: 'no-cache' });
      if (!response.ok) return;
      const text = await response.text();
      const list = parseStudies(text.length > MOST_CHARACTERS ? null : parse(text));
      if (list.ok) this.#published = list.value;
      else this.problem = list.problem;
    } catch {
      // Without a network there is no list, and nothing that it could name.
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text.slice(0, 80);
  }
}
