/** What the benchmark does inside the page, where time is taken. */
export interface InPage {
  /** Milliseconds from the next choice of a file to the painted import report. */
  timeImport(): Promise<number>;
  /** Asks for Slices; milliseconds to its first painted figures and items. */
  timeFirstAnswer(): Promise<number>;
  /** Clicks the mark of a level in the panel by model; milliseconds to the repainted figures and items. */
  timeClick(level: string): Promise<{ figures: number; items: number }>;
  /**
   * Takes the picked models as one and goes back to Slices; milliseconds to its painted figures and items
   * without the model that is no more.
   */
  timeMerge(gone: string): Promise<number>;
}

declare global {
  interface Window {
    bench: InPage;
  }
}

/** Runs in the page before its own scripts; closed over nothing, because only its text gets there. */
export function installInPage(): void {
  /** Two frames on, what was in the document before has been painted. */
  const painted = () =>
    new Promise<number>((resolve) =>
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now()))),
    );

  /** Resolves once a condition on the document comes true. */
  function met(condition: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const failed = document.querySelector('main [role=alert]');
        if (failed) reject(new Error(failed.textContent ?? 'the page shows a problem'));
        else if (condition()) resolve();
        else return;
        observer.disconnect();
      };
      const observer = new MutationObserver(look);
      observer.observe(document, { childList: true, subtree: true, attributes: true });
      look();
    });
  }

  /** The time at which the condition has come true and is painted. */
  const when = (condition: () => boolean) => met(condition).then(painted);

  const isThere = (selector: string) => document.querySelector(selector) !== null;
  const figuresAreFresh = () => isThere('main svg') && !isThere('[aria-busy=true] svg');
  const itemsAreFresh = () => isThere('table[aria-busy=false]');

  window.bench = {
    async timeImport() {
      const start = new Promise<number>((resolve) =>
        addEventListener('change', () => resolve(performance.now()), { capture: true, once: true }),
      );
      const end = await when(() => isThere('#report-title'));
      return end - (await start);
    },
    async timeFirstAnswer() {
      const way = [...document.querySelectorAll('button')].find((button) =>
        button.textContent.includes('how large the error is'),
      )!;
      const start = performance.now();
      way.click();
      return (await when(() => figuresAreFresh() && itemsAreFresh())) - start;
    },
    async timeClick(level) {
      const key = JSON.stringify([['model', level]]);
      const mark = document.querySelector(`svg [role=button][data-key='${key}']`);
      if (!mark) throw new Error(`no mark for ${level}`);
      const start = performance.now();
      mark.dispatchEvent(new MouseEvent('click', { bubbles: true }));
      // Until the figures are called out of date, they are those of the last question.
      await met(() => isThere('[aria-busy=true] svg'));
      const figures = when(figuresAreFresh);
      const items = when(itemsAreFresh);
      return { figures: (await figures) - start, items: (await items) - start };
    },
    async timeMerge(gone) {
      const find = (selector: string, text: string) =>
        [...document.querySelectorAll<HTMLElement>(selector)].find((element) =>
          element.textContent.trim().startsWith(text),
        )!;
      const key = JSON.stringify([['model', gone]]);
      const start = performance.now();
      find('button', 'Take these').click();
      find('nav a', 'Slices').click();
      const isThereNoMore = () => !isThere(`svg [role=button][data-key='${key}']`);
      const end = await when(() => figuresAreFresh() && itemsAreFresh() && isThereNoMore());
      return end - start;
    },
  };
}
