import { recall, remember } from './storage.ts';

type ThemeName = 'light' | 'dark';

const systemDark = '(prefers-color-scheme: dark)';

/** Light or dark, moving or still: the system's until the reader chooses, then remembered. */
export class Theme {
  #chosen = $state<ThemeName | null>(null);
  #system = $state<ThemeName>('light');
  #isStill = $state(recall('still') === true);

  constructor() {
    const stored = recall('theme');
    this.#chosen = stored === 'light' || stored === 'dark' ? stored : null;
    const media = matchMedia(systemDark);
    this.#system = media.matches ? 'dark' : 'light';
    media.addEventListener('change', () => {
      this.#system = media.matches ? 'dark' : 'light';
    });
    this.#apply();
  }

  get name(): ThemeName {
    return this.#chosen ?? this.#system;
  }

  /** What the reader chose; null is the system's. */
  get chosen(): ThemeName | null {
    return this.#chosen;
  }

  /** Whether nothing moves, whatever the system says. */
  get isStill(): boolean {
    return this.#isStill;
  }

  toggle(): void {
    this.choose(this.name === 'dark' ? 'light' : 'dark');
  }

  choose(name: ThemeName | null): void {
    this.#chosen = name;
    remember('theme', name);
    this.#apply();
  }

  keepStill(isStill: boolean): void {
    this.#isStill = isStill;
    remember('still', isStill);
    this.#apply();
  }

  #apply(): void {
    const { dataset } = document.documentElement;
    if (this.#chosen) dataset['theme'] = this.#chosen;
    else delete dataset['theme'];
    if (this.#isStill) dataset['motion'] = 'none';
    else delete dataset['motion'];
  }
}
