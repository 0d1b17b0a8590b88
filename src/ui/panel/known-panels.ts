import { getContext, setContext } from 'svelte';
import type { NumberTable, Sentence } from '../../domain/panel.ts';

/** A panel as it stands on the page. */
export interface PanelContent {
  readonly title: string;
  readonly unit: string;
  readonly sentence: Sentence;
  readonly note: string;
  readonly figure: SVGSVGElement | null;
  readonly table: NumberTable | null;
  readonly sql: string | null;
  /** What a panel that is a text says; empty where it is none. */
  readonly words: string;
}

interface Registered {
  readonly element: HTMLElement;
  read(): PanelContent;
}

/** The panels on show, in the order of the page. */
export class Panels {
  readonly #registered = new Set<Registered>();

  /** Enters a panel; the function returned takes it out. */
  add(panel: Registered): () => void {
    this.#registered.add(panel);
    return () => void this.#registered.delete(panel);
  }

  read(): PanelContent[] {
    return [...this.#registered]
      .toSorted((a, b) =>
        a.element.compareDocumentPosition(b.element) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
      )
      .map((panel) => panel.read());
  }
}

const KEY = Symbol('panels');

/** Makes the list that panels enter themselves in; for the frame. */
export function providePanels(): Panels {
  const panels = new Panels();
  setContext(KEY, panels);
  return panels;
}

/** How a panel enters itself, or undefined where nobody asks for panels. */
export function registerPanel(): ((panel: Registered) => () => void) | undefined {
  const panels = getContext<Panels | undefined>(KEY);
  return panels && ((panel) => panels.add(panel));
}
