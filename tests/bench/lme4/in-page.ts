/** What the benchmark does inside the page, where time is taken. */
export interface FitTimer {
  /** Sets the link; milliseconds until the record of a fit to so many observations is painted. */
  timeFit(hash: string, observations: number): Promise<number>;
  /** An entry of the fit's record by its name. */
  recorded(name: string): string | null;
}

declare global {
  interface Window {
    fitTimer: FitTimer;
  }
}

/** Runs in the page before its own scripts; closed over nothing, because only its text gets there. */
export function installFitTimer(): void {
  const recorded = (name: string): string | null => {
    const term = [...document.querySelectorAll('dt')].find((dt) => dt.textContent === name);
    return term?.nextElementSibling?.textContent ?? null;
  };
  window.fitTimer = {
    recorded,
    async timeFit(hash, observations) {
      const wanted = observations.toLocaleString('en');
      const start = performance.now();
      location.hash = hash;
      await new Promise<void>((resolve, reject) => {
        const look = () => {
          const failed = document.querySelector('main [role=alert]');
          if (failed) reject(new Error(failed.textContent ?? 'the page shows a problem'));
          else if (recorded('Observations') === wanted) resolve();
          else return;
          observer.disconnect();
        };
        const observer = new MutationObserver(look);
        observer.observe(document, { childList: true, subtree: true, characterData: true });
        look();
      });
      // Two frames on, what was in the document before has been painted.
      return new Promise<number>((resolve) =>
        requestAnimationFrame(() =>
          requestAnimationFrame(() => resolve(performance.now() - start)),
        ),
      );
    },
  };
}
