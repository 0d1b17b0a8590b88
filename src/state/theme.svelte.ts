import { recall, remember } from './storage.ts';

type ThemeName = 'light' | 'dark';

const systemDark = '(prefers-color-scheme: dark)';

/** Light or dark: the system's until the reader chooses, then remembered. */
export class Theme {
  #chosen = $state<ThemeName | null>(null);
  #system = $state<ThemeName>('light');

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

  toggle(): void {
    this.#chosen = this.name === 'dark' ? 'light' : 'dark';
    remember('theme', this.#chosen);
    this.#apply();
  }

  #apply(): void {
    if (this.#chosen) document.documentElement.dataset['theme'] = this.#chosen;
  }
}
