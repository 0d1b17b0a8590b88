import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

/** Times that Tab goes round, after which what is left counts as out of reach. */
const MOST_ROUNDS = 4;

interface Watched {
  /** What was focused, with how it looked then. */
  readonly seen: Map<Element, string>;
  controls(): Element[];
  look(element: Element): string;
  name(element: Element): string;
}

declare global {
  interface Window {
    watched?: Watched;
    axe: {
      setup(root: Document): void;
      teardown(): void;
      commons: { text: { accessibleText(element: Element): string } };
    };
  }
}

/** Runs in the page: notes every element that gets the focus. `root` limits what is looked at. */
function watch(root: string): void {
  const within = document.querySelector(root)!;
  const flat = (from: Element | ShadowRoot): Element[] =>
    [...from.querySelectorAll('*')].flatMap((element) => [
      element,
      ...(element.shadowRoot ? flat(element.shadowRoot) : []),
    ]);
  const operable =
    'a[href], button, input, select, textarea, summary, [tabindex], [contenteditable=true], [role=button], [role=checkbox], [role=option], [role=menuitem], [role=slider]';
  const isSeen = (element: Element): boolean => {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && element.checkVisibility({ visibilityProperty: true });
  };
  const drawn = (element: Element): string => {
    const style = getComputedStyle(element);
    const parts = ['outline', 'box-shadow', 'border', 'background-color', 'stroke', 'stroke-width'];
    return parts.map((part) => style.getPropertyValue(part)).join('|');
  };
  window.watched = {
    seen: new Map(),
    controls: () =>
      flat(within).filter(
        (element) =>
          element.matches(operable) &&
          !element.matches(':disabled, [inert] *') &&
          isSeen(element) &&
          // Containers that take the focus from a script only, and what lists move it through.
          !element.matches('[role=menu], [role=listbox], [role=option], div[tabindex="-1"]'),
      ),
    /** How an element, what it stands in and what it holds are drawn. */
    look(element) {
      const around: Element[] = [element, ...[...element.querySelectorAll('*')].slice(0, 20)];
      let host: Element | null = element;
      for (let i = 0; i < 4 && host; i++) {
        const up: Node = host.parentNode ?? host;
        host = up instanceof ShadowRoot ? up.host : host.parentElement;
        if (host) around.push(host);
      }
      return around.map(drawn).join('\n');
    },
    name: (element) => window.axe.commons.text.accessibleText(element).trim(),
  };
  const { seen, look } = window.watched;
  document.addEventListener('focusin', () => {
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    if (focused && !seen.has(focused)) seen.set(focused, look(focused));
  });
}

/** Runs in the page: what of the controls is out of reach, without a name, or focused unseen. */
function lacks(): { controls: number; lacking: string[] } {
  const { seen, controls, look, name } = window.watched!;
  (document.activeElement as HTMLElement | null)?.blur();
  window.axe.setup(document);
  const lacking: string[] = [];
  const all = controls();
  const said = (element: Element): string =>
    `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} “${name(element).slice(0, 60)}”`;
  for (const element of all) {
    // Of a group of radio buttons one is reached by Tab, the others by arrows.
    const group =
      element instanceof HTMLInputElement && element.type === 'radio' ? element.name : null;
    const isReached =
      seen.has(element) ||
      (group !== null &&
        [...seen.keys()].some((e) => e instanceof HTMLInputElement && e.name === group));
    if (!isReached) lacking.push(`not reached: ${said(element)}`);
    if (name(element) === '') lacking.push(`no name: ${element.outerHTML.slice(0, 120)}`);
    if (seen.has(element) && seen.get(element) === look(element))
      lacking.push(`focused unseen: ${said(element)}`);
  }
  window.axe.teardown();
  return { controls: all.length, lacking };
}

/**
 * Goes through the page, or what `root` holds of it, by Tab alone; what is visible and can be used has to
 * get the focus, to look different then, and to have a name.
 */
export async function lackingControls(
  page: Page,
  root = 'body',
): Promise<{ controls: number; lacking: string[] }> {
  await page.evaluate(axe);
  await page.evaluate(watch, root);
  const left = () =>
    page.evaluate(() => {
      const { seen, controls } = window.watched!;
      const all = controls();
      return { all: all.length, unseen: all.filter((element) => !seen.has(element)).length };
    });
  // Panels, rows and marks may come into being while one passes: what is new gets rounds of its own.
  let { all, unseen } = await left();
  for (let round = 0; round < MOST_ROUNDS && unseen > 0; round++) {
    for (let i = 0; i < all + 5; i++) await page.keyboard.press('Tab');
    ({ all, unseen } = await left());
  }
  return page.evaluate(lacks);
}
