import { expect, test } from 'vitest';
import { isBinary, projectFiles, read } from './source-tree.ts';

/** `path:line: text` of each line of the files in which the pattern is found. */
function find(files: readonly string[], pattern: RegExp): string[] {
  return files.flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, i) =>
        pattern.test(line) ? [`${path}:${i + 1}: ${line.trim().slice(0, 120)}`] : [],
      ),
  );
}

const files = projectFiles();
const components = files.filter((path) => path.endsWith('.svelte'));

// The policy of the page forbids style attributes and parsed markup; `style:name={value}` is set
// through the object model, which it allows.
const styleAttribute = /\sstyle\s*=|setAttribute\(\s*['"]style['"]/;
const parsedMarkup = /\{@html\b|\.(inner|outer)HTML\s*=|insertAdjacentHTML/;
const transition = /\b(transition|in|out|animate):[a-z]+|from 'svelte\/(transition|animate)'/;

test('no component carries a style attribute or parses markup', () => {
  const code = files.filter((path) => /^src\/.*\.(svelte|ts)$/.test(path));
  expect(find(code, styleAttribute)).toEqual([]);
  expect(find(code, parsedMarkup)).toEqual([]);
  expect('<p style="color: red">').toMatch(styleAttribute);
  expect('<p style:color={ink}>').not.toMatch(styleAttribute);
});

test('no component uses a transition, which would inject a style sheet', () => {
  expect(find(components, transition)).toEqual([]);
  expect('<p transition:fade>').toMatch(transition);
});

test('no code evaluates strings, nor calls the builders of Arrow that do', () => {
  const code = files.filter((path) => /^(src|workers)\/.*\.(svelte|ts)$/.test(path));
  const evaluates =
    /\beval\(|new Function\(|\b(vectorFromArray|tableFromArrays|tableFromJSON|makeBuilder)\b/;
  expect(find(code, evaluates)).toEqual([]);
  expect("import { vectorFromArray } from 'apache-arrow'").toMatch(evaluates);
});

const named = 'white|black|red|green|blue|grey|gray|orange|purple|yellow|magenta|pink|brown|navy';
const literalColour = new RegExp(
  [
    // In style sheets after a colon or a space, in code at the start of a string.
    `[:\\s,('"\`]#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})(?=['"\`;,)\\s])`,
    `\\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\\(\\s*[\\d.]`,
    `\\b(?:color|fill|stroke|background|border|outline)[\\w-]*['"]?\\s*[:=,]\\s*['"{]*(?:${named})\\b`,
  ].join('|'),
  'i',
);

test('only the tokens hold literal colours', () => {
  const styled = files.filter(
    (path) => /^src\/.*\.(svelte|css|ts)$/.test(path) && path !== 'src/ui/styles/tokens.css',
  );
  expect(find(styled, literalColour)).toEqual([]);
  for (const line of ['color: #fff;', "fill: '#a0B1c2',", 'rgb(0 0 0 / 10%)', 'stroke="black"']) {
    expect(line).toMatch(literalColour);
  }
  for (const line of ['color: var(--ink);', 'this.#add(row);', 'fill: currentColor']) {
    expect(line).not.toMatch(literalColour);
  }
});

test('no file names a path of one machine or the host of a registry', () => {
  const folders = ['work', 'tmp', 'home', 'root', 'Users', 'var/folders'];
  const machinePath = new RegExp(`(^|[\\s'"\`(=:])/(${folders.join('|')})/\\w|[A-Z]:\\\\Users`);
  const registry = /\bregistry[\w-]*\.[a-z]|artifactory|verdaccio|npmmirror/;
  const texts = files.filter(
    (path) => path !== 'tests/architecture/text.test.ts' && !isBinary(path),
  );
  expect(find(texts, machinePath)).toEqual([]);
  expect(find(texts, registry)).toEqual([]);
  expect(`read('/${folders[0]}/main')`).toMatch(machinePath);
});
